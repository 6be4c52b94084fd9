"""Reading without a network: a copy that says it is one, and nothing of staff."""

from collections.abc import Callable
from datetime import date, time

import pytest

from posko.models import HoursException, Post
from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

NOTICE = "Tidak ada jaringan: ini salinan yang tersimpan di perangkat Anda."
SEEN = """async () => {
  const paths = [];
  for (const name of await caches.keys())
    if (name.startsWith("posko-pages-"))
      for (const request of await (await caches.open(name)).keys())
        paths.push(new URL(request.url).pathname + new URL(request.url).search);
  return paths;
}"""


TAKEN_OVER = """async () => {
  const { serviceWorker } = navigator;
  const change = new Promise((done) => serviceWorker.addEventListener("controllerchange", done));
  if (!serviceWorker.controller) await change;
}"""


def kept(visitor: Visitor) -> list[str]:
    """Return the addresses of the pages that the browser keeps, the oldest first."""
    return list(visitor.page.evaluate(SEEN))


def has_worker(visitor: Visitor, path: str = "/") -> Visitor:
    """Open ``path`` and wait until the worker has taken over and kept it."""
    visitor.goes_to(path)
    visitor.page.evaluate(TAKEN_OVER)
    waits_until(visitor, lambda seen: len(seen) > 0)
    return visitor


def waits_until(visitor: Visitor, holds: Callable[[list[str]], bool]) -> None:
    """Wait until ``holds`` is true of what is kept; the policy forbids Playwright's own way."""
    for _try in range(100):
        if holds(kept(visitor)):
            return
        visitor.page.wait_for_timeout(100)
    raise AssertionError(kept(visitor))


def goes_offline(visitor: Visitor, path: str) -> None:
    """Cut the network and open ``path``."""
    # A page is as good as new for two seconds, and then comes from the browser's own cache.
    visitor.page.wait_for_timeout(2500)
    visitor.page.context.set_offline(True)
    visitor.page.goto(visitor.address + path)
    # That the network is gone is what this is about.
    visitor.complaints.clear()


def test_a_post_that_was_seen_can_be_read_and_does_not_pretend_to_know_now(opens: Opens) -> None:
    voter = has_worker(opens())
    voter.goes_to("/posko/jakarta-pusat/")
    voter.sees("Buka sekarang", "Hari ini")
    assert not voter.part(".kept-notice").is_visible()

    goes_offline(voter, "/posko/jakarta-pusat/")
    voter.sees("Posko Bersama Jakarta Pusat", NOTICE, "08.00-16.00 WIB")
    assert "Buka sekarang" not in voter.text
    assert voter.part(".kept-notice time").inner_text().endswith("WIB")
    assert voter.part(".kept-notice time").get_attribute("datetime")
    voter.looks()

    voter.page.context.set_offline(False)
    voter.follows("Coba lagi")
    voter.sees("Buka sekarang")
    assert not voter.part(".kept-notice").is_visible()


def test_the_first_page_is_kept_too(opens: Opens) -> None:
    voter = has_worker(opens(), "/posko/jakarta-barat/")
    assert kept(voter) == ["/posko/jakarta-barat/"]


def test_a_page_that_was_not_seen_leads_to_those_that_were(opens: Opens) -> None:
    voter = has_worker(opens(), "/en/")
    voter.goes_to("/posko/jakarta-pusat/")
    voter.goes_to("/en/posko/jakarta-barat/")
    goes_offline(voter, "/en/posko/jakarta-timur/")
    voter.waits_for("Posko Bersama Jakarta Barat")
    voter.sees("No network")
    assert voter.texts("#seen a") == ["Posko Bersama Jakarta Barat", "Pemilu 2024"]
    voter.looks()
    goes_offline(voter, "/posko/jakarta-timur/")
    voter.waits_for("Posko Bersama Jakarta Pusat")
    voter.sees("Tidak ada jaringan")


def test_nothing_is_kept_of_who_is_logged_in_nor_of_what_holds_a_code(opens: Opens) -> None:
    officer = opens("petugas.jp")
    officer.goes_to("/")
    officer.page.evaluate(TAKEN_OVER)
    for path in ("/posko/jakarta-pusat/", "/masalah/", "/jadwal/", "/lacak/", "/kegiatan/"):
        officer.goes_to(path)
    assert kept(officer) == []
    officer.page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        officer.page.goto(officer.address + "/masalah/")
    officer.complaints.clear()


def test_changed_hours_are_seen_at_once_and_what_is_gone_is_kept_no_longer(opens: Opens) -> None:
    voter = has_worker(opens(), "/posko/jakarta-timur/")
    post = Post.objects.get(slug="jakarta-timur")
    HoursException.objects.create(
        post=post, day=date(2024, 2, 15), opens=time(6), closes=time(20), reason="Perpanjangan"
    )
    voter.page.wait_for_timeout(2500)
    voter.page.reload()
    voter.sees("Perpanjangan", "06.00-20.00")
    post.published = False
    post.save()
    voter.page.wait_for_timeout(2500)
    assert voter.goes_to("/posko/jakarta-timur/") == 404
    waits_until(voter, lambda seen: seen == [])


def test_a_new_version_drops_what_the_last_one_kept_and_thirty_pages_are_enough(
    opens: Opens,
) -> None:
    voter = opens()
    voter.goes_to("/lacak/")
    voter.page.evaluate(
        "async () => { await (await caches.open('posko-pages-old')).put('/', new Response('old')) }"
    )
    has_worker(voter, "/posko/jakarta-pusat/")
    assert "posko-pages-old" not in voter.page.evaluate("caches.keys()")
    for number in range(32):
        voter.page.goto(f"{voter.address}/kegiatan/?{number}")
    waits_until(voter, lambda seen: seen[-1] == "/kegiatan/?31")
    assert len(kept(voter)) == 30
    assert kept(voter)[0] == "/kegiatan/?2"
