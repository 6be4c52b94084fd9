"""Public pages: what anybody may see without logging in."""

from django.urls import path

from posko.feeds import news_feed
from posko.views.activities import activities_calendar, activities_page
from posko.views.activity import activity_calendar, activity_page, announcement_page
from posko.views.api import api_page
from posko.views.embed import embed_page, embedded_post, embedded_posts
from posko.views.find import find
from posko.views.home import home
from posko.views.map import map_page
from posko.views.offline import offline_page
from posko.views.operations import operation_page, operation_post, operations_page
from posko.views.photo import post_photo
from posko.views.post import post_page
from posko.views.poster import post_poster

app_name = "posko"

urlpatterns = [
    path("", home, name="home"),
    path("peta/", map_page, name="map"),
    path("cari/", find, name="find"),
    path("posko/<slug:slug>/", post_page, name="post"),
    path("posko/<slug:slug>/kegiatan.ics", activities_calendar, name="post-calendar"),
    path("operasi/", operations_page, name="operations"),
    path("operasi/<slug:slug>/", operation_page, name="operation"),
    path("operasi/<slug:slug>/posko/<slug:post>/", operation_post, name="operation-post"),
    path("posko/<slug:slug>/foto/<int:pk>-<int:width>.jpg", post_photo, name="photo"),
    path("posko/<slug:slug>/poster.pdf", post_poster, name="poster"),
    path("luring/", offline_page, name="offline"),
    path("kegiatan/", activities_page, name="activities"),
    path("kegiatan/<int:pk>/", activity_page, name="activity"),
    path("kegiatan/<int:pk>.ics", activity_calendar, name="activity-calendar"),
    path("pengumuman/<int:pk>/", announcement_page, name="announcement"),
    path("kegiatan.ics", activities_calendar, name="activities-calendar"),
    path("api/", api_page, name="api"),
    path("sematkan/", embed_page, name="embed"),
    path("sematkan/posko/", embedded_posts, name="embedded-posts"),
    path("sematkan/posko/<slug:slug>/", embedded_post, name="embedded-post"),
    path("kegiatan.atom", news_feed, name="news-feed"),
]
