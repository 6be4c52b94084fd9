"""The posts of Pemilu 2024 in Jakarta as far as sources tell (shared/facts.md).

Only what a source confirms is published. Jakarta Utara, which no source names, is a draft.
"""

from datetime import date, time

from posko.demonstration_activities import load_activities
from posko.models import CommonHours, Level, Operation, Post, Stage, WeeklyHours

# slug: region, name, venue, address, latitude, longitude, published
POSTS = {
    "jakarta-pusat": (
        "31.71", "Posko Bersama Jakarta Pusat",
        "Ruang Serbaguna Besar, Gedung Blok A, lantai dasar",
        "Kantor Wali Kota Jakarta Pusat, Jl. Tanah Abang I No. 1", -6.1735, 106.8186, True,
    ),
    "jakarta-barat": (
        "31.73", "Posko Bersama Jakarta Barat", "Gedung A, lantai dasar",
        "Kantor Wali Kota Jakarta Barat, Jl. Raya Kembangan No. 2", -6.188, 106.736, True,
    ),
    "jakarta-selatan": (
        "31.74", "Posko Bersama Jakarta Selatan", "",
        "Kantor Wali Kota Jakarta Selatan, Jl. Prapanca Raya No. 9", -6.2481, 106.8075, True,
    ),
    "jakarta-timur": (
        "31.75", "Posko Bersama Jakarta Timur", "",
        "Kantor Wali Kota Jakarta Timur, Jl. Dr. Sumarno No. 1, Pulo Gebang",
        -6.2115, 106.945, True,
    ),
    "kepulauan-seribu": (
        "31.01", "Posko Bersama Kepulauan Seribu", "Lantai 6", "Gedung Mitra Praja, Sunter",
        -6.142, 106.869, True,
    ),
    "jakarta-utara": (
        "31.72", "Posko Bersama Jakarta Utara", "",
        "Kantor Wali Kota Jakarta Utara, Jl. Yos Sudarso 27-29", -6.1202, 106.8930, False,
    ),
}  # fmt: skip

# Names, first and last day: shared/facts.md, as the regulation has them.
STAGES = [
    ("Masa kampanye", "Campaign", date(2023, 11, 28), date(2024, 2, 10)),
    ("Masa tenang", "Quiet period", date(2024, 2, 11), date(2024, 2, 13)),
    ("Pemungutan suara", "Voting", date(2024, 2, 14), date(2024, 2, 14)),
    ("Rekapitulasi hasil penghitungan suara", "Recapitulation of the count",
     date(2024, 2, 15), date(2024, 3, 20)),
]  # fmt: skip
STAGES_SOURCE = "Peraturan KPU Nomor 3 Tahun 2022"

COMMON = (time(8), time(16))
# Hours that a source gives for the post itself; the others keep the common ones.
OWN_HOURS = {"jakarta-pusat": (time(8), time(16)), "jakarta-timur": (time(8), time(19))}


def load_posts() -> Operation:
    """Store the operation with its posts and hours."""
    operation = Operation.objects.create(
        name="Pemilu 2024",
        slug="pemilu-2024",
        starts_on=date(2024, 1, 9),
        ends_on=date(2024, 2, 29),
        voting_day=date(2024, 2, 14),
        legal_basis="Keputusan Gubernur DKI Jakarta No. 6 Tahun 2024",
        published=True,
        public_reports=True,
    )
    CommonHours.objects.bulk_create(
        CommonHours(operation=operation, level=level, opens=COMMON[0], closes=COMMON[1])
        for level in (Level.CITY, Level.REGENCY)
    )
    Stage.objects.bulk_create(
        Stage(
            operation=operation, name=name, name_en=english, starts_on=first, ends_on=last,
            source=STAGES_SOURCE,
        )
        for name, english, first, last in STAGES
    )  # fmt: skip
    for slug in POSTS:
        _load_post(operation, slug)
    load_activities(operation)
    return operation


def _load_post(operation: Operation, slug: str) -> None:
    code, name, venue, address, latitude, longitude, published = POSTS[slug]
    post = Post.objects.create(
        operation=operation,
        region_id=code,
        slug=slug,
        name=name,
        venue=venue,
        address=address,
        latitude=latitude,
        longitude=longitude,
        published=published,
    )
    if hours := OWN_HOURS.get(slug):
        WeeklyHours.objects.bulk_create(
            WeeklyHours(post=post, weekday=day, opens=hours[0], closes=hours[1]) for day in range(7)
        )
