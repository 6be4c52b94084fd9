"""Public pages: what anybody may see without logging in."""

from django.urls import path

from posko.feeds import NewsFeed
from posko.views.activities import activities_calendar, activities_page
from posko.views.find import find
from posko.views.home import home
from posko.views.photo import post_photo
from posko.views.post import post_page
from posko.views.poster import post_poster

app_name = "posko"

urlpatterns = [
    path("", home, name="home"),
    path("cari/", find, name="find"),
    path("posko/<slug:slug>/", post_page, name="post"),
    path("posko/<slug:slug>/kegiatan.ics", activities_calendar, name="post-calendar"),
    path("posko/<slug:slug>/foto/<int:pk>-<int:width>.jpg", post_photo, name="photo"),
    path("posko/<slug:slug>/poster.pdf", post_poster, name="poster"),
    path("kegiatan/", activities_page, name="activities"),
    path("kegiatan.ics", activities_calendar, name="activities-calendar"),
    path("kegiatan.atom", NewsFeed(), name="news-feed"),
]
