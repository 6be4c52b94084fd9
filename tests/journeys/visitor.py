"""Somebody at a browser, who looks closely at every page that comes."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Response, TimeoutError, ViewportSize

from tests.factories.roster import PASSWORD

RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
SEARCH = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],
    # Else axe fetches our style sheets anew and puts them into the page, which the CSP refuses.
    "preload": False,
}
ADMIN = re.compile(r"/admin/")
# Of the admin we answer for what our own templates add; the rest is Django's, which has faults
# of its own (headings out of order, links that only colour tells from text).
OURS_IN_THE_ADMIN = re.compile(r"/admin/roster/duty/(week|calendar|day)/")

FOCUSED = """() => {
  const e = document.activeElement;
  return e.id || e.getAttribute('aria-label') || e.value || e.textContent.trim();
}"""

# What a thumb is to hit; links within sentences are not measured.
TARGETS = "main :is(a, button, summary, select, label.choice, label.tick), nav a, footer a"
SMALL = """
els => els.filter(e => e.checkVisibility({visibilityProperty: true}))
  .filter(e => getComputedStyle(e).display !== 'inline')
  .filter(e => e.getBoundingClientRect().height < 44)
  .map(e => e.outerHTML + ' ' + e.getBoundingClientRect().height)
"""

# That an answer is a 404 or a 409 is what some tests are about; what pages load is watched. htmx
# calls it an error when it drops a request because the page is left, or a newer one replaces it.
NO_FAULTS = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")

axe = Axe()


@dataclass
class Visitor:
    """One person's browser. Every move ends with a look at the page that it led to."""

    page: Page
    address: str
    has_scripts: bool = True
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._watch)

    def goes_to(self, path: str) -> int:
        """Open ``path`` and return the status of the answer."""
        response = self.page.goto(self.address + path)
        assert response is not None
        self.looks()
        return response.status

    def logs_in(self, username: str) -> None:
        """Log in; the list of problems comes."""
        self.goes_to("/masuk/")
        self.fills("Nama pengguna", username)
        self.part("#id_password").fill(PASSWORD)
        self.presses("Masuk")
        self.sees("Semua masalah yang dapat Anda lihat")

    def logs_out(self) -> None:
        """Log out through the menu in the header."""
        self.page.locator(".site-header details.menu summary").click()
        self.presses("Keluar")

    def follows(self, name: str, within: str = "body") -> None:
        """Click the link called ``name``."""
        self.page.locator(within).get_by_role("link", name=name, exact=True).first.click()
        self.looks()

    def presses(self, name: str, within: str = "body") -> None:
        """Click the button called ``name``, which sends a form."""
        self.page.locator(within).get_by_role("button", name=name, exact=True).click()
        self.looks()

    def unfolds(self, name: str) -> None:
        """Open the folded part called ``name``, unless it is open."""
        fold = self.page.locator("details", has=self.page.get_by_text(name, exact=True)).first
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()

    def fills(self, label: str, value: str) -> None:
        """Type ``value`` into the field called ``label``."""
        self.page.get_by_label(label).first.fill(value)

    def picks(self, label: str, choice: str) -> None:
        """Choose ``choice`` in the list called ``label``."""
        chosen = self.page.get_by_label(label).first
        # As with a hand: what changes the page must not take the focus away.
        chosen.focus()
        chosen.select_option(label=choice)

    def chooses(self, choice: str) -> None:
        """Choose the large choice that begins with ``choice``."""
        self.page.locator("label.choice", has_text=re.compile(rf"^\s*{choice}")).click()

    def opens_step(self, action: str) -> None:
        """Click ``action`` among what can be done now; its form comes."""
        steps = self.page.locator("#tindakan")
        link = steps.get_by_role("link", name=action, exact=True)
        if not link.is_visible():
            self.unfolds("Tindakan lain")
        link.click()
        self.page.get_by_role("button", name=action, exact=True).wait_for()
        self.looks()

    def takes(self, action: str, **typed: str) -> None:
        """Take a step with the case on the screen: ``Nomor_surat="1/A"`` fills that field."""
        self.opens_step(action)
        for label, value in typed.items():
            self._answers(label.replace("_", " "), value)
        self.presses(action, within="form.form")
        self.sees(f"Berhasil: {action}.")

    def sees(self, *texts: str) -> None:
        """Insist that the page says each of ``texts``."""
        words = self.text
        for text in texts:
            assert text in words, f"{text!r} isn't on {self.page.url}:\n{words}"

    def does_not_see(self, *texts: str) -> None:
        """Insist that neither the page nor its source says any of ``texts``."""
        source = self.page.content()
        for text in texts:
            assert text not in source, f"{text!r} is on {self.page.url}"

    @property
    def text(self) -> str:
        """The words of the page, runs of white space as one space."""
        return " ".join(self.page.locator("body").inner_text().split())

    def texts(self, selector: str) -> list[str]:
        """The words of every element that ``selector`` finds."""
        found = self.page.locator(selector).all_inner_texts()
        return [" ".join(words.split()) for words in found]

    def looks(self) -> None:
        """Insist that the page is accessible, quiet in the console and not too wide."""
        self.page.wait_for_load_state("load")
        address = self.page.url
        assert self.complaints == [], (address, self.complaints)
        if not self.has_scripts:
            return
        if ADMIN.search(address) and not OURS_IN_THE_ADMIN.search(address):
            return
        wide, room = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, f"{address} scrolls sideways: {wide} px in {room}"
        assert self.faults() == [], address

    def looks_around(self) -> None:
        """Look at the page again as others see it: on the desk in the dark, and at 200 % zoom."""
        assert self.small_targets() == [], self.page.url
        before = self.page.viewport_size
        self.page.emulate_media(color_scheme="dark")
        for width in (640, 1280):
            self.page.set_viewport_size(ViewportSize(width=width, height=900))
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url} scrolls sideways: {wide} px in {width}"
        self.looks()
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(before or ViewportSize(width=360, height=800))

    def rests(self) -> None:
        """Wait until nothing is on its way: a request would hold tables that are to be emptied."""
        with suppress(TimeoutError):
            self.page.wait_for_load_state("networkidle", timeout=5_000)

    def waits_for(self, text: str) -> None:
        """Wait until the page says ``text``: a script brings it."""
        self.page.get_by_text(text).first.wait_for()

    @property
    def focused(self) -> str:
        """The words or the id of what has the focus, which must be seen to have it."""
        return str(self.page.evaluate(FOCUSED))

    def faults(self) -> list[str]:
        """What axe finds on the page."""
        ours = ["#content-main"] if ADMIN.search(self.page.url) else ["html"]
        found = axe.run(self.page, {"include": [ours]}, SEARCH)
        return [
            f"{fault['id']}: {node['html']} ({node['failureSummary']})"
            for fault in found.response["violations"]
            for node in fault["nodes"]
        ]

    def small_targets(self) -> list[str]:
        """What on the page is lower than 44 px, though a thumb is to hit it."""
        return list(self.part(TARGETS).evaluate_all(SMALL))

    def part(self, selector: str) -> Locator:
        """Return the part of the page that ``selector`` finds."""
        return self.page.locator(selector)

    def _answers(self, label: str, value: str) -> None:
        found: Any = self.page.locator("form.form").get_by_label(label).first
        if found.evaluate("e => e.tagName") == "SELECT":
            found.select_option(label=value)
        else:
            found.fill(value)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NO_FAULTS):
            self.complaints.append(f"console: {message.text}")

    def _watch(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status} for {response.url}")
