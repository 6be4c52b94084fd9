"""The page of one handover: below the rota's address, but it shows open cases."""

from django.urls import path

from incidents.views.handover import handover_page

app_name = "handover"

urlpatterns = [path("<int:pk>/", handover_page, name="page")]
