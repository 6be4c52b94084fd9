"""Spreadsheets for tests: rows in, bytes out, and the way through the admin."""

import io
from collections.abc import Iterable
from typing import Any

import openpyxl
from django.test import Client

from posko.sheets.plan import Plan
from roster.models import ImportDraft, Officer

type Rows = Iterable[Iterable[Any]]


def workbook(**sheets: Rows) -> bytes:
    """Return an XLSX file with these sheets; '_' in a name is a blank."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Any) -> bytes:
    """Return the bytes of an openpyxl workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def content_of(response: Any) -> bytes:
    """Return what a download holds, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def login(officer: Officer) -> Client:
    """Return a browser in which ``officer`` is logged in."""
    client = Client()
    client.force_login(officer)
    return client


def send(client: Client, kind: str, content: bytes, name: str = "berkas.xlsx") -> Any:
    """Send a file to be checked, and return the page that follows."""
    file = io.BytesIO(content)
    file.name = name
    return client.post(f"/admin/roster/importdraft/{kind}/periksa/", {"file": file}, follow=True)


def shown(client: Client, kind: str, content: bytes, name: str = "berkas.xlsx") -> Plan:
    """Return the plan of the preview of a file."""
    response = send(client, kind, content, name)
    assert response.status_code == 200, response.content.decode()
    plan: Plan = response.context["plan"]
    return plan


def told(plan: Plan) -> list[str]:
    """Return the bad cells, each with its address."""
    return [str(error) for error in plan.errors]


def store(client: Client, accepted: bool = False) -> Any:
    """Store the file that was looked at last, and return the page that follows."""
    draft = ImportDraft.objects.latest("created_at", "pk")
    data = {"accepted": "1"} if accepted else {}
    return client.post(f"/admin/roster/importdraft/{draft.pk}/simpan/", data, follow=True)
