"""Public pages: what anybody may see without logging in."""

from django.urls import path

from posko.feeds import NewsFeed
from posko.views.activities import activities_calendar, activities_page
from posko.views.find import find
from posko.views.home import home
from posko.views.offline import offline_page
from posko.views.post import post_page

app_name = "posko"

urlpatterns = [
    path("", home, name="home"),
    path("cari/", find, name="find"),
    path("posko/<slug:slug>/", post_page, name="post"),
    path("posko/<slug:slug>/kegiatan.ics", activities_calendar, name="post-calendar"),
    path("luring/", offline_page, name="offline"),
    path("kegiatan/", activities_page, name="activities"),
    path("kegiatan.ics", activities_calendar, name="activities-calendar"),
    path("kegiatan.atom", NewsFeed(), name="news-feed"),
]
