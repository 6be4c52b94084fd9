"""The access log keeps no calendar's secret."""

from config.access_log import masked


def test_a_calendars_secret_is_masked() -> None:
    assert masked("/jadwal/kalender/AbC-123_x.ics") == "/jadwal/kalender/....ics"


def test_other_paths_stay() -> None:
    assert masked("/jadwal/kalender/") == "/jadwal/kalender/"
    assert masked("/masalah/JP-2024-000001/") == "/masalah/JP-2024-000001/"
