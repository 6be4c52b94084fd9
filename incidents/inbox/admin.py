"""Gateways in the admin, for administrators. A secret is shown once, when it is made."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.models import Gateway
from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped


class GatewayForm(forms.ModelForm):  # type: ignore[type-arg]
    """A gateway. Its secret is made here, never typed: nobody chooses a weak one."""

    renew = forms.BooleanField(
        label=gettext_lazy("make a new secret"),
        required=False,
        help_text=gettext_lazy("The old one ends at once. A new gateway gets one by itself."),
    )

    class Meta:
        model = Gateway
        fields = ["name", "slug", "kind", "region", "active"]


@admin.register(Gateway)
class GatewayAdmin(Scoped, TrackedAdmin):
    """Gateways of the person's region; switched off rather than deleted."""

    form = GatewayForm
    list_display = ["name", "kind", "region", "active"]
    list_filter = ["kind", "active"]
    list_select_related = ["region"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["region"]

    def get_prepopulated_fields(self, request: Any, obj: Gateway | None = None) -> dict[str, Any]:
        """A slug is an address: made once, never by itself again."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Gateway, form: GatewayForm, change: bool
    ) -> None:
        """Store the gateway, with a fresh secret if it is new or one was asked for."""
        secret = "" if change and not form.cleaned_data.get("renew") else obj.renew_secret()
        super().save_model(request, obj, form, change)
        if secret:
            words = _("The secret of %(name)s, shown this once: %(secret)s")
            messages.warning(request, words % {"name": obj.name, "secret": secret})
