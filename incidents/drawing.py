"""Draws docs/workflow.md from the table of transitions and the policy: no rule is written twice.

The page is in English; the words of the screen stand beside the ids in Indonesian.
"""

from collections.abc import Callable, Iterable
from inspect import getdoc
from itertools import groupby

from django.utils.translation import override

from incidents.permissions import POLICY, REPORTING_ROLES
from incidents.states import HARMLESS, OPEN, TRANSITIONS, Action, Status, Transition
from roster.models import Role

PAGE = """\
# The workflow of an incident

Drawn by `manage.py draw_workflow` from `incidents/states.py` and `incidents/permissions.py`.
Do not edit this page: change the table, then draw again. A test compares the two.

Ids are in English, the words on the screen in Indonesian.

## States

{diagram}

Open cases, which wait for somebody: {open}.

## Every transition

Some steps want more than the right status: closing wants every referral answered and an outcome,
for example. That is checked in the step's module in `incidents/workflow/`, named like the action.
Where an action leads to two states from the same one, the step's module decides.

{transitions}

These never come too late, because nobody's step builds on them: {harmless}.

## Who may take which step

`available()` offers the steps in this order; the first ones are buttons, the rest is a menu.
The rule is the first line of what the predicate in `incidents/permissions.py` says of itself.

{policy}

Reporting (`{report}`) is open to these roles, inside their region: {reporters}.
"""


def workflow_page() -> str:
    """Return docs/workflow.md as the table and the policy are now."""
    with override("id"):
        return PAGE.format(
            diagram=_diagram(),
            open=_listed(_named(status) for status in Status if status in OPEN),
            transitions=_transitions(),
            harmless=_listed(_named(action) for action in Action if action in HARMLESS),
            policy=_policy(),
            report=Action.REPORT,
            reporters=_listed(f"`{role}`" for role in Role.values if role in REPORTING_ROLES),
        )


def _diagram() -> str:
    names = [f'state "{status.label}" as {status}' for status in Status]
    ends = [f"{status} --> [*]" for status in Status if status not in OPEN]
    lines = [*names, f"[*] --> {Status.RECEIVED}: {Action.REPORT.label}", *_arrows(), *ends]
    return "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {line}" for line in lines), "```"])


def _arrows() -> list[str]:
    """One arrow for each change of status, with all the actions that make it."""
    moves = sorted((t for t in TRANSITIONS if t.source != t.target), key=_ends)
    return [
        f"{source} --> {target}: {' / '.join(str(t.action.label) for t in group)}"
        for (source, target), group in groupby(moves, key=_ends)
    ]


def _ends(transition: Transition) -> tuple[Status, Status]:
    return transition.source, transition.target


def _transitions() -> str:
    rows = [(_named(t.action), _named(t.source), _target(t)) for t in TRANSITIONS]
    return _table(("Action", "From", "To"), rows)


def _target(transition: Transition) -> str:
    return "stays" if transition.source == transition.target else _named(transition.target)


def _policy() -> str:
    rows = [(_named(action), f"`{p.__name__}`", _rule(p)) for action, p in POLICY.items()]
    return _table(("Action", "Predicate", "Rule"), rows)


def _rule(predicate: Callable[..., bool]) -> str:
    """Return the first line of what ``predicate`` says of itself."""
    return (getdoc(predicate) or "").partition("\n")[0]


def _named(member: Status | Action) -> str:
    return f"`{member}` ({member.label})"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
