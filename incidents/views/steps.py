"""Which page, form and workflow function belong to which action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from incidents import workflow
from incidents.forms import steps as forms
from incidents.forms.amend import AmendForm
from incidents.forms.files import AttachForm
from incidents.forms.merge import MergeForm
from incidents.forms.reply import ReplyForm
from incidents.models import Incident
from incidents.permissions import available
from incidents.states import Action
from roster.models import Officer

# The buttons beside the account; what is left goes into the menu.
BUTTONS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """How an action looks on the web."""

    slug: str
    action: Action
    form: type[forms.PlainStepForm]
    perform: Callable[..., Any]


STEPS = {
    step.slug: step
    for step in (
        Step("verifikasi", Action.VERIFY, forms.NoteForm, workflow.verify),
        Step("tangani", Action.START, forms.NoteForm, workflow.start),
        Step("tugaskan", Action.ASSIGN, forms.AssignForm, workflow.assign),
        Step("rujuk", Action.REFER, forms.ReferForm, workflow.refer),
        Step("terima-rujukan", Action.ACKNOWLEDGE, forms.AcknowledgeForm, workflow.acknowledge),
        Step("jawab-rujukan", Action.ANSWER, forms.AnswerForm, workflow.answer),
        Step("ingatkan", Action.REMIND, forms.RemindForm, workflow.remind),
        Step("tarik-rujukan", Action.WITHDRAW, forms.WithdrawForm, workflow.withdraw),
        Step("selesaikan", Action.RESOLVE, forms.ResolveForm, workflow.resolve),
        Step("tutup", Action.CLOSE, forms.NoteForm, workflow.close),
        Step("tolak", Action.REJECT, forms.RejectForm, workflow.reject),
        Step("buka-kembali", Action.REOPEN, forms.ReopenForm, workflow.reopen),
        Step("catatan", Action.COMMENT, forms.CommentForm, workflow.comment),
        Step("lengkapi", Action.AMEND, AmendForm, workflow.amend),
        Step("gabung", Action.MERGE, MergeForm, workflow.merge),
        Step("batal-gabung", Action.UNMERGE, forms.NoteForm, workflow.unmerge),
        Step("lampirkan", Action.ATTACH, AttachForm, workflow.attach),
        Step("balas-pelapor", Action.REPLY, ReplyForm, workflow.reply),
        Step("pelapor", Action.REVEAL, forms.RevealForm, workflow.reveal),
    )
}
BY_ACTION = {step.action: step for step in STEPS.values()}


@dataclass(frozen=True, slots=True)
class Link:
    """A step that a person can take now."""

    step: Step
    url: str


def links(officer: Officer, incident: Incident) -> list[Link]:
    """Return exactly what ``officer`` can do with ``incident`` now."""
    steps = [BY_ACTION[action] for action in available(officer, incident)]
    return [Link(step, url_of(incident, step)) for step in steps]


def url_of(incident: Incident, step: Step) -> str:
    """Return the page of ``step``."""
    return reverse("incidents:act", args=[incident.number, step.slug])
