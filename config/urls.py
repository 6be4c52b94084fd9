"""Every address of the product. What isn't marked `login_not_required` wants a login."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from config.health import healthz, readyz

urlpatterns = [
    path("", include("posko.urls")),
    path(
        "masuk/",
        login_not_required(LoginView.as_view(redirect_authenticated_user=True)),
        name="login",
    ),
    # Who is logged out already gets there, too.
    path("keluar/", login_not_required(LogoutView.as_view()), name="logout"),
    path("", include("incidents.public_urls")),
    path("masalah/", include("incidents.urls")),
    path("jadwal/serah-terima/", include("incidents.handover_urls")),
    path("jadwal/", include("roster.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
