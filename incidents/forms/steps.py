"""One form for each step. Its fields are the arguments of the workflow's function."""

import uuid
from typing import Any

from django import forms
from django.db.models import Case, Q, When
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.forms.fields import changed, future_moment
from incidents.mentions import suggested
from incidents.models import Incident, Referral
from incidents.models.choices import choices
from incidents.models.incident import OUTCOME_MAX
from incidents.models.referral import ANSWER_MAX
from incidents.states import Rejection
from incidents.workflow.assign import ASSIGNABLE_ROLES
from incidents.workflow.refer import ACKNOWLEDGE_WITHIN
from posko import clock
from posko.fields import ChoiceOf
from posko.texts import long_text
from roster.models import Institution, Officer
from roster.models.institution import InstitutionQuerySet

NOTE_MAX = 2000


class PlainStepForm(forms.Form):
    """A step that never comes too late."""

    def __init__(self, incident: Incident, officer: Officer, data: Any = None) -> None:
        super().__init__(data)
        self.incident = incident
        self.officer = officer
        self.offer()

    def offer(self) -> None:
        """Fill in what can be chosen; most steps have nothing to choose."""

    def renew(self) -> None:
        """Prepare what was typed for another sending; most steps have nothing to renew."""

    def typed(self) -> str:
        """Return the longest text that was typed, to be rescued when the step came too late."""
        texts = [
            str(self.data.get(name, ""))
            for name in ("text", "outcome", "note", "message", "reason")
        ]
        return max(texts, key=len).strip()


class StepForm(PlainStepForm):
    """A step that builds on what the person saw: the version on their screen comes along."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, incident: Incident, officer: Officer, data: Any = None) -> None:
        super().__init__(incident, officer, data)
        self.initial["seen"] = incident.version

    def renew(self) -> None:
        """Let the next sending build on what is on the screen now."""
        self.data = changed(self.data, seen=str(self.incident.version))


class NoteForm(StepForm):
    """A step that needs no words, but takes some."""

    note = long_text(_("Note (if any)"), NOTE_MAX, required=False, rows=3)


class AssignForm(StepForm):
    """Who is responsible from now on: a person, or a body at the post."""

    to = ChoiceOf(
        Officer.objects.none(),
        label=_("Assign to"),
        empty_label=_("Choose a person"),
        required=False,
    )
    institution = ChoiceOf(
        Institution.objects.none(),
        label=_("or to an institution at the post"),
        empty_label=_("Choose an institution"),
        required=False,
    )

    def offer(self) -> None:
        """Offer those who serve the incident's city."""
        people = Officer.objects.active().filter(role__in=ASSIGNABLE_ROLES)
        self.fields["to"].queryset = people.filter(  # type: ignore[attr-defined]
            region_id__in=[self.incident.city_id, self.incident.city_id[:2]]
        )
        at_the_post = Institution.objects.at_the_post(self.incident.city_id)
        self.fields["institution"].queryset = at_the_post  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Want exactly one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("to")) == bool(cleaned.get("institution")):
            self.add_error("to", gettext("Choose either a person or an institution."))
        return cleaned


class ReferForm(StepForm):
    """To whom, under which letter."""

    institution = ChoiceOf(
        Institution.objects.none(), label=_("Institution"), empty_label=_("Choose an institution")
    )
    letter_number = forms.CharField(
        label=_("Letter number"), max_length=60, help_text=_("Such as 012/KBP/II/2024.")
    )
    message = long_text(_("Message to the institution (if any)"), NOTE_MAX, required=False, rows=3)
    acknowledge_by = future_moment(
        _("Ask to confirm receipt by"),
        help_text=_("After this the letter counts as late, and you can remind of it."),
    )

    def offer(self) -> None:
        """Offer the institutions that serve the incident's city, the usual one chosen."""
        serving = Institution.objects.serving(self.incident.city_id).referrable()
        self.fields["institution"].queryset = serving  # type: ignore[attr-defined]
        self.initial["institution"] = self._usual(serving)
        now = clock.now().replace(second=0, microsecond=0)
        self.initial["acknowledge_by"] = now + ACKNOWLEDGE_WITHIN

    def _usual(self, serving: InstitutionQuerySet) -> Institution | None:
        """The body that such problems go to, unless it has a letter that waits."""
        usual = serving.filter(kind=self.incident.category.usual_body or None)
        asked = self.incident.referrals.unanswered().values("institution")
        here = Q(region_id=self.incident.city_id)
        return usual.exclude(pk__in=asked).order_by(Case(When(here, then=0), default=1)).first()


