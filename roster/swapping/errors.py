"""Why a step wasn't taken."""


class NotPossible(Exception):
    """The step can't be taken now; its text says why, for the person who tried."""


class NotYours(Exception):
    """The step is somebody else's to take."""
