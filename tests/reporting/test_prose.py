"""Does a plain text keep its paragraphs, bullets and numbers?

Tests `prose`, which splits a plain text into paragraphs and lists.
"""

from plans.prose import Block, BlockKind, prose


def test_blank_lines_part_paragraphs_and_a_line_break_stays_one() -> None:
    assert prose("Første.\n\nAndet,\nover to linjer.") == (
        Block(BlockKind.PARAGRAPH, ("Første.",)),
        Block(BlockKind.PARAGRAPH, ("Andet,", "over to linjer.")),
    )


def test_bullets_after_an_opening_line_become_a_list() -> None:
    assert prose("Udvalget ønsker:\n• At reducere\n• At fremme") == (
        Block(BlockKind.PARAGRAPH, ("Udvalget ønsker:",)),
        Block(BlockKind.BULLETS, ("At reducere", "At fremme")),
    )


def test_a_numbered_list_keeps_its_first_number() -> None:
    assert prose("3. Indgribende\n4. Opfølgende") == (
        Block(BlockKind.NUMBERS, ("Indgribende", "Opfølgende"), 3),
    )


def test_a_short_line_over_something_is_its_caption() -> None:
    assert [block.kind for block in prose("Hvad gør vi?\n\nVINK sikrer viden.")] == [
        BlockKind.CAPTION,
        BlockKind.PARAGRAPH,
    ]


def test_a_short_line_with_nothing_below_it_is_a_paragraph() -> None:
    assert [block.kind for block in prose("Effekt på sigt")] == [BlockKind.PARAGRAPH]


def test_a_footnote_mark_is_no_bullet() -> None:
    assert prose("* Herunder 3 årsværk") == (Block(BlockKind.PARAGRAPH, ("* Herunder 3 årsværk",)),)


def test_a_blank_text_has_no_blocks() -> None:
    assert prose(" \n\n ") == ()
