"""Keys of rows as addresses and forms bring them."""


def row_key(text: str | None) -> int | None:
    """Return ``text``, as an address or form has it, as the key of a row, if it can be one.

    Beyond eighteen digits PostgreSQL would complain instead of finding nothing.
    """
    if text and text.isascii() and text.isdecimal() and len(text) < 19:
        return int(text)
    return None
