"""What anybody may reach: the form, tracking, and the door for gateways."""

from django.urls import path

from incidents.views.public.report import public_report
from incidents.views.public.track import track
from incidents.views.public.webhook import webhook

app_name = "public"

urlpatterns = [
    path("lapor/", public_report, name="report"),
    path("lacak/", track, name="track"),
    path("masuk-pesan/<slug:slug>/", webhook, name="webhook"),
]
