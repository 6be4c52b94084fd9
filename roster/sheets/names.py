"""People by what a cell calls them: their username, or their name where only one has it."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from posko.sheets.words import echoed, folded
from roster.models import Officer

# For so many unknown names somebody is proposed: each costs a look at all names.
MAX_PROPOSED = 100
_CLOSE = 0.6


class Unknown(Exception):
    """Nobody, or more than one person, is called that. ``words`` say so."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Names:
    """Who may be named in a file. People no longer active give way to those who are."""

    def __init__(self, officers: Iterable[Officer]) -> None:
        self._by_username: dict[str, Officer] = {}
        self._by_name: dict[str, list[Officer]] = defaultdict(list)
        self._proposals: dict[str, str] = {}
        for officer in officers:
            if officer.username not in self._by_username:
                self._by_username[officer.username] = officer
                self._by_name[folded(officer.full_name)].append(officer)

    def find(self, text: str) -> Officer:
        """Return who is called ``text``; raises Unknown."""
        if officer := self._by_username.get(folded(text)):
            return officer
        found = self._by_name.get(folded(text), [])
        found = [one for one in found if one.is_active] or found
        if len(found) == 1:
            return found[0]
        raise Unknown(self._several(text, found) if found else self._nobody(text))

    def label(self, officer: Officer) -> str:
        """Return what to write into a cell so that ``officer`` is found by it."""
        try:
            if self.find(officer.full_name) == officer:
                return officer.full_name
        except Unknown:
            pass
        return officer.username

    def _several(self, text: str, found: list[Officer]) -> str:
        names = ", ".join(sorted(officer.username for officer in found))
        facts = {"name": echoed(text), "count": len(found), "usernames": names}
        return (
            _("%(count)d people are called '%(name)s'; please enter a username: %(usernames)s.")
            % facts
        )

    def _nobody(self, text: str) -> str:
        if near := self._near(text):
            return _("name '%(name)s' is unknown; did you mean %(near)s?") % {
                "name": echoed(text), "near": near,
            }  # fmt: skip
        return _("name '%(name)s' is unknown in your region.") % {"name": echoed(text)}

    def _near(self, text: str) -> str:
        word = folded(text)
        if word not in self._proposals and len(self._proposals) < MAX_PROPOSED:
            self._proposals[word] = self._propose(word)
        return self._proposals.get(word, "")

    def _propose(self, word: str) -> str:
        start = word.rstrip(". ")
        begun = [name for name in self._by_name if start and name.startswith(start)]
        near = begun if len(begun) == 1 else get_close_matches(word, self._by_name, 1, _CLOSE)
        return self.label(self._by_name[near[0]][0]) if near else ""
