"""Institutions as they are, and invented people who take turns, for the demonstration."""

from collections.abc import Iterator
from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from posko.models import Operation, Post, Region
from roster.models import Institution, InstitutionKind, Officer, Role

K = InstitutionKind

# code: what the city is called in the names of its institutions, its Kodim
CITIES = {
    "31.71": ("Jakarta Pusat", "Kodim 0501/JP"),
    "31.72": ("Jakarta Utara", "Kodim 0502/JU"),
    "31.73": ("Jakarta Barat", "Kodim 0503/JB"),
    "31.74": ("Jakarta Selatan", "Kodim 0504/JS"),
    "31.75": ("Jakarta Timur", "Kodim 0505/JT"),
    "31.01": ("Kepulauan Seribu", ""),
}

# The day on which the demonstration begins.
SHOWN_ON = date(2024, 2, 13)

# People whom a duty needs, by kind of institution, and how many take turns at it.
NEEDS = {K.KESBANGPOL: 2, K.KODIM: 1, K.POLRES: 1, K.KEJARI: 1, K.SATPOL_PP: 1}
TURNS = {K.KESBANGPOL: 8, K.KODIM: 4, K.POLRES: 4, K.KEJARI: 3, K.SATPOL_PP: 4}

GIVEN = [
    "Adi",
    "Agus",
    "Ahmad",
    "Anisa",
    "Arif",
    "Ayu",
    "Bagus",
    "Bayu",
    "Bima",
    "Budi",
    "Citra",
    "Dedi",
    "Dewi",
    "Dian",
    "Dimas",
    "Dwi",
    "Eka",
    "Endah",
    "Fajar",
    "Fitri",
    "Galih",
    "Gita",
    "Hadi",
    "Hana",
    "Hendra",
    "Ika",
    "Indah",
    "Intan",
    "Irfan",
    "Joko",
    "Kartika",
    "Laras",
    "Lestari",
    "Maya",
    "Mega",
    "Nanda",
    "Nia",
    "Nur",
    "Putri",
    "Rahma",
    "Raka",
    "Ratna",
    "Rina",
    "Rizki",
    "Sari",
    "Sinta",
    "Surya",
    "Tri",
    "Umar",
    "Wahyu",
    "Wulan",
    "Yoga",
    "Yuni",
    "Zahra",
]
FAMILY = [
    "Anggraini",
    "Firmansyah",
    "Gunawan",
    "Handayani",
    "Hidayat",
    "Iskandar",
    "Kurniawan",
    "Kusuma",
    "Lubis",
    "Maharani",
    "Nasution",
    "Nugroho",
    "Permana",
    "Prasetyo",
    "Pratama",
    "Rahayu",
    "Ramadhan",
    "Santoso",
    "Saputra",
    "Saragih",
    "Setiawan",
    "Siregar",
    "Suryani",
    "Susanto",
    "Utami",
    "Wibowo",
    "Wijaya",
    "Wulandari",
    "Yulianto",
    "Zulkarnain",
]

# username: role, region, kind of institution, city of the institution
ACCOUNTS = {
    "petugas.jp": (Role.PETUGAS, "31.71", K.KESBANGPOL, "31.71"),
    "koordinator.jp": (Role.KOORDINATOR, "31.71", K.KESBANGPOL, "31.71"),
    "kesbangpol.jp": (Role.KESBANGPOL, "31.71", K.KESBANGPOL, "31.71"),
    "polres.jp": (Role.PENGHUBUNG, "31.71", K.POLRES, "31.71"),
    "kpu.jp": (Role.PENGHUBUNG, "31.71", K.KPU, "31.71"),
    "partai.jp": (Role.PARTAI, "31.71", K.PARTY, "31"),
    "petugas.ks": (Role.PETUGAS, "31.01", K.KESBANGPOL, "31.01"),
    "pengawas": (Role.PENGAWAS, "31", K.KESBANGPOL, "31"),
    "administrator": (Role.ADMINISTRATOR, "31", K.KESBANGPOL, "31"),
}

