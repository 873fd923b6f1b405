"""Which row does a request name? One of a whole number in the digits 0–9, or none."""

# Longer numbers are no row's: the largest key of either database has 19 digits.
_LONGEST = 18


def row_id(text: object) -> int | None:
    """The key that the text names; None where it is anything but digits.

    `int` alone would read " 1", "+1" and "1_0" too.
    """
    digits = str(text)
    is_plain = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST
    return int(digits) if is_plain else None


class RowIdConverter:
    """A part of an address that names a row by its key, as it is written."""

    regex = f"[0-9]{{1,{_LONGEST}}}"

    def to_python(self, value: str) -> str:
        """The key as the administration's pages take it."""
        return value

    def to_url(self, value: object) -> str:
        """The key in an address."""
        return str(value)
