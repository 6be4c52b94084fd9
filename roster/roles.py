"""Roles of people at the posts. What each may do: permissions.py of each app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is to the product."""

    PETUGAS = "petugas", _("Post officer")
    KOORDINATOR = "koordinator", _("Coordinator")
    KESBANGPOL = "kesbangpol", _("Kesbangpol staff")
    PENGHUBUNG = "penghubung", _("Liaison officer")
    PARTAI = "partai", _("Party representative")
    PENGAWAS = "pengawas", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
