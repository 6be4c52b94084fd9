"""docs/workflow.md says what the table says."""

from django.conf import settings
from django.utils.translation import override

from incidents.drawing import workflow_page
from incidents.permissions import POLICY
from incidents.states import TRANSITIONS, status_changes


def test_the_page_in_docs_is_the_one_that_the_table_gives() -> None:
    on_disk = (settings.BASE_DIR / "docs" / "workflow.md").read_text(encoding="utf-8")
    assert on_disk == workflow_page(), (
        "docs/workflow.md is out of date: run manage.py draw_workflow"
    )


def test_the_page_is_the_same_in_whatever_language_it_is_drawn() -> None:
    with override("en"):
        assert "Diterima" in workflow_page()


def test_every_change_of_status_is_an_arrow() -> None:
    page = workflow_page()
    assert all(f"{source} --> {target}: " in page for source, target in status_changes())


def test_every_transition_has_a_row() -> None:
    rows = [line for line in workflow_page().splitlines() if line.startswith("| `")]
    assert len(rows) == len(TRANSITIONS) + len(POLICY)


def test_every_rule_says_something() -> None:
    assert "|  |" not in workflow_page()
