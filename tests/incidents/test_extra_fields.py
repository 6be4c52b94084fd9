"""The schema of extra fields: what it may be, how values are kept and shown."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from incidents.categories import CATEGORIES, VIOLATIONS
from incidents.extra_fields import Kind, check_schema, fields_of, read, stored
from incidents.subcategories import QUESTIONS, SUBCATEGORIES


def schema(**properties: Any) -> dict[str, Any]:
    return {"properties": properties}


@pytest.mark.parametrize("code", SUBCATEGORIES)
def test_what_comes_with_the_code_is_a_good_schema(code: str) -> None:
    parent, name, name_en, _urgency, _body, fields = SUBCATEGORIES[code]
    check_schema(schema(**fields))
    assert parent in {row[0] for row in CATEGORIES}
    assert len(name) <= 60
    assert len(name_en) <= 60


def test_questions_and_violations_belong_to_categories_that_exist() -> None:
    codes = {row[0] for row in CATEGORIES} | set(SUBCATEGORIES)
    assert set(QUESTIONS) <= codes
    assert codes >= VIOLATIONS


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        ([], "properties"),
        ({"properties": [], "required": []}, "12"),
        ({"$ref": "https://example.org/x"}, "properties"),
        ({"required": ["a"]}, "required"),
        (schema(A={"type": "number", "title": "A"}), "A:"),
        (schema(a={"type": "number"}), "title"),
        (schema(a={"type": "object", "title": "A"}), "type"),
        (schema(a={"type": "string", "title": "A"}), "enum"),
        (schema(a={"type": "string", "title": "A", "enum": []}), "enum"),
        (schema(a={"type": "string", "title": "A", "enum": [1]}), "enum"),
        (schema(a={"type": "number", "title": "A", "minimum": "1"}), "minimum"),
        (schema(a={"type": "number", "title": "A", "minimum": 5, "maximum": 1}), "minimum"),
        (schema(**{f"a{n}": {"type": "number", "title": "A"} for n in range(13)}), "12"),
    ],
)
def test_a_bad_schema_is_named(bad: Any, word: str) -> None:
    with pytest.raises(ValidationError, match=word):
        check_schema(bad)


def test_each_kind_is_read_kept_and_shown() -> None:
    fields = {
        field.name: field
        for field in fields_of(
            schema(
                depth={"type": "number", "title": "Tinggi", "minimum": 0},
                cause={"type": "string", "title": "Sebab", "enum": ["hujan", "rob"]},
                dry={"type": "boolean", "title": "Kering"},
                since={"type": "string", "format": "date", "title": "Sejak"},
            )
        )
    }
    assert [fields[name].kind for name in ("depth", "cause", "dry", "since")] == [
        Kind.NUMBER,
        Kind.CHOICE,
        Kind.BOOLEAN,
        Kind.DATE,
    ]
    assert stored(fields["since"], date(2024, 2, 1)) == "2024-02-01"
    assert read(fields["since"], "2024-02-01") == date(2024, 2, 1)
    assert fields["depth"].shown(30.0) == "30"
    assert fields["dry"].shown(False) == "tidak"
