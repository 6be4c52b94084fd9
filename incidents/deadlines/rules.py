"""The clock rules that come with the code.

Service targets are our own proposal: no source sets them, the posts may change them. Legal
deadlines come from shared/facts.md, "Clocks"; what the log can't tell the beginning of is there
but inactive, with a note that says why. Administrators change all of it in the admin; loading
again adds what is missing and leaves the rest alone.
"""

from typing import Any

from incidents.deadlines.clocks import Unit
from incidents.deadlines.milestones import Milestone as M
from incidents.models import ClockRule
from incidents.models.clock_terms import ClockKind
from incidents.states import Urgency
from roster.models import InstitutionKind, Role

COORDINATOR = [Role.KOORDINATOR.value]
ADVICE = "Usulan pengembang, bukan ketentuan. Sesuaikan dengan kesepakatan posko."

# code, name, English, urgency, from, until, amount, unit, hours of warning
TARGETS = [
    ("verifikasi-darurat", "Verifikasi masalah darurat", "Verify an emergency",
     Urgency.EMERGENCY, M.RECEIVED, M.VERIFIED, 1, Unit.HOURS, 0),
    ("verifikasi-mendesak", "Verifikasi masalah mendesak", "Verify an urgent problem",
     Urgency.URGENT, M.RECEIVED, M.VERIFIED, 4, Unit.HOURS, 1),
    ("verifikasi-biasa", "Verifikasi masalah biasa", "Verify a normal problem",
     Urgency.NORMAL, M.RECEIVED, M.VERIFIED, 24, Unit.HOURS, 4),
    ("penyelesaian-darurat", "Penyelesaian masalah darurat", "Resolve an emergency",
     Urgency.EMERGENCY, M.VERIFIED, M.RESOLVED, 12, Unit.HOURS, 3),
    ("penyelesaian-mendesak", "Penyelesaian masalah mendesak", "Resolve an urgent problem",
     Urgency.URGENT, M.VERIFIED, M.RESOLVED, 48, Unit.HOURS, 12),
    ("penyelesaian-biasa", "Penyelesaian masalah biasa", "Resolve a normal problem",
     Urgency.NORMAL, M.VERIFIED, M.RESOLVED, 5, Unit.WORKING_DAYS, 24),
    ("konfirmasi-rujukan", "Konfirmasi surat rujukan", "Acknowledge a letter",
     "", M.REFERRED, M.ACKNOWLEDGED, 24, Unit.HOURS, 4),
]  # fmt: skip

