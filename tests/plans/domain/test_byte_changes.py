"""Is every byte that was replaced named, and none besides?

Tests `replaced_bytes`, which gives the ranges of a file's old bytes that the new file replaces.
"""

import pytest

from plans.domain.byte_changes import replaced_bytes


@pytest.mark.parametrize(
    ("old", "new", "ranges"),
    [
        (b"abc", b"abc", ""),
        (b"abcdef", b"abXdef", "3"),
        (b"abcdef", b"abXYZf", "3–5"),
        (b"one\nJens\nthree\n", b"one\n[gone]\nthree\n", "5–8"),
        (b"a Jens\nx\nb Jens\n", b"a []\nx\nb []\n", "3–6, 12–15"),
        ("æ Jens\n".encode(), "æ []\n".encode(), "4–7"),  # bytes, not letters
        (b"ab\0cd\nx", b"ab\0Xd\nx", "4"),
        (b"abc", b"abcd", "3"),
        (b"", b"x", "0"),
    ],
)
def test_the_ranges_are_those_of_the_old_file(old: bytes, new: bytes, ranges: str) -> None:
    assert replaced_bytes(old, new) == ranges
