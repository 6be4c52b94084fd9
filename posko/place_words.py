"""What people write around the name of a place: levels, cities, abbreviations.

"Kel. Menteng, Jakpus" is the kelurahan Menteng in Jakarta Pusat. Knows words, not rows.
"""

import re
from dataclasses import dataclass

from posko.likeness import fold

# Words before a name that tell its level; those of the province and of posts tell nothing.
LEVELS = {
    "kel": "kelurahan",
    "kelurahan": "kelurahan",
    "ds": "kelurahan",
    "desa": "kelurahan",
    "village": "kelurahan",
    "kec": "kecamatan",
    "kecamatan": "kecamatan",
    "district": "kecamatan",
    "kab": "kabupaten",
    "kabupaten": "kabupaten",
    "regency": "kabupaten",
    "kota": "kota",
    "kotamadya": "kota",
    "kodya": "kota",
    "city": "kota",
    "provinsi": "provinsi",
    "prov": "provinsi",
}
EMPTY = {"adm", "administrasi", "dki", "posko", "bersama", "pemilu", "pilkada"}

# Before a name and behind it. The last word is no short beginning: "duri kep" may become "kepa".
SHORT_FIRST = {
    "gn": "gunung",
    "jkt": "jakarta",
    "kb": "kebon",
    "kbn": "kebon",
    "kep": "kepulauan",
    "kp": "kampung",
    "p": "pulau",
    "pd": "pondok",
    "ps": "pasar",
    "psr": "pasar",
    "tj": "tanjung",
    "tjg": "tanjung",
}
SHORT_LAST = {
    "brt": "barat",
    "pst": "pusat",
    "sel": "selatan",
    "tim": "timur",
    "utr": "utara",
}

# Names that people use for the cities, written without spaces, and their codes.
CITIES = {
    "31.01": ("kepulauanseribu", "kepseribu", "kepser", "ks", "pulauseribu", "pulaupramuka"),
    "31.71": ("jakartapusat", "jakpus", "jakpusat", "jp", "centraljakarta"),
    "31.72": ("jakartautara", "jakut", "jakutara", "ju", "northjakarta"),
    "31.73": ("jakartabarat", "jakbar", "jakbarat", "jb", "westjakarta"),
    "31.74": ("jakartaselatan", "jaksel", "jakselatan", "js", "southjakarta"),
    "31.75": ("jakartatimur", "jaktim", "jaktimur", "jt", "eastjakarta"),
}
_CITY_OF = {name: code for code, names in CITIES.items() for name in names}
_CODE = re.compile(r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{1,4})?)?)?\.?$")
_DIGITS = re.compile(r"^\d{2}(\d{2}(\d{2}(\d{4})?)?)?$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The place somebody means, as far as their words tell.

    ``code`` is set when they named it by number or by a city's nickname; ``inside`` is the code
    of the city that they put behind the name.
    """

    name: str = ""
    level: str = ""
    code: str = ""
    inside: str = ""


def read_words(text: str) -> Wanted:
    """Return what ``text``, which is tidied, says of a place."""
    if code := _as_code(text):
        return Wanted(code=code)
    words = re.findall(r"\w+", text.casefold())
    levels = [LEVELS[word] for word in words if word in LEVELS]
    kept = [word for word in words if word not in LEVELS and word not in EMPTY]
    named = _written_out(kept)
    for words in (kept, named):
        if city := _CITY_OF.get(fold("".join(words))):
            return Wanted(code=city)
    name, inside = _split(named)
    return Wanted(" ".join(name), levels[0] if levels else "", "", inside)


def _written_out(words: list[str]) -> list[str]:
    if len(words) < 2:
        return words
    *before, last = words
    return [*(SHORT_FIRST.get(word, word) for word in before), SHORT_LAST.get(last, last)]


def _as_code(text: str) -> str:
    """Return ``text`` as a region's code, if it looks like one; the dots may be missing."""
    if _CODE.match(text):
        return text.rstrip(".")
    if not _DIGITS.match(text):
        return ""
    cuts = [text[:2], text[2:4], text[4:6], text[6:]]
    return ".".join(part for part in cuts if part)


def _split(words: list[str]) -> tuple[list[str], str]:
    """Part a city's name from the end of ``words``; the place's own name stays."""
    for length in (2, 1):
        if len(words) > length and (code := _CITY_OF.get("".join(words[-length:]))):
            return words[:-length], code
    return words, ""
