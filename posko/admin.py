"""Regions, operations and posts in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from posko.admin_history import TrackedAdmin
from posko.admin_lists import SoundLists
from posko.admin_opening import OpensAnew
from posko.admin_photos import PhotoInline, WithPhotos
from posko.admin_post import POST_FIELDSETS
from posko.admin_preview import Previewed
from posko.admin_scope import Scoped
from posko.models import (
    Activity,
    Announcement,
    CommonHours,
    GeneralException,
    HoursException,
    Operation,
    Photo,
    Post,
    Region,
    Stage,
    WeeklyHours,
)


class CommonHoursInline(admin.TabularInline):  # type: ignore[type-arg]
    """Hours by level, for posts whose own are unknown."""

    model = CommonHours
    extra = 0


class GeneralExceptionInline(admin.TabularInline):  # type: ignore[type-arg]
    """Dates on which all posts keep other hours."""

    model = GeneralException
    extra = 0


class StageInline(admin.TabularInline):  # type: ignore[type-arg]
    """Campaign, quiet period, voting and so on, each with its source."""

    model = Stage
    extra = 0


@admin.register(Operation)
class OperationAdmin(OpensAnew, TrackedAdmin):
    """Elections with their period and common hours."""

    list_display = ["name", "starts_on", "ends_on", "voting_day", "published", "public_reports"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [CommonHoursInline, GeneralExceptionInline, StageInline]
    tracked_parts = {
        CommonHours: "operation",
        GeneralException: "operation",
        Stage: "operation",
    }


class WeeklyHoursInline(admin.TabularInline):  # type: ignore[type-arg]
    """The post's own hours. Without any, the common ones hold."""

    model = WeeklyHours
    fields = ["weekday", "opens", "closes"]
    extra = 0
    max_num = 7


class HoursExceptionInline(admin.TabularInline):  # type: ignore[type-arg]
    """Dates on which the post keeps other hours."""

    model = HoursException
    extra = 0


@admin.register(Post)
class PostAdmin(Scoped, WithPhotos, TrackedAdmin):
    """Posts of the person's region."""

    list_display = ["name", "operation", "region", "address", "published"]
    list_filter = ["published", "operation"]
    list_select_related = ["operation", "region"]
    search_fields = ["name", "address", "venue"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["region"]
    inlines = [WeeklyHoursInline, HoursExceptionInline, PhotoInline]
    tracked_parts = {WeeklyHours: "post", HoursException: "post", Photo: "post"}
    fieldsets = POST_FIELDSETS

    def get_readonly_fields(self, request: HttpRequest, obj: Post | None = None) -> list[str]:
        """What incidents, needs and addresses hang on is changed by those who may add posts."""
        return [] if self.has_add_permission(request) else ["operation", "region", "slug"]

    def get_prepopulated_fields(self, request: Any, obj: Post | None = None) -> dict[str, Any]:
        """A slug is an address: made once, never by itself again."""
        return {} if obj else super().get_prepopulated_fields(request, obj)


@admin.register(Region)
class RegionAdmin(Scoped, SoundLists):
    """Regions come with the code: here to be looked up."""

    list_display = ["code", "name", "level", "short_name"]
    list_filter = ["level"]
    search_fields = ["=code", "name"]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Region | None:
        """Return the region; a code with a NUL byte is none."""
        if "\x00" in object_id:
            return None
        region: Region | None = super().get_object(request, object_id, from_field)
        return region


class ForPublic(Previewed, Scoped, TrackedAdmin):
    """What the public is told: of posts of one's region; of all by administrators."""

    list_select_related = ["post", "operation"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What holds for a whole operation is for those who may add posts."""
        return super().has_change_permission(request, obj) and _is_mine(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The same for deleting it."""
        return super().has_delete_permission(request, obj) and _is_mine(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Everybody else names one of their posts."""
        if db_field.name == "post" and not request.user.has_perm("posko.add_post"):
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Activity)
class ActivityAdmin(ForPublic):
    """Outreach, meetings and the like."""

    preview_template = "components/activity.html"
    preview_name = "activity"
    list_display = ["title", "kind", "post", "starts_at", "ends_at", "published", "cancelled"]
    list_filter = ["published", "cancelled", "kind", "operation"]
    search_fields = ["title", "description", "place"]
    date_hierarchy = "starts_at"


@admin.register(Announcement)
class AnnouncementAdmin(ForPublic):
    """What the public has to know."""

    preview_template = "components/announcement.html"
    preview_name = "announcement"
    list_display = ["title", "post", "shown_from", "shown_until"]
    list_filter = ["operation"]
    search_fields = ["title", "body"]


def _is_mine(request: HttpRequest, obj: Any) -> bool:
    return obj is None or obj.post_id is not None or request.user.has_perm("posko.add_post")
