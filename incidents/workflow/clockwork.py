"""What a step does to the clocks of its incident: the one place that winds and stops them.

A merge freezes them, and undoing it restores them exactly. Reopening gives service targets a new
run from that moment, while a legal deadline runs on as if the case had never ended. A letter
that is withdrawn ends its own clocks and undoes what it had ended.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Q

from incidents.deadlines.milestones import OF_LETTER, OF_REPORT, REACHED_BY, Milestone
from incidents.models import Clock, ClockRule, Event, Incident, Referral
from incidents.models.clock import ClockQuerySet, Stopped
from incidents.models.clock_terms import ClockTerms
from incidents.states import HARMLESS, OPEN, WITHOUT_BUTTON, Action, Status
from incidents.workflow import winding

# Assigning and reminding reach nothing that a clock waits for.
IDLE = HARMLESS | WITHOUT_BUTTON | {Action.ASSIGN, Action.REMIND}
# What the letter itself is asked for; a further letter can't do it in its place.
ANSWERING = frozenset({Milestone.ACKNOWLEDGED, Milestone.ANSWERED})
AT_THE_END = [Milestone.RESOLVED, Milestone.CLOSED]


@dataclass(frozen=True, slots=True)
class Reached:
    """The milestones that a step reached, each with its moment, and the letter they are of."""

    moments: dict[Milestone, datetime]
    letter: Referral | None = None

    def starts(self, terms: ClockTerms) -> bool:
        """Tell whether clocks of ``terms`` start here; what would end here at once doesn't."""
        return self._fits(terms.start_event, terms.start_body) and not self._fits(
            terms.stop_event, terms.stop_body
        )

    def stops(self, clock: Clock) -> bool:
        """Tell whether ``clock`` ends here: by its own letter, if it belongs to one."""
        if not self._fits(clock.stop_event, clock.stop_body):
            return False
        if clock.referral_id is None or clock.stop_event not in ANSWERING:
            return True
        return self.letter is not None and self.letter.pk == clock.referral_id

    def _fits(self, milestone: str, body: str) -> bool:
        if milestone not in self.moments:
            return False
        asked = milestone in OF_LETTER and body
        return not asked or (self.letter is not None and self.letter.institution.kind == body)


def wind(event: Event) -> None:
    """Start, stop, pause and resume the clocks of the incident that ``event`` happened to."""
    action = Action(event.action)
    if action in IDLE:
        return
    SPECIAL.get(action, _reach)(event)
    if event.to_status != Status.MERGED:
        _pause_or_resume(event)


def _reach(event: Event) -> None:
    reached = _reached(event)
    for clock in _unstopped(event.incident):
        if reached.stops(clock):
            winding.stop(clock, event.at, Stopped.REACHED)
        elif event.to_status not in OPEN:
            winding.stop(clock, event.at, Stopped.ENDED)
    if event.to_status in OPEN:
        _start(event.incident, reached)


def _start(incident: Incident, reached: Reached) -> None:
    rules = ClockRule.objects.fitting(incident).filter(start_event__in=list(reached.moments))
    running = set(incident.clocks.unstopped().values_list("rule_id", "referral_id"))
    for rule in filter(reached.starts, rules):
        letter = reached.letter if rule.of_letter else None
        if (rule.pk, letter and letter.pk) not in running:
            milestone = Milestone(rule.start_event)
            winding.start(rule, incident, reached.moments[milestone], milestone, letter)


def _merge(event: Event) -> None:
    for clock in _unstopped(event.incident):
        winding.freeze(clock, event.at)


def _unmerge(event: Event) -> None:
    for clock in _locked(event.incident).filter(stopped_because=Stopped.MERGED):
        winding.restore(clock)


def _reopen(event: Event) -> None:
    _reach(event)
    again = Q(stopped_because=Stopped.ENDED) | Q(
        stopped_because=Stopped.REACHED, stop_event__in=AT_THE_END
    )
    for clock in _latest(event.incident, again):
        if clock.is_legal or clock.referral_id:
            winding.restore(clock)
        else:
            _run_again(clock, event)


def _run_again(clock: Clock, event: Event) -> None:
    rule = ClockRule.objects.fitting(event.incident).filter(pk=clock.rule_id).first()
    if rule:
        winding.start(rule, event.incident, event.at, Milestone.REOPENED)


def _withdraw(event: Event) -> None:
    letter = _letter(event)
    for clock in _unstopped(event.incident):
        if letter and clock.referral_id == letter.pk:
            winding.stop(clock, event.at, Stopped.NO_LONGER)
    by_letters = Q(stopped_because=Stopped.REACHED, stop_event__in=list(OF_LETTER))
    for clock in _latest(event.incident, by_letters):
        own = letter is not None and clock.referral_id == letter.pk
        if not own and not _still_reached(clock):
            winding.restore(clock)