# Somebody whom petugas.jp can ask to swap a duty, and who can answer: takes other turns.
COLLEAGUE = "kesbangpol.jp.4"


def load_institutions() -> None:
    """Store the institutions of shared/facts.md, and one invented party."""
    Institution.objects.bulk_create(_institutions())
    islands = Region.objects.get(code="31.01")
    for name in ("Kodim 0502/JU", "Kejari Jakarta Utara"):
        Institution.objects.get(name=name).also_serves.add(islands)
    everywhere = Institution.objects.filter(region_id="31").exclude(kind=K.PARTY)
    for institution in everywhere:
        institution.also_serves.set(Region.objects.filter(code__in=CITIES))


def load_people(operation: Operation, password: str, random: Random) -> None:
    """Store the demonstration's accounts and, for every post, people who take turns."""
    names = _names(random)
    hashed = make_password(password)
    for username, (role, region, kind, city) in ACCOUNTS.items():
        Officer.objects.create(
            username=username,
            password=hashed,
            full_name=next(names),
            role=role,
            region_id=region,
            institution=_institution(kind, city),
        )
    for post in operation.posts.all():
        _load_turns(post, names)
    Officer.objects.filter(username=COLLEAGUE).update(password=hashed)


def set_passwords(password: str) -> None:
    """Give all accounts ``password``, should it have changed since they were made."""
    accounts = Officer.objects.filter(username__in=[*ACCOUNTS, COLLEAGUE])
    first = accounts.first()
    if first and not first.check_password(password):
        accounts.update(password=make_password(password))


def _institutions() -> Iterator[Institution]:
    yield Institution(name="Badan Kesbangpol DKI Jakarta", kind=K.KESBANGPOL, region_id="31")
    yield Institution(name="BPBD DKI Jakarta", kind=K.BPBD, region_id="31")
    yield Institution(name="Partai Contoh (rekaan)", kind=K.PARTY, region_id="31")
    for code, (city, kodim) in CITIES.items():
        yield from _institutions_of(code, city, kodim)


def _institutions_of(code: str, city: str, kodim: str) -> Iterator[Institution]:
    islands = code == "31.01"
    yield Institution(name=f"Suku Badan Kesbangpol {city}", kind=K.KESBANGPOL, region_id=code)
    police = "Polres" if islands else "Polres Metro"
    yield Institution(name=f"{police} {city}", kind=K.POLRES, region_id=code)
    yield Institution(name=f"KPU {city}", kind=K.KPU, region_id=code)
    yield Institution(name=f"Bawaslu {city}", kind=K.BAWASLU, region_id=code)
    yield Institution(name=f"Satpol PP {city}", kind=K.SATPOL_PP, region_id=code)
    yield Institution(name=f"Suku Dinas Dukcapil {city}", kind=K.DUKCAPIL, region_id=code)
    yield Institution(name=f"Suku Dinas Kesehatan {city}", kind=K.DINKES, region_id=code)
    if not islands:
        yield Institution(name=kodim, kind=K.KODIM, region_id=code)
        yield Institution(name=f"Kejari {city}", kind=K.KEJARI, region_id=code)


def _institution(kind: K, city: str) -> Institution:
    found = Institution.objects.filter(kind=kind)
    # At the islands, Kodim and Kejari are those of Jakarta Utara.
    return (found.filter(region_id=city) or found.filter(also_serves=city))[0]


def _names(random: Random) -> Iterator[str]:
    names = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    random.shuffle(names)
    return iter(names)


def _load_turns(post: Post, names: Iterator[str]) -> None:
    short = post.region.short_name.lower()
    for kind, people in TURNS.items():
        institution = _institution(kind, post.region_id)
        known = Officer.objects.filter(
            institution=institution, region_id=post.region_id, role=Role.PETUGAS
        ).count()
        Officer.objects.bulk_create(
            Officer(
                username=f"{kind}.{short}.{turn}",
                password=make_password(None),
                full_name=next(names),
                institution=institution,
                region_id=post.region_id,
            )
            for turn in range(1, people - known + 1)
        )
