"""The admin site of Kesbangpol staff."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class PoskoAdminSite(AdminSite):
    """Django's admin with the product's one login in front."""

    site_title = _("Posko Bersama")
    site_header = _("Posko Bersama: posts and rosters")
    index_title = _("Manage")
    enable_nav_sidebar = True

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send strangers to the one login page; tell the logged-in that this isn't theirs."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())
