"""Why something on a duty did not happen, in words for the person who tried."""

from django.utils.functional import Promise


class Declined(Exception):
    """Nothing was stored. ``message`` says why; ``field`` names the field that it is about."""

    def __init__(self, message: str | Promise, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