LAW = "UU No. 7 Tahun 2017"
LEGAL: list[dict[str, Any]] = [
    {
        "code": "laporan-bawaslu",
        "name": "Penyampaian laporan dugaan pelanggaran ke Bawaslu",
        "name_en": "Report an alleged violation to Bawaslu",
        "start_event": M.KNOWN, "stop_event": M.ACKNOWLEDGED,
        "stop_body": InstitutionKind.BAWASLU,
        "amount": 7, "unit": Unit.WORKING_DAYS,
        "legal_basis": f"{LAW}, Pasal 454 ayat (6)",
        "violations_only": True, "active": True, "warn_before_hours": 48,
        "note": "Berakhir ketika Bawaslu mengonfirmasi surat rujukan. Surat posko tidak "
        "menggantikan laporan pelapor (formulir B.1).",
    },
    {
        "code": "tindak-lanjut-bawaslu",
        "name": "Tindak lanjut Bawaslu",
        "name_en": "Follow-up by Bawaslu",
        "start_event": M.ACKNOWLEDGED, "start_body": InstitutionKind.BAWASLU,
        "stop_event": M.ANSWERED, "stop_body": InstitutionKind.BAWASLU,
        "amount": 7, "unit": Unit.DAYS,
        "legal_basis": f"{LAW}, Pasal 454 ayat (7)",
        "note": "Tidak aktif: dihitung sejak laporan diregistrasi Bawaslu, dan log ini hanya "
        "mengenal konfirmasi surat. Aktifkan bila konfirmasi diberikan saat registrasi. Dengan "
        "keterangan tambahan: 14 hari kerja sejak registrasi, ayat (8).",
    },
    {
        "code": "pelanggaran-administratif",
        "name": "Putusan pelanggaran administratif",
        "name_en": "Decision on an administrative violation",
        "start_event": M.ACKNOWLEDGED, "start_body": InstitutionKind.BAWASLU,
        "stop_event": M.ANSWERED, "stop_body": InstitutionKind.BAWASLU,
        "amount": 14, "unit": Unit.WORKING_DAYS,
        "legal_basis": f"{LAW}, Pasal 461",
        "note": "Tidak aktif: log ini tidak mencatat registrasi, dan hitungannya baru "
        "terkonfirmasi sebagian. Tindak lanjut KPU: 3 hari kerja, Pasal 462.",
    },
    {
        "code": "pidana-ke-polri",
        "name": "Penerusan dugaan pidana Pemilu ke Polri",
        "name_en": "Hand an alleged crime on to Polri",
        "start_event": M.ANSWERED, "start_body": InstitutionKind.BAWASLU,
        "stop_event": M.REFERRED, "stop_body": InstitutionKind.POLRES,
        "amount": 24, "unit": Unit.HOURS,
        "legal_basis": f"{LAW}, Pasal 476",
        "violations_only": True,
        "note": "Tidak aktif: 1 x 24 jam dihitung sejak Bawaslu menyatakan dugaan pidana, dan "
        "diteruskan oleh Bawaslu, bukan posko. Log ini tidak mencatat pernyataan itu.",
    },
    {
        "code": "psu",
        "name": "Pemungutan suara ulang (PSU)",
        "name_en": "Re-vote (PSU)",
        "start_event": M.VOTING_DAY, "stop_event": M.RESOLVED,
        "amount": 10, "unit": Unit.DAYS, "warn_before_hours": 48,
        "legal_basis": "PKPU No. 25 Tahun 2023, Pasal 81 ayat (3)",
        "note": "Tidak aktif: tidak ada kategori khusus PSU. Pilih kategorinya dahulu, lalu "
        "aktifkan.",
    },
    {
        "code": "sengketa-proses",
        "name": "Permohonan sengketa proses",
        "name_en": "Application about a process dispute",
        "start_event": M.OCCURRED, "stop_event": M.REFERRED,
        "stop_body": InstitutionKind.BAWASLU,
        "amount": 3, "unit": Unit.DAYS, "warn_before_hours": 24,
        "legal_basis": "Perbawaslu No. 9 Tahun 2022",
        "note": "Tidak aktif: dihitung sejak keputusan KPU, yang tidak dicatat di log ini. "
        "Aktifkan hanya dengan kategori yang waktu kejadiannya adalah tanggal keputusan.",
    },
    {
        "code": "data-pribadi",
        "name": "Pemberitahuan kegagalan pelindungan data pribadi",
        "name_en": "Notice of a breach of personal data",
        "start_event": M.KNOWN, "stop_event": M.RESOLVED,
        "amount": 72, "unit": Unit.HOURS, "warn_before_hours": 24,
        "legal_basis": "UU No. 27 Tahun 2022, Pasal 46",
        "note": "Tidak aktif: 3 x 24 jam, hanya bila posko sendiri yang kehilangan data. Pilih "
        "kategorinya dahulu, lalu aktifkan.",
    },
]  # fmt: skip


def load_clock_rules() -> None:
    """Store the rules that aren't there yet."""
    ClockRule.objects.bulk_create(
        [*(_target(*row) for row in TARGETS), *(_legal(**row) for row in LEGAL)],
        ignore_conflicts=True,
    )


def _target(
    code: str,
    name: str,
    name_en: str,
    urgency: str,
    start: M,
    stop: M,
    amount: int,
    unit: Unit,
    warn: int,
) -> ClockRule:
    of_letter = start == M.REFERRED
    liaison = [Role.PENGHUBUNG.value] if of_letter else []
    return ClockRule(
        kind=ClockKind.SERVICE, code=code, name=name, name_en=name_en, urgency=urgency,
        start_event=start, stop_event=stop, amount=amount, unit=unit, warn_before_hours=warn,
        pauses_while_referred=stop == M.RESOLVED, escalate_to=[*COORDINATOR, *liaison],
        note=ADVICE,
    )  # fmt: skip


def _legal(*, active: bool = False, **fields: Any) -> ClockRule:
    return ClockRule(kind=ClockKind.LEGAL, active=active, escalate_to=COORDINATOR, **fields)
