"""Every address of the product. What isn't marked `login_not_required` wants a login."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, URLResolver, include, path, re_path

from config.api import api
from config.health import healthz, readyz
from posko.api.answers import open_to_all, unknown
from posko.sitemap import robots, sitemap
from posko.views.offline import manifest, worker

api_patterns = api.urls
open_to_all(api_patterns[0])

# What the public reads, in both languages: Indonesian at the address itself, English under /en/.
# It comes first, since most ask for it and each pattern before it would cost them a look.
urlpatterns: list[URLPattern | URLResolver] = i18n_patterns(
    path("", include("posko.urls")),
    path("", include("incidents.public_urls")),
    prefix_default_language=False,
)
urlpatterns += [
    path(
        "masuk/",
        login_not_required(LoginView.as_view(redirect_authenticated_user=True)),
        name="login",
    ),
    # Who is logged out already gets there, too.
    path("keluar/", login_not_required(LogoutView.as_view()), name="logout"),
    path("masalah/", include("incidents.urls")),
    path("jadwal/serah-terima/", include("incidents.handover_urls")),
    path("jadwal/", include("roster.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", api_patterns),
    re_path(r"^api/v1(?:/|$)", unknown, name="api-unknown"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("sw.js", worker, name="worker"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]
