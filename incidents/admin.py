"""Categories in the admin. Incidents are not there: they are written by the workflow alone."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from incidents.deadlines.admin import ClockRuleAdmin as ClockRuleAdmin
from incidents.inbox.admin import GatewayAdmin as GatewayAdmin
from incidents.models import Category
from incidents.webhooks.admin import WebhookAdmin as WebhookAdmin
from posko.admin_lists import SoundLists


@admin.register(Category)
class CategoryAdmin(SoundLists):
    """Kinds of problem; retired rather than deleted."""

    list_display = ["name", "parent", "urgency", "refer_to", "is_violation", "order", "active"]
    list_editable = ["urgency", "order", "active"]
    list_filter = ["active", "parent"]
    list_select_related = ["parent"]
    search_fields = ["name", "name_en", "code"]
    fieldsets = [
        (None, {"fields": [("parent", "code"), ("name", "name_en"), ("order", "active")]}),
        (
            _("What officers see"),
            {"fields": ["guidance", "guidance_en", "prompts", "prompts_en", "fields"]},
        ),
        (_("What follows"), {"fields": ["urgency", "refer_to", "is_violation"]}),
    ]
