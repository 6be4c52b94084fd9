"""What is still missing, filled in later."""

from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _

from incidents.forms.extra import extra_form_fields, extra_initial, extra_values
from incidents.forms.report import ReportForm
from incidents.forms.steps import StepForm
from incidents.models import Reporter
from incidents.reporters import ReporterData
from incidents.workflow.amend import Amendment

OPEN_FIELDS = ["place_detail", "reported_party", "evidence"]
REPORTER = [f"reporter_{name}" for name in ReporterData.__dataclass_fields__]


class AmendForm(StepForm):
    """The intake's fields for a report to Bawaslu, those of the category, and the reporter's."""

    def offer(self) -> None:
        """Show what is known, but of the reporter only that it is known."""
        for name in OPEN_FIELDS:
            self.fields[name] = deepcopy(ReportForm.base_fields[name])
            self.initial[name] = getattr(self.incident, name)
        category = self.incident.category
        for name, field in extra_form_fields(category).items():
            field.required = False
            self.fields[name] = field
        self.initial.update(extra_initial(category, self.incident.extra))
        self._offer_reporter()

    def clean(self) -> dict[str, Any]:
        """Return the arguments of the step."""
        typed = super().clean() or {}
        content = Amendment(
            **{name: typed.get(name, "") for name in OPEN_FIELDS},
            extra=extra_values(self.incident.category, typed),
            reporter=ReporterData(
                **{name.removeprefix("reporter_"): typed.get(name, "") for name in REPORTER}
            ),
        )
        if content == Amendment() and not self.errors:
            self.add_error(None, _("Fill in at least one field."))
        return {"seen": typed.get("seen"), "content": content}

    def typed(self) -> str:
        """Return what may go into a note: nothing of the reporter, who is sealed."""
        texts = [str(self.data.get(name, "")).strip() for name in OPEN_FIELDS]
        return "\n".join(text for text in texts if text)

    def _offer_reporter(self) -> None:
        kept = Reporter.objects.filter(incident=self.incident).defer("sealed").first()
        for name in REPORTER:
            field = deepcopy(ReportForm.base_fields[name])
            if kept and getattr(kept, name.replace("reporter_", "has_")):
                field.help_text = _("Known and sealed. Fill in only to replace it.")
            self.fields[name] = field
