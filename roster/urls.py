"""The rota for people who log in."""

from django.urls import path

from roster.views.absences import away_page, report_absence, take_back_absence
from roster.views.ask import ask_page
from roster.views.attend import come, leave
from roster.views.attendance import attendance_list
from roster.views.correction import correction
from roster.views.download import rota_pdf, rota_xlsx
from roster.views.feed import calendar, feed_page
from roster.views.handovers import handovers
from roster.views.mine import my_duties
from roster.views.replace import fill_page, replace_page
from roster.views.rota import rota_page
from roster.views.swaps import swap_page, swap_step, swaps_page

app_name = "roster"

urlpatterns = [
    path("", rota_page, name="rota"),
    path("unduh.pdf", rota_pdf, name="rota-pdf"),
    path("unduh.xlsx", rota_xlsx, name="rota-xlsx"),
    path("saya/", my_duties, name="mine"),
    path("saya/<int:pk>/hadir/", come, name="check-in"),
    path("saya/<int:pk>/selesai/", leave, name="check-out"),
    path("kehadiran/", attendance_list, name="attendance"),
    path("kehadiran/<int:pk>/", correction, name="correction"),
    path("serah-terima/", handovers, name="handovers"),
    path("kalender/", feed_page, name="feed"),
    path("kalender/<slug:token>.ics", calendar, name="calendar"),
    path("tukar/", swaps_page, name="swaps"),
    path("tukar/minta/<int:pk>/", ask_page, name="ask-swap"),
    path("tukar/<int:pk>/", swap_page, name="swap"),
    path("tukar/<int:pk>/<slug:slug>/", swap_step, name="swap-step"),
    path("berhalangan/", away_page, name="away"),
    path("berhalangan/lapor/", report_absence, name="report-absence"),
    path("berhalangan/<int:pk>/batal/", take_back_absence, name="take-back-absence"),
    path("pengganti/<int:pk>/", replace_page, name="replace"),
    path("pengganti/<int:pk>/<slug:kind>/", fill_page, name="fill"),
]
