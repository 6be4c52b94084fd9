"""The form of a note to the reporter."""

from django.utils.translation import gettext_lazy as _

from incidents.forms.steps import NOTE_MAX, CommentForm
from posko.texts import long_text


class ReplyForm(CommentForm):
    """A note that leaves the house: named and kept like one among colleagues."""

    text = long_text(
        _("Note to the reporter"),
        NOTE_MAX,
        help_text=_(
            "The reporter reads it on the tracking page, and so does whoever holds the code of "
            "this case or of one merged into it. Leave names, phone numbers and addresses out."
        ),
    )
