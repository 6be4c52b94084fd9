"""What the categories break into, with what to ask for and the extra fields of each.

The upper level is Bawaslu's (shared/facts.md); this level is our own reading of what happened in
Jakarta in 2024. Bodies follow "Who gets what" there. All of it is data that administrators edit.
"""

from typing import Any

from incidents.states import Urgency
from roster.models import InstitutionKind as Body

N, U, E = Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY


def _number(title: str, title_en: str, maximum: int = 100_000) -> dict[str, Any]:
    return {
        "type": "number", "title": title, "title_en": title_en, "minimum": 0, "maximum": maximum,
    }  # fmt: skip


def _yes_no(title: str, title_en: str) -> dict[str, Any]:
    return {"type": "boolean", "title": title, "title_en": title_en}


def _choice(title: str, title_en: str, *words: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(words), "title": title, "title_en": title_en}


def _date(title: str, title_en: str) -> dict[str, Any]:
    return {"type": "string", "format": "date", "title": title, "title_en": title_en}


_BALLOTS = _choice("Jenis surat suara", "Kind of ballot", "PPWP", "DPR", "DPD", "DPRD")
_PEOPLE = _number("Jumlah orang", "Number of people")

# What to ask for in every case of an upper category: Indonesian lines, English lines.
QUESTIONS: dict[str, tuple[str, str]] = {
    "hak-pilih": (
        "Kelurahan tempat terdaftar\nNomor TPS bila diketahui",
        "Kelurahan of registration\nTPS number if known",
    ),
    "keamanan": (
        "Apakah ada yang terluka\nApakah polisi sudah dihubungi",
        "Is anybody hurt\nHave the police been called",
    ),
    "kampanye": (
        "Tempat persisnya\nFoto atau rekaman\nSiapa yang melihat",
        "The exact place\nPhoto or recording\nWho saw it",
    ),
    "netralitas": (
        "Jabatan dan instansi terlapor\nFoto, rekaman, atau tautan",
        "Post and body of who is reported\nPhoto, recording or link",
    ),
    "logistik": ("Nomor TPS\nFoto barangnya", "TPS number\nPhoto of the goods"),
    "lokasi-tps": ("Nomor TPS\nFoto lokasi", "TPS number\nPhoto of the place"),
    "listrik-internet": ("Nomor TPS\nSejak jam berapa", "TPS number\nSince what time"),
    "kesehatan": (
        "Nomor TPS\nApakah sudah ditangani tenaga medis",
        "TPS number\nIs there medical help",
    ),
    "hoaks": ("Tautan atau tangkapan layar", "Link or screenshot"),
    "penghitungan": ("Nomor TPS\nFoto formulir C.Hasil", "TPS number\nPhoto of the form C.Hasil"),
}

