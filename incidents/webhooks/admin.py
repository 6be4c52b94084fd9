"""Webhooks in the admin: addresses, and what became of the messages to them."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from incidents.models import Webhook, WebhookDelivery
from incidents.models.choices import choices
from incidents.models.webhook import DeliveryStatus
from incidents.notice_kinds import NoticeKind
from incidents.sealing import seal_text
from incidents.webhooks import guard
from incidents.webhooks.guard import Fault
from posko import clock
from posko.admin_lists import SoundLists
from posko.admin_scope import Scoped

SECRET_MIN = 24
SHOWN: Any = ["event_id", "webhook", "status", "attempts", "last_error", "changed_at"]

FAULTS: dict[Fault, Promise] = {
    Fault.UNREADABLE: _("Please write an address such as https://gateway.example/posko."),
    Fault.NOT_HTTPS: _("The address has to begin with https://."),
    Fault.HAS_PASSWORD: _("Please leave user name and password out of the address."),
    Fault.LOCAL: _("This address leads into a local network. Only public addresses are allowed."),
    Fault.UNKNOWN: _("This name is not known. Please check the address."),
}


class WebhookForm(forms.ModelForm):  # type: ignore[type-arg]
    """An address with its secret, which is never shown again."""

    kinds = forms.MultipleChoiceField(
        label=_("notices"), choices=choices(NoticeKind), widget=forms.CheckboxSelectMultiple
    )
    secret = forms.CharField(
        label=_("secret"),
        required=False,
        min_length=SECRET_MIN,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("The receiver checks signatures with it. Leave it empty to keep the old one."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "secret", "kinds", "region", "active"]

    def clean_url(self) -> str:
        """Refuse what leads into a local network."""
        url: str = self.cleaned_data["url"]
        try:
            guard.target(url, allow_http=settings.WEBHOOKS_ALLOW_HTTP)
        except guard.Forbidden as refusal:
            raise ValidationError(str(FAULTS[refusal.fault]), code=refusal.fault) from None
        return url

    def clean_secret(self) -> str:
        """A new address needs a secret."""
        secret: str = self.cleaned_data["secret"]
        if not secret and not self.instance.sealed_secret:
            raise ValidationError(_("Please enter a secret."), code="required")
        return secret

    def save(self, commit: bool = True) -> Webhook:
        """Store it, the secret sealed."""
        if self.cleaned_data["secret"]:
            self.instance.sealed_secret = seal_text(self.cleaned_data["secret"])
        webhook: Webhook = super().save(commit)
        return webhook


@admin.register(Webhook)
class WebhookAdmin(Scoped, SoundLists):
    """Webhooks of the person's region."""

    form = WebhookForm
    list_display = ["name", "url", "region", "active"]
    list_select_related = ["region"]
    autocomplete_fields = ["region"]


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(SoundLists):
    """What became of each message; those that were given up can be sent again."""

    list_display = SHOWN
    list_filter = ["status", "webhook"]
    list_select_related = ["webhook"]
    fields = readonly_fields = SHOWN
    actions = ["send_again"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[WebhookDelivery]:
        """Messages to the webhooks of the person's region."""
        scope = str(request.user.region_id)  # type: ignore[union-attr]
        return super().get_queryset(request).filter(webhook__in=Webhook.objects.in_scope(scope))

    @admin.action(description=gettext_lazy("Send again"), permissions=["change"])
    def send_again(self, request: HttpRequest, rows: QuerySet[WebhookDelivery]) -> None:
        """Start anew with those that were not delivered."""
        count = 0
        for delivery in rows.exclude(status=DeliveryStatus.DELIVERED):
            with transaction.atomic():
                delivery.status, delivery.attempts = DeliveryStatus.WAITING, 0
                delivery.changed_at = clock.now()
                delivery.save(update_fields=["status", "attempts", "changed_at"])
                app.configure_task("incidents.send_webhook").defer(delivery=delivery.pk)
            count += 1
        words = ngettext("%d message is sent again.", "%d messages are sent again.", count)
        self.message_user(request, words % count)
