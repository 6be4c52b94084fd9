"""Kesbangpol lists what a post has; other regions' posts don't exist there."""

import pytest

from roster.models import Equipment, Role
from tests.factories.posko import make_post
from tests.factories.roster import make_officer
from tests.visiting import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

ADD = "/admin/roster/equipment/add/"


def test_kesbangpol_lists_what_their_posts_have() -> None:
    post, far = make_post(), make_post("31.73")
    client = browser(make_officer("kes", Role.KESBANGPOL))
    assert client.post(ADD, {"post": post.pk, "name": "Radio", "count": 2}).status_code == 302
    assert client.post(ADD, {"post": far.pk, "name": "Radio", "count": 2}).status_code == 200
    assert client.post(ADD, {"post": post.pk, "name": "Radio", "count": 1}).status_code == 200
    assert client.post(ADD, {"post": post.pk, "name": "Tenda", "count": 0}).status_code == 200
    assert Equipment.objects.get().post == post


def test_an_auditor_reads_it() -> None:
    make_post()
    client = browser(make_officer("awas", Role.PENGAWAS))
    assert client.get("/admin/roster/equipment/").status_code == 200
    assert client.get(ADD).status_code == 403
