"""Names short enough for a cell of the calendar: pure calculation."""

from collections import Counter
from collections.abc import Mapping


def short_names(names: Mapping[int, str]) -> dict[int, str]:
    """Return 'Budi' for 'Budi Santoso'; where two are called so, 'Budi S.' and 'Budi W.'.

    Who can't be told apart by that keeps the full name.
    """
    short: dict[int, str] = {}
    for style in (_given, _given_and_initial, _plain):
        said = {key: style(name) for key, name in names.items() if key not in short}
        known = Counter(said.values())
        short |= {key: words for key, words in said.items() if known[words] == 1}
    return {key: short.get(key, _plain(name)) for key, name in names.items()}


def _plain(name: str) -> str:
    return name.partition(",")[0].strip()


def _words(name: str) -> list[str]:
    # Titles end with a dot ('dr. Budi', 'H. Adi'); degrees follow a comma ('Budi, S.H.').
    words = _plain(name).split()
    return [word for word in words if not word.endswith(".")] or words


def _given(name: str) -> str:
    return next(iter(_words(name)), "")


def _given_and_initial(name: str) -> str:
    words = _words(name)
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else _given(name)
