"""The Indonesian catalogue is whole: every message of code and templates has its translation."""

import re
from typing import Any

import pytest
from babel.messages.catalog import Message

from config.catalogue import extracted, read_catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


@pytest.fixture(scope="module")
def translated() -> Any:
    return read_catalogue()


def words(message: Message) -> list[str]:
    found: Any = message.string
    return [found] if isinstance(found, str) else list(found)


def test_every_message_is_translated(translated: Any) -> None:
    known = {(m.id, m.context) for m in translated if m.id and all(words(m))}
    missing = [m.id for m in extracted() if m.id and (m.id, m.context) not in known]
    assert missing == [], "run: make messages, then translate"


def test_nothing_is_left_over(translated: Any) -> None:
    used = {(m.id, m.context) for m in extracted()}
    assert [m.id for m in translated if m.id and (m.id, m.context) not in used] == []


def test_placeholders_survive_translation(translated: Any) -> None:
    for message in translated:
        if message.id:
            source = message.id if isinstance(message.id, str) else message.id[-1]
            wanted = sorted(PLACEHOLDER.findall(source))
            assert all(sorted(PLACEHOLDER.findall(word)) == wanted for word in words(message))