# code: upper category, name, English, usual urgency, body to refer to, extra fields
SUBCATEGORIES: dict[str, tuple[str, str, str, Urgency, str, dict[str, Any]]] = {
    "undangan": (
        "hak-pilih", "Undangan memilih tidak diterima", "No voting invitation", N, Body.KPU,
        {"terdaftar": _yes_no("Terdaftar di DPT", "On the voter list")},
    ),
    "dpt": (
        "hak-pilih", "Tidak terdaftar di DPT", "Not on the voter list", N, Body.KPU,
        {"jumlah_orang": _PEOPLE},
    ),
    "pindah-memilih": (
        "hak-pilih", "Pindah memilih", "Voting elsewhere", N, Body.KPU, {},
    ),
    "ktp": (
        "hak-pilih", "KTP-el", "ID card", N, Body.DUKCAPIL,
        {"sudah_rekam": _yes_no("Sudah rekam data", "Data taken")},
    ),
    "ditolak-memilih": (
        "hak-pilih", "Tidak dapat memilih di TPS", "Could not vote at the TPS", U, Body.KPU,
        {"jumlah_orang": _PEOPLE},
    ),
    "ancaman": (
        "keamanan", "Ancaman atau intimidasi", "Threat or intimidation", U, Body.POLRES, {},
    ),
    "kekerasan": (
        "keamanan", "Kekerasan atau kerusuhan", "Violence or unrest", E, Body.POLRES,
        {"terluka": _number("Jumlah orang terluka", "People hurt")},
    ),
    "alat-peraga": (
        "kampanye", "Alat peraga kampanye", "Campaign props", N, Body.SATPOL_PP,
        {"jumlah": _number("Jumlah alat peraga", "Number of props")},
    ),
    "politik-uang": (
        "kampanye", "Politik uang", "Money politics", U, Body.BAWASLU,
        {"bentuk": _choice("Bentuk", "Form", "uang", "sembako", "barang lain", "janji")},
    ),
    "ujaran-kebencian": (
        "kampanye", "Ujaran kebencian", "Hate speech", N, Body.BAWASLU,
        {"media": _choice("Disampaikan lewat", "Spread by",
                          "lisan", "selebaran", "media sosial", "pesan berantai")},
    ),
    "masa-tenang": (
        "kampanye", "Kampanye di masa tenang", "Campaign in the quiet period", U, Body.BAWASLU, {},
    ),
    "asn": ("netralitas", "ASN", "Civil servants", N, Body.BAWASLU, {}),
    "tni-polri": ("netralitas", "TNI atau Polri", "Army or police", N, Body.BAWASLU, {}),
    "penyelenggara": (
        "netralitas", "Penyelenggara Pemilu", "Election organisers", N, Body.BAWASLU, {},
    ),
    "surat-suara-kurang": (
        "logistik", "Surat suara atau logistik kurang", "Ballots or goods missing", U, Body.KPU,
        {"jumlah_kurang": _number("Jumlah yang kurang", "How many are missing"),
         "jenis": _BALLOTS},
    ),
    "logistik-rusak": (
        "logistik", "Rusak atau tidak lengkap", "Damaged or incomplete", U, Body.KPU,
        {"jumlah_rusak": _number("Jumlah yang rusak", "How many are damaged")},
    ),
    "tertukar": (
        "logistik", "Kotak atau surat suara tertukar", "Box or ballots swapped", U, Body.KPU,
        {"jenis": _BALLOTS},
    ),
    "tercoblos": (
        "logistik", "Surat suara sudah tercoblos", "Ballots punched beforehand", U, Body.BAWASLU,
        {"jumlah": _number("Jumlah surat suara", "Number of ballots"), "jenis": _BALLOTS},
    ),
    "banjir": (
        "lokasi-tps", "Banjir atau rusak", "Flooded or damaged", U, Body.BPBD,
        {"tinggi_air": _number("Tinggi air (cm)", "Depth of the water (cm)", 500),
         "tergenang": _yes_no("Masih tergenang", "Still under water")},
    ),
    "pindah-lokasi": (
        "lokasi-tps", "TPS pindah", "Polling place moved", N, Body.KPU,
        {"sejak": _date("Sejak tanggal", "Since")},
    ),
    "terlambat-buka": (
        "lokasi-tps", "TPS terlambat dibuka", "Polling place opened late", U, Body.KPU,
        {"menit": _number("Terlambat (menit)", "Late by (minutes)", 1440)},
    ),
    "akses": ("lokasi-tps", "Sulit diakses", "Hard to reach", N, Body.KPU, {}),
    "listrik": ("listrik-internet", "Listrik padam", "No power", U, "", {}),
    "sinyal": ("listrik-internet", "Sinyal atau internet", "Signal or internet", N, "", {}),
    "sakit": (
        "kesehatan", "Petugas sakit", "Officer ill", U, Body.DINKES,
        {"jumlah_orang": _PEOPLE, "dirawat": _yes_no("Dirawat", "In care")},
    ),
    "kecelakaan": (
        "kesehatan", "Kecelakaan", "Accident", E, Body.DINKES, {"jumlah_orang": _PEOPLE},
    ),
    "hoaks-pemilu": (
        "hoaks", "Kabar bohong tentang tata cara atau jadwal",
        "False news on procedure or dates", N, "", {},
    ),
    "hoaks-hasil": (
        "hoaks", "Kabar bohong tentang hasil", "False news on results", U, "", {},
    ),
    "sirekap": (
        "penghitungan", "Data Sirekap berbeda", "Sirekap data differ", N, Body.KPU,
        {"angka_formulir": _number("Angka di C.Hasil", "Number on C.Hasil"),
         "angka_sirekap": _number("Angka di Sirekap", "Number in Sirekap", 10_000_000)},
    ),
    "rekapitulasi": (
        "penghitungan", "Rekapitulasi berjenjang", "Recapitulation", N, Body.KPU, {},
    ),
    "suara-ulang": (
        "penghitungan", "Pemungutan suara ulang atau lanjutan", "Re-vote or follow-up vote", U,
        Body.KPU, {},
    ),
}  # fmt: skip
