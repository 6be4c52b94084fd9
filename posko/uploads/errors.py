"""Why a file was not taken. Each message names the file, for the person who sent it."""

from django.utils.translation import gettext as _

from posko.uploads.limits import MAX_FILE, MAX_FILES, MAX_REQUEST, MEGABYTE


class Unfit(Exception):
    """A file that is not taken; ``message`` names it and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def empty(name: str) -> Unfit:
    """Nothing in it."""
    return Unfit(_("“%(name)s” is empty. Please choose it again.") % {"name": name})


def too_big(name: str) -> Unfit:
    """More bytes than are taken of one file."""
    return Unfit(
        _("“%(name)s” is too big: at most %(limit)d MB a file.")
        % {"name": name, "limit": MAX_FILE // MEGABYTE}
    )


def too_much(name: str) -> Unfit:
    """More bytes than are taken of one sending."""
    return Unfit(
        _("“%(name)s” was left out: at most %(limit)d MB at once. Please send it afterwards.")
        % {"name": name, "limit": MAX_REQUEST // MEGABYTE}
    )


def too_many(name: str) -> Unfit:
    """More files than are taken of one sending."""
    return Unfit(
        _("“%(name)s” was left out: at most %(limit)d files at once. Please send it afterwards.")
        % {"name": name, "limit": MAX_FILES}
    )


def too_many_pixels(name: str, width: int, height: int) -> Unfit:
    """A picture that would fill the memory."""
    return Unfit(
        _("“%(name)s” has too many pixels (%(width)d x %(height)d). Please send it smaller.")
        % {"name": name, "width": width, "height": height}
    )


def damaged(name: str) -> Unfit:
    """It begins like a photo or a PDF, but can't be read to its end."""
    return Unfit(_("“%(name)s” is damaged or incomplete. Please send it again.") % {"name": name})


def heic(name: str) -> Unfit:
    """Apple's format, which most browsers can't show."""
    return Unfit(
        _("“%(name)s” is a HEIC photo. Please set the camera to JPEG, or send a screenshot of it.")
        % {"name": name}
    )


def unknown(name: str) -> Unfit:
    """Anything else, whatever its name says."""
    return Unfit(_("“%(name)s” is neither a photo (JPEG, PNG, WebP) nor a PDF.") % {"name": name})


def not_a_photo(name: str) -> Unfit:
    """Anything else where a photo is wanted."""
    return Unfit(_("“%(name)s” is not a photo (JPEG, PNG, WebP).") % {"name": name})
