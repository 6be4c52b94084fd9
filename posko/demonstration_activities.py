"""Activities of the demonstration: invented, and each of them says so."""

from datetime import datetime

from posko.clock import JAKARTA
from posko.models import Activity, Announcement, Operation

INVENTED = "Contoh untuk demonstrasi; ini rekaan."
INVENTED_EN = "An example for the demonstration; this is invented."

# slug of the post, kind, title, title in English, begins, ends
ACTIVITIES = [
    ("jakarta-pusat", "outreach", "Sosialisasi cara memberikan suara",
     "How to vote: an introduction", "2024-01-24 09:00", "2024-01-24 11:00"),
    ("jakarta-barat", "training", "Pembekalan petugas posko",
     "Briefing of the post's officers", "2024-01-30 13:00", "2024-01-31 12:00"),
    ("jakarta-timur", "outreach", "Sosialisasi untuk pemilih pemula",
     "For those who vote for the first time", "2024-02-07 10:00", "2024-02-07 12:00"),
    ("jakarta-selatan", "outreach", "Sosialisasi untuk pemilih disabilitas",
     "For voters with disabilities", "2024-02-12 09:00", "2024-02-12 11:00"),
    ("jakarta-pusat", "meeting", "Rapat koordinasi menjelang hari pemungutan suara",
     "Coordination before voting day", "2024-02-13 13:00", "2024-02-13 15:00"),
    ("", "monitoring", "Pemantauan pemungutan dan penghitungan suara",
     "Watching the vote and the count", "2024-02-14 07:00", "2024-02-15 02:00"),
    ("kepulauan-seribu", "meeting", "Rapat evaluasi hari pemungutan suara",
     "Review of voting day", "2024-02-16 09:00", "2024-02-16 11:00"),
    ("jakarta-barat", "outreach", "Tanya jawab: tahapan rekapitulasi",
     "Questions about the recapitulation", "2024-02-21 09:00", "2024-02-21 11:00"),
]  # fmt: skip
CANCELLED = "Sosialisasi untuk pemilih disabilitas"
PLACE = "Semua posko"


def load_activities(operation: Operation) -> None:
    """Store the activities and an announcement of ``operation``, whose posts are there."""
    posts = {post.slug: post for post in operation.posts.all()}
    for slug, kind, title, english, starts_at, ends_at in ACTIVITIES:
        Activity.objects.create(
            operation=operation,
            post=posts.get(slug),
            kind=kind,
            title=title,
            title_en=english,
            description=INVENTED,
            description_en=INVENTED_EN,
            starts_at=_wib(starts_at),
            ends_at=_wib(ends_at),
            place="" if slug else PLACE,
            cancelled=title == CANCELLED,
            published=True,
        )
    Announcement.objects.create(
        operation=operation,
        post=posts["jakarta-pusat"],
        title="Antrean menjelang hari pemungutan suara",
        title_en="Queues before voting day",
        body=f"Mohon siapkan KTP-el saat datang ke posko. {INVENTED}",
        body_en=f"Please have your ID card at hand when you come. {INVENTED_EN}",
        shown_from=_wib("2024-02-10 08:00"),
        shown_until=_wib("2024-02-15 00:00"),
    )


def _wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)
