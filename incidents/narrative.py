"""History as sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.amended import changes_told, fields_told
from incidents.models import Event
from incidents.states import Action, Rejection

SENTENCES: dict[Action, Promise] = {
    Action.REPORT: _("%(by)s recorded the report."),
    Action.VERIFY: _("%(by)s verified the problem."),
    Action.ASSIGN: _("%(by)s assigned the case to %(to_name)s."),
    Action.START: _("%(by)s started work."),
    Action.REFER: _("%(by)s referred the case to %(institution_name)s, letter %(letter_number)s."),
    Action.ACKNOWLEDGE: _("%(by)s acknowledged letter %(letter_number)s to %(institution_name)s."),
    Action.ANSWER: _("%(by)s answered letter %(letter_number)s for %(institution_name)s."),
    Action.RESOLVE: _("%(by)s resolved the case."),
    Action.CLOSE: _("%(by)s closed the case."),
    Action.REJECT: _("%(by)s rejected the report: %(rejection)s."),
    Action.REOPEN: _("%(by)s reopened the case."),
    Action.COMMENT: _("%(by)s wrote a note."),
    Action.REVEAL: _("%(by)s looked at the reporter's data."),
    Action.AMEND: _("%(by)s completed the data: %(fields)s."),
    Action.ATTACH: _("%(by)s added %(names)s."),
    Action.REPLY: _("%(by)s wrote to the reporter."),
    Action.REMIND: _("%(by)s reminded %(institution_name)s of letter %(letter_number)s."),
    Action.WITHDRAW: _("%(by)s withdrew letter %(letter_number)s to %(institution_name)s."),
    Action.MERGE: _("%(by)s merged the report into %(into)s."),
    Action.UNMERGE: _("%(by)s undid the merge into %(into)s."),
    Action.ABSORB: _("%(by)s merged %(number)s into this case."),
    Action.RELEASE: _("%(by)s took %(number)s out of this case again."),
}

ON_BEHALF: dict[Action, Promise] = {
    Action.ACKNOWLEDGE: _(
        "%(by)s recorded that %(institution_name)s has letter %(letter_number)s."
    ),
    Action.ANSWER: _(
        "%(by)s recorded the answer of %(institution_name)s to letter %(letter_number)s."
    ),
}

# For those who may not know of the other case, and wherever nobody has checked.
UNNAMED: dict[Action, Promise] = {
    Action.MERGE: _("%(by)s merged the report into another case."),
    Action.UNMERGE: _("%(by)s undid the merge."),
    Action.ABSORB: _("%(by)s merged another report into this case."),
    Action.RELEASE: _("%(by)s took another report out of this case again."),
}


def sentence(event: Event) -> str:
    """Return what happened as one sentence in the current language."""
    action = Action(event.action)
    form = ON_BEHALF.get(action) if event.data.get("on_behalf") else None
    if "inbox_message" in event.data:
        form = _("%(by)s joined a citizen's message.")
    facts = {**event.data, "by": event.by.full_name}
    if action == Action.REJECT:
        facts["rejection"] = Rejection(event.data["reason"]).label
    if action == Action.AMEND:
        facts["fields"] = fields_told(event.data)
    if not getattr(event, "names_other", False):
        form = form or UNNAMED.get(action)
    return str(form or SENTENCES[action]) % facts


def quote(event: Event) -> str:
    """Return the words that somebody wrote with the step, or ''."""
    action = Action(event.action)
    if action in UNNAMED and not getattr(event, "names_other", False):
        return ""
    if action == Action.AMEND:
        return changes_told(event.data)
    if action == Action.REJECT:
        return str(event.data.get("note", ""))
    words = ["note", "text", "message", "reason"]
    if action == Action.RESOLVE:
        words = ["outcome"]
    return next((str(event.data[word]) for word in words if event.data.get(word)), "")
