"""Public pages: what anybody may see without logging in."""

from django.urls import path

from posko.views.find import find
from posko.views.home import home
from posko.views.post import post_page

app_name = "posko"

urlpatterns = [
    path("", home, name="home"),
    path("cari/", find, name="find"),
    path("posko/<slug:slug>/", post_page, name="post"),
]