class LetterForm(StepForm):
    """A step on one referral."""

    referral = ChoiceOf(
        Referral.objects.none(),
        label=_("Referral"),
        empty_label=None,
        error_messages={"invalid_choice": _("This letter doesn't wait any more.")},
    )

    def offer(self) -> None:
        """Offer the letters that wait; take any that this person may speak for.

        What waits no more is for the workflow to say: a second sending of the same answer is one.
        """
        letters = self.incident.referrals.visible_to(self.officer).in_order()
        self.fields["referral"].queryset = letters  # type: ignore[attr-defined]
        self.fields["referral"].choices = [  # type: ignore[attr-defined]
            (letter.pk, str(letter)) for letter in self.waiting(letters)
        ]

    def waiting(self, letters: Any) -> Any:
        """Return those of ``letters`` that the step is still possible for."""
        return letters.unanswered()


class AcknowledgeForm(LetterForm):
    """Which letter arrived."""

    def waiting(self, letters: Any) -> Any:
        """Return the letters that nobody has confirmed."""
        return letters.unacknowledged()


class AnswerForm(LetterForm):
    """What the institution did."""

    text = long_text(_("Answer"), ANSWER_MAX)


class RemindForm(LetterForm):
    """Which letter to ask about once more."""


class WithdrawForm(LetterForm):
    """Which letter is taken back, and why."""

    reason = long_text(
        _("Why is it withdrawn?"),
        NOTE_MAX,
        rows=3,
        help_text=_("The institution doesn't see this case by the letter any more."),
    )


class ResolveForm(StepForm):
    """What came of it."""

    outcome = long_text(
        _("Outcome"),
        OUTCOME_MAX,
        help_text=_(
            "What was done, by whom, and how it ended. Everybody who sees the case reads it, party "
            "representatives too: leave names of reporters out."
        ),
    )


class RejectForm(StepForm):
    """Why it isn't for the post."""

    reason = forms.TypedChoiceField(
        label=_("Reason"), choices=choices(Rejection), coerce=Rejection, widget=forms.RadioSelect
    )
    note = long_text(_("Explanation"), NOTE_MAX, rows=3)


class ReopenForm(StepForm):
    """Why it wasn't over."""

    reason = long_text(_("Why is it reopened?"), NOTE_MAX, rows=3)


class CommentForm(PlainStepForm):
    """A note to those who work on the case."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput)
    text = long_text(
        _("Note"),
        NOTE_MAX,
        help_text=_(
            "Internal: the post’s staff read it. Liaisons read it only where you mention them, the "
            "reporter and the parties never."
        ),
    )

    def offer(self) -> None:
        """Name the note, so that it counts once however often it is sent."""
        self.initial["client_uuid"] = uuid.uuid4()
        people = [f"@{username} ({name})" for username, name in self._people()]
        if people:
            self.fields["text"].help_text = format_html(
                "{} {} {}", self.fields["text"].help_text, _("To tell somebody, write:"),
                ", ".join(people),
            )  # fmt: skip

    def _people(self) -> list[tuple[str, str]]:
        return suggested(self.incident, self.officer)

    def renew(self) -> None:
        """Make the next sending a note of its own."""
        self.data = changed(self.data, client_uuid=str(uuid.uuid4()))


class RevealForm(PlainStepForm):
    """Why somebody needs to know who reported."""

    reason = long_text(
        _("Why do you need to know?"),
        NOTE_MAX,
        rows=2,
        help_text=_("Your look and its reason stay in the history."),
    )
