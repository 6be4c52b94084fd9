"""Numbers are told beside their baseline, and what misses its target says so."""

import json
from pathlib import Path

from tests.bench.row import Row, at_least, at_most, beside, table, write


def test_a_ratio_is_held_against_its_target() -> None:
    assert beside("time", 30, 2, most=60) == Row("time", 30, 2, 15, "ratio ≤ 60", True)
    assert beside("open", 2, 2, below=1) == Row("open", 2, 2, 1, "ratio < 1", False)
    assert beside("changes", 2, 4) == Row("changes", 2, 4, 0.5)


def test_nothing_beside_nothing_is_as_good() -> None:
    assert beside("open", 0, 0).ratio == 1
    assert beside("open", 3, 0, most=2).met is False


def test_limits_include_themselves() -> None:
    assert at_most("MB", 300, 300).met
    assert not at_most("MB", 301, 300).met
    assert at_least("share", 0.95, 0.95).met
    assert not at_least("share", 0.94, 0.95).met


def test_the_table_says_what_is_met() -> None:
    told = table([at_most("MB", 68.125, 300), at_least("share", 0, 1), Row("groups", 1204)])
    assert told.splitlines() == [
        "| measure | value | baseline | ratio | target | met |",
        "|---------|-------|----------|-------|--------|-----|",
        "| MB      |  68.1 |          |       | ≤ 300  | yes |",
        "| share   |     0 |          |       | ≥ 1    | NO  |",
        "| groups  |  1204 |          |       |        |     |",
    ]


def test_the_file_is_a_list_that_strict_readers_take(tmp_path: Path) -> None:
    path = tmp_path / "var" / "bench.json"
    write([beside("open", 3, 0, most=1)], path)
    (row,) = json.loads(path.read_text(), parse_constant=lambda name: f"bad {name}")
    assert row == {
        "name": "open",
        "value": 3,
        "baseline": 0,
        "ratio": None,
        "target": "ratio ≤ 1",
        "met": False,
    }
