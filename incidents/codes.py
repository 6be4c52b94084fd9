"""Tracking codes: what a reporter keeps to read the state of a case, knowing nothing else.

Ten characters of 32 (no I, L, O, U, which are misread): 50 bits of chance, so that guessing is
hopeless even before it is throttled.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_MISREAD = str.maketrans("ILO", "110")


def new_code() -> str:
    """Return a fresh code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """Return ``code`` in two groups, as it is printed and read out."""
    return f"{code[:5]}-{code[5:]}"


def typed(text: str) -> str:
    """Return the code that somebody meant by ``text``, or '' if it can't be one."""
    code = text.strip().upper().replace("-", "").replace(" ", "").translate(_MISREAD)
    fits = len(code) == LENGTH and all(char in ALPHABET for char in code)
    return code if fits else ""
