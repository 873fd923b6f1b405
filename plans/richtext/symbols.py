"""Which signs do Word's symbol fonts show? Those of them that the annex can show."""

from collections.abc import Mapping

# The fonts' bytes, and beneath them their signs. Kinds of arrow are one arrow, kinds of box one box. What
# a font holds besides, such as a pair of scissors, is named to whoever wrote it.
_BY_BYTES = {
    "symbol": (
        (
            b"!#%&()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuwxyz{|}~"
            b"\xa2\xa3\xa4\xa5\xa6\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb6\xb7\xb8\xb9\xbb\xbc\xd2"
            b"\xd3\xd4\xd5\xd6\xd7\xd8\xdb\xdc\xdd\xde\xdf\xe0\xe2\xe3\xe4\xe5\xf2"
        ),
        (
            "!#%&()*+,−./0123456789:;<=>?ΑΒΧΔΕΦΓΗΙθΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[]_αβχδεφγηιφκλμνοπθρστυωξ"
            "ψζ{|}~′≤⁄∞ƒ↔←↑→↓°±″≥×∂•÷≠≈…®©™∏√·¬⇔⇐⇑⇒⇓◊®©™∑∫"
        ),
    ),
    "wingdings": (
        (
            b"EFGHJLlmnopqrstuvwx\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90"
            b"\x91\x92\x93\x94\x95\x9e\x9f\xa1\xa2\xa3\xa7\xa8\xab\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf"
            b"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5"
            b"\xf6\xf7\xf8\xfb\xfc\xfd\xfe"
        ),
        ("←→↑↓☺☹●○■☐☐☐☐◆◆◆◆◆☒⓪①②③④⑤⑥⑦⑧⑨⑩⓪①②③④⑤⑥⑦⑧⑨⑩••○○○▪☐★←→↑↓←→↑↓←→↑↓↖↗↙↘←→↑↓↖↗↙↘←→↑↓↔↕↖↗↙↘✗✓☒☑"),
    ),
    "wingdings 2": (
        (
            b"OPQRSTijklmnopqrstuvwxyz{|}~\x95\x96\x97\x98\x99\x9a\x9b\x9c\xa1\xa2\xa3\xa4\xa5\xa6\xcd"
            b"\xce\xcf\xd0\xd1\xd2\xd3"
        ),
        "✗✓☒☑☒☒⓪①②③④⑤⑥⑦⑧⑨⑩⓪①②③④⑤⑥⑦⑧⑨⑩•••●○○○○■■☐☐☐☐✗✗✗✗✗✗✗",
    ),
    "wingdings 3": (
        (
            b"!\"#$%&'(123456Z[\\]^_`abcdefghijklmno\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90"
            b"\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa1\xa2\xa3\xa4\xa5\xa6\xa7"
            b"\xa8\xa9\xaa\xab\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc0\xc1"
            b"\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf"
            b"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0"
        ),
        (
            "←→↑↓↖↗↙↘↔↕←→↑↓←→←→←→←→←→←→←→↑↓↖↗↙↘↔↕←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓←→↑←→↑↓←→←→←→←→←→←→←"
            "→↑↓←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓↖↗↙↘←→↑↓↖↗↙↘←→↑↓↖↗↙↘←→↑↓←→↑↓"
        ),
    ),
    "webdings": (
        b"acgnr",
        "✓☐■●✗",
    ),
}
SYMBOL_FONTS: Mapping[str, tuple[str, str]] = {
    font: (characters.decode("latin-1"), signs) for font, (characters, signs) in _BY_BYTES.items()
}
# In this font Word writes the letter "o" for a hollow bullet.
BULLET_LETTER = ("courier new", "o")
# A program that knows Windows' letters reads the fonts' bytes as these letters.
WINDOWS_LETTERS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
WINDOWS_BYTES = bytes([0x80, *range(0x82, 0x8D), 0x8E, *range(0x91, 0x9D), 0x9E, 0x9F]).decode("latin-1")
# Word's own bullets where the font is no longer told.
BULLETS_WITHOUT_FONT = "\uf0b7\uf0a7"
