"""The log: list, intake, one incident and what can be done with it."""

from django.urls import path

from incidents.views.act import act
from incidents.views.detail import detail
from incidents.views.list import incident_list
from incidents.views.receipt import receipt
from incidents.views.report import report_problem

app_name = "incidents"

urlpatterns = [
    path("", incident_list, name="list"),
    path("lapor/", report_problem, name="report"),
    path("<str:number>/", detail, name="detail"),
    path("<str:number>/tanda-terima/", receipt, name="receipt"),
    path("<str:number>/<slug:step>/", act, name="act"),
]
