"""Officers in the admin: who they are and where they serve. Nobody raises themselves."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped, scope_of
from posko.models.region import within
from roster.admin.absence import tell_gaps
from roster.admin.lives import AbsenceInline, AvailabilityInline
from roster.models import Absence, Availability, Institution, Officer, Role
from roster.permissions import may_give_role, may_set_passwords

FIELDS = [
    "username",
    "full_name",
    "email",
    "role",
    "institution",
    "region",
    "post",
    "may_lead",
    "is_active",
]


class OfficerForm(forms.ModelForm):  # type: ignore[type-arg]
    """An officer without a password: that is set apart, by administrators."""

    class Meta:
        model = Officer
        fields = FIELDS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields.get("institution")
        if field and self.instance.institution_id:
            # Theirs may sit elsewhere (a party's national office): it stays a choice for them.
            offered = Q(pk__in=field.queryset.values("pk")) | Q(pk=self.instance.institution_id)
            field.queryset = Institution.objects.filter(offered)

    def clean(self) -> dict[str, Any] | None:
        """Check that the post lies in the region they serve: elsewhere they would see nothing."""
        cleaned = super().clean()
        post, region = self.cleaned_data.get("post"), self.cleaned_data.get("region")
        if post and region and not region.contains(post.region_id):
            self.add_error("post", _("This post lies outside the region they serve."))
        return cleaned

    def save(self, commit: bool = True) -> Officer:
        """Store the officer; a new one can't log in until given a password."""
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        officer: Officer = super().save(commit)
        return officer


@admin.register(Officer)
class OfficerAdmin(Scoped, TrackedAdmin, UserAdmin):  # type: ignore[type-arg]
    """Officers of the person's region, in the roles that the person may give."""

    form = OfficerForm
    add_form = OfficerForm
    add_form_template = None
    change_form_template = "admin/roster/officer/change_form.html"
    fieldsets = add_fieldsets = [(None, {"fields": FIELDS})]
    list_display = ["full_name", "username", "role", "institution", "region", "is_active"]
    list_filter = ["role", "is_active", "institution__kind"]
    list_select_related = ["institution", "region"]
    search_fields = ["full_name", "username"]
    ordering = ["full_name"]
    filter_horizontal = []
    autocomplete_fields = ["region"]
    inlines = [AbsenceInline, AvailabilityInline]
    # Absences have a history of their own, for those who may read why.
    tracked_parts = {Availability: "officer"}
    actions = ["activate", "deactivate"]

    def has_change_permission(self, request: HttpRequest, obj: Officer | None = None) -> bool:
        """Only people in roles that one may give; never oneself, unless an administrator."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or _may_edit(request, obj))

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the roles that one may give."""
        if db_field.name == "role":
            kwargs["choices"] = [
                choice for choice in Role.choices if may_give_role(_me(request), choice[0])
            ]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """Institutions that sit in one's region or serve it, such as a Kodim next door."""
        if db_field.name != "institution":
            return super().get_field_queryset(db, db_field, request)
        here = within(scope_of(request), "region_id")
        serving = within(scope_of(request), "also_serves__code")
        return Institution.objects.filter(here | serving).distinct()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer the page for passwords to those who may set them."""
        context["may_set_password"] = may_set_passwords(_me(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Set somebody's password: for administrators."""
        if not may_set_passwords(_me(request)):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def get_inlines(self, request: HttpRequest, obj: Officer | None) -> Any:
        """What is said of a person, once there is one."""
        return super().get_inlines(request, obj) if obj else []

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Store the rows; for absences, say which duties become gaps."""
        super().save_formset(request, form, formset, change)
        if formset.model is Absence:
            for absence in [*formset.new_objects, *(row for row, _ in formset.changed_objects)]:
                tell_gaps(request, absence)

    @admin.action(description=gettext_lazy("Activate"), permissions=["change"])
    def activate(self, request: HttpRequest, people: QuerySet[Officer]) -> None:
        """Let the chosen people log in again."""
        self._set_active(request, people, True)

    @admin.action(description=gettext_lazy("Deactivate"), permissions=["change"])
    def deactivate(self, request: HttpRequest, people: QuerySet[Officer]) -> None:
        """End the chosen people's access at once; their history stays."""
        self._set_active(request, people, False)

    def _set_active(self, request: HttpRequest, people: QuerySet[Officer], active: bool) -> None:
        mine = [person.pk for person in people if _may_edit(request, person)]
        count = Officer.objects.filter(pk__in=mine).update(is_active=active)
        self.message_user(
            request, ngettext("%d person changed.", "%d people changed.", count) % count
        )
        if len(people) > count:
            self.message_user(request, _("Some are not yours to change."), messages.WARNING)


def _me(request: HttpRequest) -> Officer:
    assert isinstance(request.user, Officer)  # noqa: S101 - the admin wants a login
    return request.user


def _may_edit(request: HttpRequest, officer: Officer) -> bool:
    me = _me(request)
    if officer.pk == me.pk and me.role != Role.ADMINISTRATOR:
        return False
    return may_give_role(me, officer.role)
