"""What anybody may reach: the form, tracking, figures, and the door for gateways."""

from django.urls import path

from incidents.views.public.open_data import definitions_json, problems_csv, problems_json
from incidents.views.public.report import public_report
from incidents.views.public.statistics import statistics
from incidents.views.public.track import track
from incidents.views.public.webhook import webhook
from posko.views.posts_csv import posts_csv

app_name = "public"

urlpatterns = [
    path("lapor/", public_report, name="report"),
    path("lacak/", track, name="track"),
    path("data/", statistics, name="statistics"),
    path("data/masalah.csv", problems_csv, name="problems-csv"),
    path("data/masalah.json", problems_json, name="problems-json"),
    path("data/definisi.json", definitions_json, name="definitions-json"),
    path("data/posko.csv", posts_csv, name="posts-csv"),
    path("masuk-pesan/<slug:slug>/", webhook, name="webhook"),
]
