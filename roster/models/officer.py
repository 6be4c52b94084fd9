"""People at the posts. Some never log in: they are on the rota only."""

from collections.abc import Iterable
from typing import Any, Self

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from posko.models import Post, Region
from posko.models.region import within
from roster.models.institution import Institution
from roster.permissions import grants, grants_any, may_enter_admin
from roster.roles import Role


class OfficerQuerySet(models.QuerySet["Officer"]):
    """Named reads of officers."""

    def in_scope(self, code: str) -> Self:
        """Officers who serve in the region with ``code``."""
        return self.filter(within(code, "region_id"))

    def active(self) -> Self:
        """Officers who are still with us."""
        return self.filter(is_active=True)


class OfficerManager(BaseUserManager.from_queryset(OfficerQuerySet)):  # type: ignore[misc]
    """Makes officers with and without a login."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Officer":
        """Store an officer. Without a password they can't log in."""
        officer: Officer = self.model(username=username.lower(), **fields)
        officer.set_password(password)
        officer.save()
        return officer

    def create_superuser(
        self, username: str, password: str | None, region: Region | str, **fields: Any
    ) -> "Officer":
        """Store an administrator. Django's `createsuperuser` gives the region by its code."""
        code = region.code if isinstance(region, Region) else region
        return self.create_user(
            username, password, role=Role.ADMINISTRATOR, region_id=code, **fields
        )

    def get_by_natural_key(self, username: str | None) -> "Officer":
        """Find an officer by the name typed at login, in whatever case."""
        officer: Officer = self.get(username=(username or "").strip().lower())
        return officer


# Set by people who type passwords and by every login: no news for the history of edits.
UNTRACKED = ["password", "last_login"]


@pghistory.track(exclude=UNTRACKED)
class Officer(AbstractBaseUser):
    """A person with a role, an institution and the region they serve: the user model."""

    username = models.CharField(
        _("username"),
        max_length=50,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        help_text=_("Lower case, such as budi.santoso."),
    )
    full_name = models.CharField(_("full name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Where notices are sent to."))
    role = models.CharField(_("role"), max_length=13, choices=Role, default=Role.PETUGAS)
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officers",
        verbose_name=_("institution"),
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        related_name="officers",
        verbose_name=_("region"),
        help_text=_("They see and do nothing outside this region."),
    )
    post = models.ForeignKey(
        Post,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="officers",
        verbose_name=_("post"),
        help_text=_("On duty at this post only. Empty: at any post of the region."),
    )
    may_lead = models.BooleanField(_("may lead a duty"), default=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = OfficerManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name", "region"]

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        ordering = ["full_name"]
        constraints = [
            models.CheckConstraint(
                name="officer_username_is_lower_case",
                condition=Q(username__regex=r"^[a-z0-9_.@+-]+$"),
                violation_error_message=_("Usernames are in lower case."),
            ),
            models.CheckConstraint(
                name="officer_liaison_has_institution",
                condition=~Q(role=Role.PENGHUBUNG) | Q(institution__isnull=False),
                violation_error_message=_("A liaison officer needs an institution."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The name to show."""
        return self.full_name

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin opens to this person."""
        return self.is_active and may_enter_admin(self)

    def has_perm(self, permission: str, obj: object = None) -> bool:
        """Tell whether the role grants ``permission`` ('roster.change_duty'); scope is apart."""
        return self.is_active and grants(self, permission)

    def has_perms(self, permissions: Iterable[str], obj: object = None) -> bool:
        """Tell whether the role grants all of ``permissions``."""
        return all(self.has_perm(permission) for permission in permissions)

    def has_module_perms(self, app_label: str) -> bool:
        """Tell whether the admin shows the app to this person."""
        return self.is_active and grants_any(self, app_label)
