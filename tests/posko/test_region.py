"""Codes of regions: what lies in what."""

from posko.models.region import around


def test_a_region_lies_in_itself_and_in_all_that_surround_it() -> None:
    assert around("31.71.06.1001") == ["31", "31.71", "31.71.06", "31.71.06.1001"]
    assert around("31") == ["31"]
