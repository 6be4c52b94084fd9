from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RosterConfig(AppConfig):
    name = "roster"
    verbose_name = _("Roster")

    def ready(self) -> None:
        """Let a new operation take over what its duties need."""
        from posko.opening_anew import ALONG
        from roster.opening_anew import Needs

        ALONG.append(Needs())
