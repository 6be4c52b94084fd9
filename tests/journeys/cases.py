"""Cases that have all that a case can have, made by the demonstration's people."""

from datetime import timedelta

from incidents import workflow
from incidents.models import Incident
from posko import clock
from roster.models import Institution, InstitutionKind, Officer
from tests.factories.files import PDF, make_upload
from tests.factories.incidents import make_report

BAGS = "Paket sembako dengan ajakan memilih dibagikan di balai warga sejak pagi."


def who(username: str) -> Officer:
    """Return one of the demonstration's people."""
    officer: Officer = Officer.objects.select_related("institution").get(username=username)
    return officer


def received(description: str = BAGS, category: str = "politik-uang") -> Incident:
    """Take down a problem that nobody has looked at yet."""
    facts = {"bentuk": "sembako"} if category == "politik-uang" else {}
    report = make_report(category=category, description=description, tps_number=12, extra=facts)
    return workflow.report(report, by=who("petugas.jp"))


def eventful_case() -> Incident:
    """Return a case with a duplicate, a likely twin, files, a late letter, notes and a look."""
    officer, coordinator = who("petugas.jp"), who("koordinator.jp")
    incident, duplicate = received(), received()
    received()
    for content, name in ((None, "balai warga.jpg"), (PDF, "surat.pdf")):
        upload = make_upload(officer, content, name)
        workflow.attach(incident, officer, client_uuid=upload.client_uuid)
    workflow.merge(duplicate, coordinator, primary=incident)
    workflow.verify(incident, coordinator, note=f"Mohon dicek, @{officer.username}.")
    workflow.comment(incident, coordinator, text=f"@{officer.username} tolong hubungi RW.")
    workflow.reveal(incident, officer, reason="Menanyakan tempat persisnya.")
    for kind in (InstitutionKind.BAWASLU, InstitutionKind.KPU):
        _referred(incident, kind)
    workflow.reply(incident, officer, text="Laporan Anda kami teruskan ke Bawaslu.")
    return Incident.objects.get(pk=incident.pk)


def _referred(incident: Incident, kind: InstitutionKind) -> None:
    body = Institution.objects.serving(incident.city_id).referrable().filter(kind=kind)[0]
    workflow.refer(
        incident,
        who("koordinator.jp"),
        institution=body,
        letter_number=f"{kind}/KBP/II/2024",
        message="Mohon ditindaklanjuti.",
        acknowledge_by=clock.now() + timedelta(hours=1),
    )
