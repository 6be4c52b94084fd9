"""Asking the API in tests."""

from typing import Any

from django.test import Client

ROOT = "/api/v1"


def ask(path: str, status: int = 200) -> Any:
    """Return what a stranger's program is answered at ``path`` below the root."""
    response = Client().get(f"{ROOT}{path}")
    assert response.status_code == status, response.content
    assert "json" in response["Content-Type"]
    return response.json()


def slugs(path: str) -> list[str]:
    """Return the slugs of the items at ``path``."""
    return [item["slug"] for item in ask(path)["items"]]


def below_root(link: str) -> str:
    """Return ``link``, as an answer has it, as a path below the root."""
    return link.split(ROOT, 1)[1]
