"""Names are as short as they can be told apart."""

import pytest

from roster.shortnames import short_names


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Budi Santoso", "Sari Dewi"], ["Budi", "Sari"]),
        (["Budi Santoso", "Budi Wijaya"], ["Budi S.", "Budi W."]),
        (["Budi Santoso", "Budi Setiawan"], ["Budi Santoso", "Budi Setiawan"]),
        (["dr. Budi Santoso, Sp.A.", "H. Adi"], ["Budi", "Adi"]),
        (["Suharto"], ["Suharto"]),
        (["Budi", "Budi Santoso"], ["Budi", "Budi S."]),
        (["Budi Santoso", "Budi Santoso"], ["Budi Santoso", "Budi Santoso"]),
        (["", "H."], ["", "H."]),
    ],
)
def test_names(names: list[str], short: list[str]) -> None:
    assert list(short_names(dict(enumerate(names))).values()) == short
