"""What each post has, in the admin: the list that is checked at every handover."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped
from roster.admin.races import RaceTold
from roster.models import Equipment


@admin.register(Equipment)
class EquipmentAdmin(Scoped, RaceTold, TrackedAdmin):
    """Equipment of the posts of the person's region."""

    fields = ["post", "name", "count"]
    list_display = ["name", "post", "count"]
    list_editable = ["count"]
    list_filter = [("post", RelatedOnlyFieldListFilter)]
    list_select_related = ["post"]
    search_fields = ["name", "post__name"]
    ordering = ["post", "name"]
