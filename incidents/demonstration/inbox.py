"""What waits in the inbox on the eve of the vote: invented messages, most of them unhandled."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from incidents import workflow
from incidents.models import Category, Gateway, Incident, Message
from incidents.models.gateway import GatewayKind
from incidents.reporters import ReporterData
from posko import clock
from posko.models import Region
from roster.models import Officer


@dataclass(frozen=True, slots=True)
class Said:
    """One message: how long before the demonstration's start, and what of the form was filled."""

    minutes: int
    text: str
    place: str = ""
    category: str = ""
    phone: str = ""
    sms: bool = False


MESSAGES = [
    Said(900, "Apakah boleh memilih dengan KTP saja kalau undangan hilang?", "31.71.06.1001",
         "pertanyaan", "0800-0000-0101"),
    Said(610, "MENANG UNDIAN klik tautan ini sekarang juga", sms=True, phone="+6280000000102"),
    Said(400, "Tetangga saya sekeluarga juga belum menerima undangan memilih.",
         "31.71.06.1003", "hak-pilih"),
    Said(180, "Tenda TPS di gang kami roboh kena angin tadi malam, belum dipasang lagi.",
         "31.71.06.1001", "lokasi-tps", "0800-0000-0103"),
    Said(125, "masih ada spanduk caleg di dpn sekolah jl contoh rt 5. tlg dibersihkan", sms=True,
         phone="+6280000000104"),
    Said(70, "Ada orang membagikan amplop di pos ronda sejak subuh.", "31.71.03.1001", "kampanye"),
    Said(45, "Jalan menuju TPS terendam setinggi lutut.", "31.73.06.1001", "lokasi-tps"),
    Said(20, "Saya pindah ke Jakarta bulan lalu. Di mana saya memilih?"),
]  # fmt: skip


def fill_inbox(until: datetime) -> None:
    """Bring the messages in, and let the officer and the coordinator handle the first three."""
    gateway = Gateway(
        name="SMS Posko Jakarta Pusat", slug="sms-jp", kind=GatewayKind.SMS, region_id="31.71"
    )
    gateway.renew_secret()
    gateway.save()
    for number, said in enumerate(MESSAGES):
        with clock.at(until - timedelta(minutes=said.minutes)):
            message = _bring(said, gateway, number)
        with clock.at(until - timedelta(minutes=said.minutes - 15)):
            _handle(message, number)


def _bring(said: Said, gateway: Gateway, number: int) -> Message:
    incoming = workflow.Incoming(
        text=said.text,
        category=Category.objects.filter(code=said.category).first(),
        region=Region.objects.filter(code=said.place).first(),
        sender=ReporterData(phone=said.phone),
        sent_at=clock.now() if said.sms else None,
    )
    if said.sms:
        return workflow.receive_from_gateway(incoming, gateway, f"demo-{number}").message
    return workflow.receive_from_form(incoming, uuid.uuid5(uuid.NAMESPACE_OID, said.text)).message


def _handle(message: Message, number: int) -> None:
    officer = Officer.objects.get(username="petugas.jp")
    if number == 0:
        words = "Boleh, selama nama Anda ada di DPT. Bawa KTP-el ke TPS yang tertera di DPT daring."
        workflow.answer_message(message, officer, answer=words)
    elif number == 1:
        workflow.discard(message, officer, reason="Iklan penipuan, bukan laporan.")
    elif number == 2:
        known = (
            Incident.objects.visible_to(officer)
            .open()
            .filter(category__code="undangan", received_at__lt=message.received_at)
        )
        if alike := known.order_by("pk").last():
            workflow.join(message, officer, incident=alike)
