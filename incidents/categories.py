"""The categories that come with the code: Bawaslu's seven risk variables, five more, their parts.

Source: shared/facts.md, "Problem categories". Administrators change them in the admin; loading
again adds what is missing and leaves the rest alone.
"""

from incidents.models import Category
from incidents.states import Urgency
from incidents.subcategories import QUESTIONS, SUBCATEGORIES
from roster.models import InstitutionKind as Body

N, U = Urgency.NORMAL, Urgency.URGENT

# code, name, English, usual urgency, guidance, English
CATEGORIES = [
    ("hak-pilih", "Hak pilih", "Voting rights", N,
     "DPT, undangan memilih, pindah memilih, KTP-el",
     "Voter list, invitation, voting elsewhere, ID card"),
    ("keamanan", "Keamanan", "Security", U,
     "Ancaman, kekerasan, kerusuhan", "Threats, violence, unrest"),
    ("kampanye", "Kampanye", "Campaign", N,
     "Alat peraga, politik uang, ujaran kebencian", "Props, money politics, hate speech"),
    ("netralitas", "Netralitas", "Neutrality", N,
     "ASN, TNI, Polri, penyelenggara", "Civil servants, army, police, organisers"),
    ("logistik", "Logistik", "Logistics", U,
     "Surat suara, kotak, formulir kurang atau rusak", "Ballots, boxes, forms missing or damaged"),
    ("lokasi-tps", "Lokasi TPS", "Polling place", N,
     "Banjir, akses, pindah lokasi", "Flood, access, moved"),
    ("listrik-internet", "Jaringan listrik dan internet", "Power and internet", N,
     "Listrik padam, sinyal lemah", "No power, weak signal"),
    ("kesehatan", "Kesehatan petugas", "Health of officers", U,
     "Petugas sakit, kelelahan, kecelakaan", "Illness, exhaustion, accident"),
    ("hoaks", "Hoaks", "Hoax", N,
     "Kabar bohong tentang Pemilu", "False news about the election"),
    ("penghitungan", "Penghitungan dan rekapitulasi", "Counting and recapitulation", N,
     "C.Hasil, Sirekap, rekap berjenjang", "Result forms, Sirekap, recapitulation"),
    ("pertanyaan", "Pertanyaan", "Question", N,
     "Warga ingin tahu sesuatu", "Somebody wants to know something"),
    ("lainnya", "Lainnya", "Other", N,
     "Yang tidak masuk kategori lain", "What fits nowhere else"),
]  # fmt: skip


# Where the upper category's problems usually go; shared/facts.md, "Who gets what".
BODIES = {
    "hak-pilih": Body.KPU,
    "keamanan": Body.POLRES,
    "kampanye": Body.BAWASLU,
    "netralitas": Body.BAWASLU,
    "logistik": Body.KPU,
    "lokasi-tps": Body.KPU,
    "kesehatan": Body.DINKES,
    "penghitungan": Body.KPU,
}
# An alleged violation goes to Bawaslu; so the page tells what form B.1 still lacks.
VIOLATIONS = frozenset({"kampanye", "netralitas", "tercoblos"})


def load_categories() -> None:
    """Store the categories that aren't there yet; what is there is left as it was edited."""
    Category.objects.bulk_create(_upper(), ignore_conflicts=True)
    upper = {category.code: category for category in Category.objects.top()}
    Category.objects.bulk_create(_lower(upper), ignore_conflicts=True)


def _upper() -> list[Category]:
    return [
        Category(
            code=code, name=name, name_en=name_en, urgency=urgency,
            guidance=guidance, guidance_en=guidance_en, order=order,
            refer_to=BODIES.get(code, ""), is_violation=code in VIOLATIONS,
            prompts=QUESTIONS.get(code, ("", ""))[0], prompts_en=QUESTIONS.get(code, ("", ""))[1],
        )
        for order, (code, name, name_en, urgency, guidance, guidance_en) in enumerate(
            CATEGORIES, 1
        )
    ]  # fmt: skip


def _lower(upper: dict[str, Category]) -> list[Category]:
    return [
        Category(
            parent=upper[parent], code=code, name=name, name_en=name_en, urgency=urgency,
            order=order, refer_to=body, is_violation=code in VIOLATIONS,
            fields={"properties": fields} if fields else {},
        )
        for order, (code, (parent, name, name_en, urgency, body, fields)) in enumerate(
            SUBCATEGORIES.items(), 1
        )
        if parent in upper
    ]  # fmt: skip
