"""The log: list, intake, one incident and what can be done with it."""

from django.urls import path, register_converter

from incidents.views.act import act
from incidents.views.bulk import bulk
from incidents.views.detail import detail
from incidents.views.inbox import inbox, message_page
from incidents.views.inbox_act import act_on_message
from incidents.views.list import incident_list
from incidents.views.receipt import receipt
from incidents.views.report import report_details, report_problem
from incidents.views.reveals import reveals
from incidents.views.saved import delete_filter, save_filter


class NumberConverter:
    """Numbers such as JP-2024-000123; anything else is 404 before the database is asked."""

    regex = r"[A-Z0-9]{2,10}-[0-9]{4}-[0-9]{6,10}"

    def to_python(self, value: str) -> str:
        """Return the number as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the number as it is."""
        return value


register_converter(NumberConverter, "number")

app_name = "incidents"

urlpatterns = [
    path("", incident_list, name="list"),
    path("lapor/", report_problem, name="report"),
    path("kotak-masuk/", inbox, name="inbox"),
    path("kotak-masuk/<int:pk>/", message_page, name="message"),
    path("kotak-masuk/<int:pk>/<slug:action>/", act_on_message, name="message_act"),
    path("lapor/rincian/", report_details, name="report-details"),
    path("pelapor-dibuka/", reveals, name="reveals"),
    path("sekaligus/", bulk, name="bulk"),
    path("saringan/", save_filter, name="save-filter"),
    path("saringan/<int:pk>/hapus/", delete_filter, name="delete-filter"),
    path("<number:number>/", detail, name="detail"),
    path("<number:number>/tanda-terima/", receipt, name="receipt"),
    path("<number:number>/<slug:step>/", act, name="act"),
]