def _still_reached(clock: Clock) -> bool:
    """Tell whether a letter that stands has done what ended ``clock``."""
    if clock.referral and clock.stop_event != Milestone.REFERRED:
        return clock.referral.withdrawn_at is None
    letters = clock.incident.referrals.filter(withdrawn_at=None)
    if clock.stop_body:
        letters = letters.filter(institution__kind=clock.stop_body)
    moment = {"referred": "referred_at", "acknowledged": "acknowledged_at"}
    field = moment.get(clock.stop_event, "answered_at")
    return letters.filter(**{f"{field}__gte": clock.started_at}).exists()


def _amend(event: Event) -> None:
    """Follow corrected data: other moments, another urgency, another category."""
    incident, moments = event.incident, _moments_of_report(event.incident)
    fitting = {rule.pk for rule in ClockRule.objects.fitting(incident)}
    for clock in _unstopped(incident):
        since = moments.get(Milestone(clock.counted_from))
        if _no_longer_fits(clock, incident, fitting):
            winding.stop(clock, event.at, Stopped.NO_LONGER)
        elif since and since != clock.started_at:
            winding.move(clock, since)
    if _is_of_another_kind(incident):
        _catch_up(incident, moments)


def _is_of_another_kind(incident: Incident) -> bool:
    """Tell whether urgency or category aren't what was reported; else no rule is new to it."""
    reported = incident.events.get(sequence=1).data
    now = {"category": incident.category.code, "urgency": str(incident.urgency)}
    return any(reported[name] != value for name, value in now.items())


def _no_longer_fits(clock: Clock, incident: Incident, fitting: set[int]) -> bool:
    """Only a change of the incident ends a clock here, never one of the rule."""
    if clock.urgency and clock.urgency != incident.urgency:
        return True
    return clock.category_id != incident.category_id and clock.rule_id not in fitting


def _catch_up(incident: Incident, moments: dict[Milestone, datetime]) -> None:
    """Start what would have been started, had the data been right from the beginning."""
    moments = {**_moments_of_events(incident), **moments}
    had = incident.clocks.exclude(stopped_because=Stopped.NO_LONGER).values("rule_id")
    for rule in ClockRule.objects.fitting(incident).exclude(pk__in=had):
        since = moments.get(Milestone(rule.start_event))
        until = moments.get(Milestone(rule.stop_event))
        if since and not rule.of_letter and (until is None or until < since):
            winding.start(rule, incident, since, Milestone(rule.start_event))


def _pause_or_resume(event: Event) -> None:
    referred = event.to_status == Status.REFERRED
    waiting = _unstopped(event.incident).filter(
        pauses_while_referred=True, paused_at__isnull=referred
    )
    for clock in waiting:
        (winding.pause if referred else winding.resume)(clock, event.at)


def _reached(event: Event) -> Reached:
    action = Action(event.action)
    if action == Action.REPORT:
        return Reached(_moments_of_report(event.incident))
    milestones = [REACHED_BY[action]] if action in REACHED_BY else []
    # Work on what was reopened says that the problem is real, as verifying does.
    if action == Action.START and event.from_status == Status.REOPENED:
        milestones.append(Milestone.VERIFIED)
    letter = _letter(event)
    if action == Action.ANSWER and letter and letter.acknowledged_at == letter.answered_at:
        milestones.append(Milestone.ACKNOWLEDGED)
    return Reached(dict.fromkeys(milestones, event.at), letter)


def _letter(event: Event) -> Referral | None:
    letters = event.incident.referrals.select_related("institution")
    if "referral" in event.data:
        return letters.filter(pk=event.data["referral"]).first()
    if event.action == Action.REFER:
        return letters.order_by("pk").last()
    return None


def _moments_of_report(incident: Incident) -> dict[Milestone, datetime]:
    voting = datetime.combine(incident.operation.voting_day, time(), incident.city.zone)
    moments = [incident.occurred_at, incident.known_at, incident.received_at, voting]
    return dict(zip(OF_REPORT, moments, strict=True))


def _moments_of_events(incident: Incident) -> dict[Milestone, datetime]:
    """When each milestone was reached last."""
    done = incident.events.order_by("sequence").values_list("action", "at")
    return {REACHED_BY[Action(a)]: at for a, at in done if Action(a) in REACHED_BY}


def _locked(incident: Incident) -> ClockQuerySet:
    return incident.clocks.select_for_update(no_key=True).order_by("pk")


def _unstopped(incident: Incident) -> ClockQuerySet:
    return _locked(incident).filter(stopped_at=None)


def _latest(incident: Incident, condition: Q) -> list[Clock]:
    """Return the last run of each rule (and letter) that meets ``condition``, if none runs."""
    last = {(clock.rule_id, clock.referral_id): clock.pk for clock in _locked(incident)}
    return list(_locked(incident).filter(condition, pk__in=list(last.values())))


SPECIAL: dict[Action, Callable[[Event], None]] = {
    Action.MERGE: _merge,
    Action.UNMERGE: _unmerge,
    Action.REOPEN: _reopen,
    Action.WITHDRAW: _withdraw,
    Action.AMEND: _amend,
}
