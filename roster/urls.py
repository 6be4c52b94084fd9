"""The rota for people who log in."""

from django.urls import path

from roster.views.mine import my_duties
from roster.views.rota import rota_page

app_name = "roster"

urlpatterns = [
    path("", rota_page, name="rota"),
    path("saya/", my_duties, name="mine"),
]
