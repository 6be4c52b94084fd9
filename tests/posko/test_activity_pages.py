"""One activity, one announcement: what their pages say, and when there is none."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from posko import clock
from posko.models import Operation
from tests.conftest import Travel
from tests.factories.activities import make_activity, make_announcement
from tests.factories.posko import make_operation, make_post
from tests.visiting import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def structured(response: Any) -> Any:
    (block,) = re.findall(r"ld\+json\">(.*?)</script>", response.content.decode())
    return json.loads(block)


def test_an_activity_has_a_page_to_share(client: Client) -> None:
    activity = make_activity(post=make_post(), description="Bawa KTP-el.")
    response = client.get(f"/kegiatan/{activity.pk}/")
    page = text(response)
    assert "<title>Sosialisasi pemilih pemula - Posko Bersama</title>" in page
    assert "Selasa, 13 Februari 2024, <span" in page
    assert "11.00-12.00 WIB" in page
    address = f"http://127.0.0.1:8000/kegiatan/{activity.pk}/"
    assert f'<link rel="canonical" href="{address}">' in page
    assert 'property="og:description" content="Bawa KTP-el."' in page
    assert f"/kegiatan/{activity.pk}.ics" in page
    assert structured(response) | {
        "@type": "Event",
        "startDate": "2024-02-13T11:00:00+07:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "url": address,
    } == structured(response)


def test_markup_in_it_stays_text_in_page_and_data(client: Client) -> None:
    activity = make_activity("</script><b>x", description="<img src=x>")
    response = client.get(f"/kegiatan/{activity.pk}/")
    assert "<b>x" not in text(response)
    assert "<img src=x" not in text(response)
    assert structured(response)["name"] == "</script><b>x"


def test_a_cancelled_one_says_so_and_offers_no_calendar(client: Client) -> None:
    activity = make_activity(cancelled=True)
    response = client.get(f"/kegiatan/{activity.pk}/")
    assert "Kegiatan ini dibatalkan." in text(response)
    assert ".ics" not in text(response)
    assert structured(response)["eventStatus"] == "https://schema.org/EventCancelled"


def test_what_is_over_stays_to_be_read(client: Client) -> None:
    activity = make_activity(starts_at=clock.now() - timedelta(days=3))
    assert "sudah selesai" in text(client.get(f"/kegiatan/{activity.pk}/"))


def test_drafts_do_not_exist(client: Client) -> None:
    hidden = make_post("31.72", published=False)
    for activity in (make_activity(published=False), make_activity(post=hidden)):
        assert client.get(f"/kegiatan/{activity.pk}/").status_code == 404
        assert client.get(f"/kegiatan/{activity.pk}.ics").status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30, "9" * 5000, "x", "-1", "%00", "😀"])
def test_what_was_never_there_is_404(client: Client, pk: str) -> None:
    for address in (f"/kegiatan/{pk}/", f"/kegiatan/{pk}.ics", f"/pengumuman/{pk}/"):
        assert client.get(address).status_code == 404


def test_an_announcement_exists_in_its_time_alone(client: Client, at: Travel) -> None:
    now = clock.now()
    item = make_announcement(
        shown_from=now, shown_until=now + timedelta(hours=1), title_en="The post moved"
    )
    page = text(client.get(f"/pengumuman/{item.pk}/"))
    assert "Posko pindah" in page
    assert f'href="http://127.0.0.1:8000/pengumuman/{item.pk}/"' in page
    assert "The post moved" in text(client.get(f"/en/pengumuman/{item.pk}/"))
    at("2024-02-13 08:59")
    assert client.get(f"/pengumuman/{item.pk}/").status_code == 404
    at("2024-02-13 10:00")
    assert client.get(f"/pengumuman/{item.pk}/").status_code == 404
    draft = make_announcement(shown_from=None)
    assert client.get(f"/pengumuman/{draft.pk}/").status_code == 404


def test_pages_of_a_past_election_do_not_lead_to_posts_of_the_present_one(client: Client) -> None:
    old = make_operation(
        slug="lama", name="Lama", starts_on=date(2019, 1, 1), ends_on=date(2019, 5, 1),
        voting_day=date(2019, 4, 17),
    )  # fmt: skip
    make_operation()
    post = make_post(operation=old)
    activity = make_activity(operation=old, post=post)
    page = text(client.get(f"/kegiatan/{activity.pk}/"))
    assert post.name in page
    assert post.get_absolute_url() not in page
    Operation.objects.filter(pk=old.pk).update(published=False)
    assert client.get(f"/kegiatan/{activity.pk}/").status_code == 404


def test_a_page_costs_three_queries_at_most(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    activity = make_activity(post=make_post())
    with django_assert_max_num_queries(3):
        client.get(f"/kegiatan/{activity.pk}/")
