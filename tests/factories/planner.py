"""A planner that takes no time: whoever has least and can, in order of their keys."""

from collections import Counter
from typing import Any

from roster.limits import broken
from roster.planner.answer import Aim, Answer, Figure, Group, Proof, Shortage
from roster.planner.problem import Given, Place, Problem


def greedy(problem: Problem, **options: Any) -> Answer:
    """Answer ``problem`` in the planner's form; of fairness it knows only totals."""
    turns = {person.key: list(person.fixed) for person in problem.people}
    loads = Counter({person.key: person.carried.total for person in problem.people})
    given, shortages = list(problem.pins), []
    place_of = {(place.duty, kind): place for place in problem.places for kind in [place.kind]}
    kinds = {person.key: person.kind for person in problem.people}
    for pin in problem.pins:
        turns[pin.person].append(place_of[pin.duty, kinds[pin.person]].turn)
        loads[pin.person] += 1
    for place in problem.places:
        there = [g for g in given if g.duty == place.duty and kinds[g.person] == place.kind]
        missing = place.people - len(there)
        for person in sorted(problem.people, key=lambda p: (loads[p.key], p.key)):
            fits = person.kind == place.kind and place.post in person.posts
            if not missing or not fits or broken(place.turn, turns[person.key], person.life):
                continue
            leads = place.leads and not any(g.leads for g in there) and person.may_lead
            there.append(Given(person.key, place.duty, leads))
            given.append(there[-1])
            turns[person.key].append(place.turn)
            loads[person.key] += 1
            missing -= 1
        if missing:
            shortages.append(_shortage(place, missing, len(there)))
    return Answer(tuple(given), tuple(shortages), tuple(_groups(problem, shortages)))


def _shortage(place: Place, missing: int, there: int) -> Shortage:
    day = place.turn.day
    return Shortage(
        place.kind, place.post, day, day, missing, place.people, there, there, "available"
    )


def _groups(problem: Problem, shortages: list[Shortage]) -> list[Group]:
    found = []
    for kind in sorted({place.kind for place in problem.places}):
        people = tuple(p.key for p in problem.people if p.kind == kind)
        places = [place for place in problem.places if place.kind == kind]
        posts = tuple(sorted({place.post for place in places}))
        gone = sum(s.missing for s in shortages if s.kind == kind)
        figures = (Figure(Aim.OPEN, gone, gone), Figure(Aim.SPREAD, 1, 1))
        wanted = sum(place.people for place in places)
        found.append(Group(kind, posts, people, wanted, Proof.OPTIMAL, figures, 0.1, 0.0))
    return found
