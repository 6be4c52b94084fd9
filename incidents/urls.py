"""The log: list, intake, one incident and what can be done with it."""

from django.urls import path, register_converter

from incidents.views.act import act
from incidents.views.attach import attach_files
from incidents.views.attachment import attachment, thumbnail
from incidents.views.bulk import bulk
from incidents.views.detail import detail
from incidents.views.documents import case_file_pdf, letter_pdf, qr_image, slip_pdf
from incidents.views.export import export_csv, export_xlsx
from incidents.views.inbox import inbox, message_page
from incidents.views.inbox_act import act_on_message
from incidents.views.list import incident_list
from incidents.views.notices import mark_read, notice_choices, notice_list
from incidents.views.receipt import receipt
from incidents.views.report import report_details, report_problem
from incidents.views.report_hints import report_completeness, report_twins
from incidents.views.reveals import reveals
from incidents.views.saved import delete_filter, save_filter
from incidents.views.watch import watch


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
    path("lapor/mirip/", report_twins, name="report-twins"),
    path("lapor/kelengkapan/", report_completeness, name="report-completeness"),
    path("sekaligus/", bulk, name="bulk"),
    path("saringan/", save_filter, name="save-filter"),
    path("saringan/<int:pk>/hapus/", delete_filter, name="delete-filter"),
    path("unduh.csv", export_csv, name="export-csv"),
    path("unduh.xlsx", export_xlsx, name="export-xlsx"),
    path("pemberitahuan/", notice_list, name="notices"),
    path("pemberitahuan/dibaca/", mark_read, name="notices-read"),
    path("pemberitahuan/pengaturan/", notice_choices, name="notice-choices"),
    path("<number:number>/", detail, name="detail"),
    path("<number:number>/berkas.pdf", case_file_pdf, name="case-file"),
    path("<number:number>/tanda-terima.pdf", slip_pdf, name="slip"),
    path("<number:number>/qr.svg", qr_image, name="qr"),
    path("<number:number>/rujukan/<int:pk>/surat.pdf", letter_pdf, name="letter"),
    path("<number:number>/tanda-terima/", receipt, name="receipt"),
    path("<number:number>/lampirkan/", attach_files, name="attach"),
    path("<number:number>/lampiran/<uuid:uuid>/", attachment, name="attachment"),
    path("<number:number>/lampiran/<uuid:uuid>/kecil/", thumbnail, name="thumbnail"),
    path("<number:number>/pantau/", watch, name="watch"),
    path("<number:number>/<slug:step>/", act, name="act"),
]
