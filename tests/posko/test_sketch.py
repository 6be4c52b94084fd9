"""Positions on the sheet of the drawing."""

import pytest

from posko.sketch import LOWEST, PADDING, TALLEST, WIDTH, Point, marks, sheet

MENTENG, GAMBIR, SEBIRA = (-6.195, 106.832), (-6.171, 106.813), (-5.2, 106.46)


def test_north_is_above_and_east_is_right() -> None:
    on = sheet([MENTENG, GAMBIR])
    menteng, gambir = on.point(*MENTENG), on.point(*GAMBIR)
    assert gambir.y < menteng.y
    assert gambir.x < menteng.x


@pytest.mark.parametrize(
    "positions",
    [
        [MENTENG],
        [MENTENG, MENTENG],
        [MENTENG, GAMBIR, SEBIRA],
        [MENTENG, (-6.195, 107.9)],
        [MENTENG, (55.75, 37.6)],
        [(90.0, -180.0), (-90.0, 180.0)],
    ],
)
def test_every_place_lies_on_the_sheet_with_room_around_it(
    positions: list[tuple[float, float]],
) -> None:
    on = sheet(positions)
    assert on.width == WIDTH
    assert LOWEST <= on.height <= TALLEST
    for position in positions:
        point = on.point(*position)
        assert PADDING - 0.2 <= point.x <= on.width - PADDING + 0.2
        assert PADDING - 0.2 <= point.y <= on.height - PADDING + 0.2


def test_a_degree_east_is_as_long_as_it_is_on_the_earth() -> None:
    on = sheet([(60.0, 10.0), (61.0, 11.0)])
    here, north, east = on.point(60.5, 10.0), on.point(61.5, 10.0), on.point(60.5, 11.0)
    assert (east.x - here.x) / (here.y - north.y) == pytest.approx(0.4924, abs=0.002)


def test_the_scale_is_as_long_as_its_kilometres() -> None:
    on = sheet([MENTENG, GAMBIR, SEBIRA])
    degree = on.point(-6.0, 106.5).y - on.point(-5.0, 106.5).y
    assert on.scale.length == pytest.approx(abs(degree) * on.scale.km / 111.2, abs=0.2)
    assert 20 < on.scale.length <= 110


def test_marks_that_would_cover_each_other_are_one_and_none_is_lost() -> None:
    points = [Point(50, 50), Point(200, 50), Point(55, 52), Point(50, 50)]
    assert [mark.members for mark in marks(points)] == [(0, 2, 3), (1,)]
