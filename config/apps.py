"""App configuration that belongs to the project as a whole."""

from django.contrib.admin.apps import AdminConfig


class PoskoAdminConfig(AdminConfig):
    """Django's admin behind our own login and name."""

    default_site = "config.admin_site.PoskoAdminSite"
