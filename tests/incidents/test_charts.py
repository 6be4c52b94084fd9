"""Lengths are true, and a hidden figure's length tells nothing."""

import re

from incidents.charts import Item, bar_chart, column_chart


def item(count: int | None, label: str = "Hak pilih") -> Item:
    return Item(label, count, str(count))


def number(length: str) -> float:
    found = re.fullmatch(r"(-?[\d.]+)(rem|%)", length)
    assert found, length
    return float(found[1])


def test_bars_are_as_long_as_their_figures_and_the_longest_takes_all() -> None:
    bars = bar_chart([item(50), item(25), item(0)]).bars
    assert [bar.width for bar in bars] == ["100.00%", "50.00%", "0.00%"]


def test_columns_are_as_high_as_their_figures_and_stand_on_the_base() -> None:
    chart = column_chart([item(80), item(20), item(0)])
    heights = [number(column.height) for column in chart.columns]
    assert heights == [9, 2.25, 0]
    for column in chart.columns:
        assert number(column.y) + number(column.height) == number(chart.base)


def test_every_hidden_figure_looks_the_same() -> None:
    bars = bar_chart([item(None), item(90), item(None)]).bars
    assert bars[0].width == bars[2].width
    assert [bar.is_hidden for bar in bars] == [True, False, True]
    columns = column_chart([item(None), item(90), item(None)]).columns
    assert columns[0].height == columns[2].height


def test_nothing_lies_outside_the_drawing() -> None:
    for count in (1, 2, 8, 60):
        chart = column_chart([item(n) for n in range(count)])
        for column in chart.columns:
            assert 0 <= number(column.x) <= 100 - number(column.width) + 0.01
            assert 0 <= number(column.y) <= number(chart.base)
        bars = bar_chart([item(n) for n in range(count)])
        assert all(number(bar.bar_y) < number(bars.height) for bar in bars.bars)


def test_only_zeros_and_nothing_at_all_can_be_drawn() -> None:
    assert [bar.width for bar in bar_chart([item(0)]).bars] == ["0.00%"]
    assert bar_chart([]).bars == []
    assert column_chart([]).columns == []
    assert column_chart([item(0), item(None)]).columns[0].height == "0rem"


def test_a_year_of_weeks_has_no_more_words_than_fit() -> None:
    columns = column_chart([item(n, f"{n}") for n in range(53)]).columns
    assert len([column for column in columns if column.label]) <= 7
    assert not any(column.words for column in columns)


def test_a_long_name_is_cut_in_the_drawing() -> None:
    (bar,) = bar_chart([item(1, "Kategori dengan nama yang panjang sekali, enam puluh huruf")]).bars
    assert len(bar.label) == 40
    assert bar.label.endswith("…")
