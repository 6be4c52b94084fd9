"""Hidden figures stay hidden from whoever knows all that is shown, and how it was chosen."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from random import Random

import pytest

from incidents.suppression import THRESHOLD, Mark, suppress

type Table = tuple[int, ...]
type Published = tuple[tuple[Mark, int | None], ...]


def published(table: Table, order: list[int]) -> Published:
    marks = suppress(table, order)
    return tuple(
        (mark, count if mark == Mark.SHOWN else None)
        for mark, count in zip(marks, table, strict=True)
    )


def tables(cells: int, total: int) -> Iterator[Table]:
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(cells - 1, total - first):
            yield (first, *rest)


def candidates(cells: int, total: int, order: list[int]) -> dict[Published, list[Table]]:
    """Return for each publication every table that leads to it: what an attacker can know."""
    found = defaultdict(list)
    for table in tables(cells, total):
        found[published(table, order)].append(table)
    return found


@pytest.mark.parametrize(("cells", "largest"), [(2, 40), (3, 34), (4, 24), (5, 22)])
def test_an_attacker_who_knows_everything_shown_and_the_method_finds_no_hidden_figure(
    cells: int, largest: int
) -> None:
    for total in range(THRESHOLD, largest + 1):
        for seen, possible in candidates(cells, total, list(range(cells))).items():
            for index, (mark, _count) in enumerate(seen):
                values = {table[index] for table in possible}
                if mark == Mark.SHOWN:
                    assert len(values) == 1
                elif mark == Mark.FEW:
                    assert values >= {1, 2, 3}, (seen, possible)
                else:
                    least = 3 if mark == Mark.MASKED else 2
                    assert len(values) >= least, (seen, possible)


def test_so_it_is_when_some_cells_are_never_given_up_and_in_every_order() -> None:
    for order in [list(p)[:n] for p in permutations(range(3)) for n in range(4)]:
        for total in range(THRESHOLD, 22):
            for seen, possible in candidates(3, total, order).items():
                for index, (mark, _count) in enumerate(seen):
                    known = len({table[index] for table in possible}) == 1
                    assert known == (mark == Mark.SHOWN), (order, seen, possible)


def test_only_few_would_be_worked_out_from_the_total() -> None:
    assert suppress([3, 20, 30], [2, 1, 0]) == [Mark.FEW, Mark.SHOWN, Mark.MASKED]


def test_two_few_cells_alone_do_not_hide_each_other() -> None:
    """Both of four: their sum of eight would tell each."""
    assert suppress([4, 4, 50], [2]) == [Mark.FEW, Mark.FEW, Mark.MASKED]
    assert suppress([4, 4, 0], [2, 1, 0]) == [Mark.WITHHELD] * 3


def test_four_in_every_cell_is_not_the_only_table_that_is_withheld() -> None:
    assert suppress([4, 4, 4, 4, 4], []) == [Mark.WITHHELD] * 5
    assert suppress([3, 2, 5, 5, 5], [4, 3, 2]) == [Mark.WITHHELD] * 5
    assert suppress([5, 5, 5, 5, 0], []) == [Mark.SHOWN] * 5


def test_few_cells_that_hide_each_other_cost_no_other_figure() -> None:
    assert suppress([1, 4, 50], [2]) == [Mark.FEW, Mark.FEW, Mark.SHOWN]
    assert suppress([2, 3, 2, 1, 50], [4])[4] == Mark.SHOWN


def test_a_masked_cell_that_is_small_itself_wants_another() -> None:
    """One and five make six: nothing else of a few and a masked cell does."""
    assert suppress([1, 5, 60, 70], [1, 2, 3])[1:3] == [Mark.MASKED] * 2


def test_nothing_is_shown_as_nothing_and_hides_nobody() -> None:
    assert suppress([0, 3, 20], [0, 2]) == [Mark.SHOWN, Mark.FEW, Mark.MASKED]
    assert suppress([0, 0], [0, 1]) == [Mark.SHOWN] * 2


def test_a_total_of_few_shows_nothing_at_all() -> None:
    assert suppress([0, 4], [0, 1]) == [Mark.WITHHELD] * 2


def test_what_needs_no_hiding_is_shown() -> None:
    assert suppress([5, 6, 0], [0, 1, 2]) == [Mark.SHOWN] * 3


def test_the_same_cells_are_given_up_however_large_they_are() -> None:
    """So that neither growing nor a rank among the figures moves the mask from day to day."""
    random = Random(5)  # noqa: S311 - the same every time
    for _ in range(500):
        marks = suppress([2, random.randint(9, 999), random.randint(9, 999)], [1, 2])
        assert marks == [Mark.FEW, Mark.MASKED, Mark.SHOWN]


def test_suppressing_again_what_is_shown_hides_nothing_more() -> None:
    random = Random(9)  # noqa: S311 - the same every time
    for _ in range(2000):
        table = [random.randint(0, 14) for _ in range(random.randint(1, 8))]
        order = list(range(len(table)))
        marks = suppress(table, order)
        shown = [count for count, mark in zip(table, marks, strict=True) if mark == Mark.SHOWN]
        assert suppress(shown, list(range(len(shown)))) == [Mark.SHOWN] * len(shown)
