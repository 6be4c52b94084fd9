"""Public pages: what anybody may see without logging in."""

from django.urls import path

from posko.feeds import news_feed
from posko.views.activities import activities_calendar, activities_page
from posko.views.activity import activity_calendar, activity_page, announcement_page
from posko.views.find import find
from posko.views.home import home
from posko.views.post import post_page

app_name = "posko"

urlpatterns = [
    path("", home, name="home"),
    path("cari/", find, name="find"),
    path("posko/<slug:slug>/", post_page, name="post"),
    path("posko/<slug:slug>/kegiatan.ics", activities_calendar, name="post-calendar"),
    path("kegiatan/", activities_page, name="activities"),
    path("kegiatan/<int:pk>/", activity_page, name="activity"),
    path("kegiatan/<int:pk>.ics", activity_calendar, name="activity-calendar"),
    path("pengumuman/<int:pk>/", announcement_page, name="announcement"),
    path("kegiatan.ics", activities_calendar, name="activities-calendar"),
    path("kegiatan.atom", news_feed, name="news-feed"),
]
