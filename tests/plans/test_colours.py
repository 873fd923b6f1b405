"""Can the colours of `tokens.css` be read? Text needs 4.5 to 1, marks 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

from plans.enums import Status

TOKENS = (Path(__file__).parent.parent.parent / "static/css/tokens.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", TOKENS))
STATUSES = [status.value.replace("_", "-") for status in Status]
TONES = ["success", "info", "warning", "error"]

TEXT = [
    *[("ink", ground) for ground in ("ground", "surface", "sunken", *(f"{tone}-tint" for tone in TONES))],
    *[("muted", ground) for ground in ("ground", "surface", "sunken")],
    *[("brand", ground) for ground in ("ground", "surface", "sunken", "brand-tint", "error-tint")],
    *[("error", ground) for ground in ("ground", "surface")],
    *[("surface", ground) for ground in ("brand", "brand-deep", "error", "ink")],
    *[(f"{status}-ink", f"{status}-tint") for status in STATUSES],
]
MARKS = [
    *[(tone, f"{tone}-tint") for tone in TONES],
    *[(status, f"{status}-tint") for status in STATUSES],
    *[(status, "surface") for status in STATUSES],
    *[("line-strong", ground) for ground in ("ground", "surface")],
]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Give a colour's relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_contrast_of_known_colours() -> None:
    assert luminance("#fff") == pytest.approx(1)
    assert luminance("#000000") == 0
    assert luminance("#777777") == pytest.approx(0.1845, abs=0.0001)  # ((0.4667+0.055)/1.055)^2.4


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_can_be_seen(mark: str, ground: str) -> None:
    assert contrast(mark, ground) >= 3
