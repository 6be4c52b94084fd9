"""Django's own messages that we say better than its Indonesian catalogue does.

Named here, they are collected into ours, which comes first (config/catalogue.py).
"""

from django.utils.translation import gettext_lazy as _

SAID_BETTER = [
    _("Enter a valid date."),
    _("Enter a valid date/time."),
    _("Filter by %(field_name)s"),
    _("- Select an option -"),
]
