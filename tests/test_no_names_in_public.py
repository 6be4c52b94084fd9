"""No page that needs no login names anybody who works at a post."""

from datetime import date

import pytest
from django.test import Client

from incidents.models import Incident
from posko.models import Operation
from roster.attendance import check_in
from roster.models import Officer, Role
from tests.factories.incidents import make_incident, make_people
from tests.factories.roster import assign, make_duty
from tests.test_access import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PUBLIC = sorted(path for path, public, _roles in PAGES.values() if public)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_stranger_reads_no_officers_name(path: str) -> None:
    people = make_people()
    Operation.objects.update(public_reports=True)
    post = people[Role.PETUGAS].region.posts.get()
    post.slug = "posko-pusat"
    post.save()
    institution = people.kpu
    duty = make_duty(post, date(2024, 2, 13))
    for role in (Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL):
        Officer.objects.filter(pk=people[role].pk).update(institution=institution)
        check_in(assign(duty, people[role], leads=role == Role.PETUGAS), people[role])
    make_incident(people)
    code = Incident.objects.get().tracking_code
    client = Client()
    answers = [client.get(path), client.post("/lacak/", {"code": code})]
    for officer in Officer.objects.all():
        for answer in answers:
            page = answer.content.decode(errors="replace")
            assert officer.full_name not in page
            assert officer.username not in page
    if path == "/posko/posko-pusat/":
        assert institution.name in client.get(path).content.decode()
