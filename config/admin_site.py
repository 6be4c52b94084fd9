"""The admin site of Kesbangpol staff."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class PoskoAdminSite(AdminSite):
    """Django's admin with the product's one login in front."""

    site_title = _("Posko Bersama")
    site_header = _("Posko Bersama: posts and rosters")
    index_title = _("Manage")

    def has_permission(self, request: HttpRequest) -> bool:
        """Let staff in; tell the logged-in others that this isn't theirs."""
        if request.user.is_authenticated and not super().has_permission(request):
            raise PermissionDenied
        return super().has_permission(request)

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send strangers to the one login page, and from there to where they wanted to go."""
        self.has_permission(request)
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
