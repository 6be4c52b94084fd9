"""docs/api.md tells the truth: each of its examples is asked, and answers so."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from posko.demonstration import load_posts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

TEXT = (Path(__file__).parents[3] / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"^GET (\S+)\n\n```json\n(.*?)```", TEXT, re.MULTILINE | re.DOTALL)


def holds(part: Any, whole: Any) -> bool:
    """Tell whether ``whole`` says all that ``part`` says, and perhaps more."""
    if isinstance(part, dict):
        return all(key in whole and holds(part[key], whole[key]) for key in part)
    if isinstance(part, list):
        return len(part) == len(whole) and all(map(holds, part, whole))
    if isinstance(part, float):
        return bool(part == pytest.approx(whole, abs=0.01))
    return bool(part == whole)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize(("path", "said"), EXAMPLES)
def test_an_example_is_answered_so(path: str, said: str) -> None:
    load_posts()
    answer = Client().get(path).json()
    assert holds(json.loads(said), answer), answer
