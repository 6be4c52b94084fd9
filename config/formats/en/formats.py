"""How dates may be typed on English pages: as on Indonesian ones, the day first."""

from config.formats.id.formats import DATE_INPUT_FORMATS, DATETIME_INPUT_FORMATS

__all__ = ["DATETIME_INPUT_FORMATS", "DATE_INPUT_FORMATS"]
