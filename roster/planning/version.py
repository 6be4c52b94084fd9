"""Digests of what a plan was made from: publishing wants to find them unchanged."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from roster.planner.problem import Carried, Given, Person
from roster.planning.reading import Reading


def rota_version(reading: Reading) -> str:
    """Return a digest of who is on duty: here, elsewhere, and before."""
    told = sorted(map(_given, reading.told))
    pins = sorted(map(_given, reading.problem.pins))
    stored = [(key, duty.stored) for key, duty in sorted(reading.duties.items())]
    lived = [(p.key, p.carried, p.fixed) for p in reading.problem.people]
    return _digest([told, pins, stored, *lived])


def facts_version(reading: Reading) -> str:
    """Return a digest of what is needed, and of who can and would like to come."""
    return _digest([*reading.problem.places, *map(_facts, reading.problem.people)])


def _facts(person: Person) -> Any:
    plain = replace(
        person, carried=Carried(), fixed=(), posts=frozenset(), avoids=frozenset(),
        prefers=frozenset(), life=replace(person.life, never=frozenset()),
    )  # fmt: skip
    # Sets have no order of their own.
    sets = person.posts, person.avoids, person.prefers, person.life.never
    return plain, [sorted(map(str, each)) for each in sets]


def _given(given: Given) -> tuple[str, int, bool]:
    return given.duty, given.person, given.leads


def _digest(parts: Iterable[Any]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()
