"""Lists of the admin on a phone."""

import pytest

from tests.journeys.conftest import Opens

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]


def test_assignments_scroll_inside_their_box(opens: Opens) -> None:
    planner = opens("kesbangpol.jp")
    planner.goes_to("/admin/roster/assignment/")
    planner.page.locator(".select2-container").first.wait_for()
    wide = planner.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    planner.sees("Saring menurut mulai", "- Pilih -")
