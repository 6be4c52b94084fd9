"""The places of one duty, and what the rota says of them so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from roster.coverage import Need
from roster.planner.problem import Given, Place
from roster.planning.duties import PlanDuty
from roster.planning.there import There

# Who serves at which posts.
type Where = Mapping[int, frozenset[int]]


@dataclass(slots=True)
class Found:
    """What is gathered duty by duty. ``decided``: the rota that the plan decides anew."""

    places: list[Place] = field(default_factory=list)
    pins: list[Given] = field(default_factory=list)
    known: list[Given] = field(default_factory=list)
    decided: list[tuple[Given, int | None]] = field(default_factory=list)
    led_otherwise: list[str] = field(default_factory=list)


def add_places(
    duty: PlanDuty, needs: Mapping[str, Need], there: list[There], where: Where, found: Found
) -> None:
    """Add the places of ``duty`` to ``found``, with who is ``there`` and who is pinned.

    The plan decides the kinds of institution that ``needs`` names, and no others.
    """
    lead_kind = _lead_kind(duty, needs, there, where)
    if lead_kind is None:
        found.led_otherwise.append(duty.key)
    for kind, need in sorted(needs.items()):
        of_kind = [person for person in there if person.kind == kind]
        _add_place(duty, need, of_kind, where, leads=kind == lead_kind, found=found)


def _add_place(
    duty: PlanDuty, need: Need, there: list[There], where: Where, *, leads: bool, found: Found
) -> None:
    mine = [person for person in there if _is_ours(person, duty, where)]
    # Somebody put them there against the rules and knew why: they stay, and fill a place.
    guests = sum(p.active and not _is_ours(p, duty, where) for p in there)
    pins = [_given(person, duty) for person in mine if person.pinned]
    people = max(need.people - guests, len(pins))
    leavers = [person for person in there if not person.active]
    found.decided += [(_given(person, duty), duty.stored) for person in [*mine, *leavers]]
    if people:
        found.places.append(
            Place(
                duty=duty.key,
                post=duty.post,
                kind=need.kind,
                turn=duty.turn,
                people=people,
                day_off=duty.slot.day_off,
                leads=leads,
            )
        )
        found.pins += pins
        found.known += [_given(person, duty) for person in mine]


def _lead_kind(
    duty: PlanDuty, needs: Mapping[str, Need], there: list[There], where: Where
) -> str | None:
    """The kind whose place leads, or None where none does: a duty has one lead at most."""
    for person in there:
        ours = person.kind in needs and _is_ours(person, duty, where)
        if person.leads and person.active and (person.pinned or not ours):
            return person.kind if ours else None
    return next((k for k, need in sorted(needs.items()) if need.leads and need.people), None)


def _is_ours(person: There, duty: PlanDuty, where: Where) -> bool:
    return duty.post in where.get(person.officer, ())


def _given(person: There, duty: PlanDuty) -> Given:
    return Given(person.officer, duty.key, person.leads)
