"""What does HTML from anywhere say? Its elements in order, each with what it does to the words in it."""

import re
from collections.abc import Collection, Iterable, Mapping

from plans.richtext import rule
from plans.richtext.blocks import Block, Blocks, Item
from plans.richtext.elements import NOTHING, OUTERMOST, Element, effect_of_element, inherit
from plans.richtext.markup import StyleSheet, tokens
from plans.richtext.merged import MergedCells, spans
from plans.richtext.numbering import MARKER, Counter, whole
from plans.richtext.sheets import StyleSheets
from plans.richtext.signs import is_label, is_picture, signs_of
from plans.richtext.styles import NO_SIGN, Effect

_SPACES = re.compile(r"[ \t\n\f\r]+")
_LINE_END = re.compile(r"\r\n?|\n")
_IMPLIED_ROW = "tr*"  # a row whose start tag is missing
_ROWS = frozenset({"tr", _IMPLIED_ROW})
_ROW_GROUPS = frozenset({"tr", "thead", "tbody", "tfoot"})
_TABLE, _ITEM, _PARAGRAPH = frozenset({"table"}), frozenset({"li"}), frozenset({"p"})
_TABLE_PARTS = rule.TABLE_PARTS | {_IMPLIED_ROW}
_LIST_OR_CELL = rule.LISTS | rule.CELLS
_CELL_OR_ISLAND = rule.CELLS | rule.ISLANDS


class Reader:
    """Reads tokens into blocks. A token costs at most `rule.DEEPEST` steps, whatever came before it."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self._open: list[Element] = []
        self._sheets = StyleSheets()
        self._numbers: dict[str, str] = {}  # those that are told when their list ends, by their places
        self._too_deep = 0  # elements begun beyond the deepest
        self._lost_from = 0  # the first of them whose words go; 0 for none

    def read(self, html: str) -> list[str]:
        """The lines of the text."""
        for token in tokens(html):
            if isinstance(token, StyleSheet):
                self._sheets.read(token.text)
            elif isinstance(token, str):
                self._text(token)
            elif token.is_end:
                self._end(token.name)
            else:
                self._start(token.name, token.attributes)
        self._close_from(0)
        lines = self.blocks.finished()
        return [MARKER.sub(self._number, line) for line in lines] if self._numbers else lines

    def _number(self, found: re.Match[str]) -> str:
        return self._numbers[found[0]]

    def _text(self, text: str) -> None:
        if self._open and self._open[-1].name == _IMPLIED_ROW and _SPACES.sub("", text):
            self._close_from(len(self._open) - 1)
        now = self._open[-1] if self._open else OUTERMOST
        if now.lost or self._lost_from:
            return
        signs = signs_of(text, now.font)
        if now.is_sign:
            self.blocks.sign(signs, is_label=is_label(text, now.font))
            return
        signs = signs.replace("\N{NO-BREAK SPACE}", " ") if now.is_blank else signs
        for at, line in enumerate(_LINE_END.split(signs) if now.keeps_lines else (signs,)):
            if at:
                self.blocks.line.end_line()
            self.blocks.line.write(line, now.marks, now.raised)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in rule.VOID:
            self._void(name, attributes)
            return
        effect = effect_of_element(name, attributes, self._sheets)
        if self._too_deep:
            self._start_too_deep(name, effect)
            return
        self._close_before(name)
        if len(self._open) >= rule.DEEPEST:
            self._start_too_deep(name, effect)
            return
        element = self._push(name, effect, attributes)
        if element.is_shown:
            self._begin(element, attributes)
        elif name in rule.CELLS:
            self._keep_place(effect, attributes)

    def _keep_place(self, effect: Effect, attributes: Mapping[str, str]) -> None:
        """Leave the place of a cell empty whose words go, unless the cell itself is hidden."""
        row = self._nearest(_ROWS, _TABLE)
        if row is not None and self._open[row].is_shown and not effect.lost.get("display"):
            self._add_cell(row, [], spans(attributes))

    def _add_cell(self, row: int, blocks: list[Block], span: tuple[int, int]) -> None:
        self._merged().add(self._open[row].cells, blocks, span)

    def _merged(self) -> MergedCells:
        """The merged cells of the table around; where none is, a row has none above it."""
        index = self._nearest(_TABLE, ())
        table = None if index is None else self._open[index]
        if table is None:
            return MergedCells()
        table.merged = table.merged or MergedCells()
        return table.merged

    def _void(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._lost_from or (self._open and self._open[-1].lost):
            return
        if name == "br":
            self.blocks.line.end_line()
        elif name == "hr":
            self._break_block()
        elif name == "img":
            effect = effect_of_element(name, attributes, self._sheets)
            if is_picture(attributes.get("alt", "")) and not any(effect.lost.values()):
                self._text(attributes["alt"])

    def _push(self, name: str, effect: Effect, attributes: Mapping[str, str]) -> Element:
        element = Element(name, effect, outer_item=self.blocks.item)
        classes = _SPACES.split(attributes.get("class", "").lower())
        element.is_blank = name == "o:p" or not rule.BLANK_CLASSES.isdisjoint(classes)
        element.names = self._sheets.begin(name, attributes.get("class", ""))
        self._open.append(element)
        self._inherit(len(self._open) - 1)
        element.is_shown = not element.lost
        return element

    def _inherit(self, at: int) -> None:
        inherit(self._open[at], self._open[at - 1] if at else OUTERMOST)

    def _begin(self, element: Element, attributes: Mapping[str, str]) -> None:
        """Do what a shown element does to the blocks where it begins."""
        name = element.name
        if name in rule.CELLS:
            self.blocks.begin_cell()
            self.blocks.item = None
            element.spans = spans(attributes)
        elif name == "li":
            self.blocks.end_block()
            self.blocks.item = self._item(element, attributes)
        elif name in rule.LISTS:
            self.blocks.end_block()
            element.counter = Counter(name, attributes, element.effect, self._numbers)
        elif name in rule.PARAGRAPHS and self.blocks.item is not None:
            self.blocks.line.space()  # a bullet's second paragraph goes on in the bullet
        elif name in rule.BLOCKS:
            self.blocks.end_block()
            if element.effect.level:
                self.blocks.item = Item(element.effect.level)
            self.blocks.is_list_style = attributes.get("class", "").lower().startswith("msolist")
        elif element.effect.is_block:
            self._break_block()

    def _item(self, element: Element, attributes: Mapping[str, str]) -> Item | None:
        """The item of the list around it, with its number; None outside a list."""
        index = self._nearest(rule.LISTS, rule.CELLS)
        if index is None:
            return None
        counter = self._open[index].counter
        sign = counter.sign(element.effect, whole(attributes.get("value", ""))) if counter else ""
        if sign == NO_SIGN:
            return None
        own_level = whole(attributes.get("aria-level") or attributes.get("data-aria-level") or "")
        level = min(max(1 if own_level is None else own_level, element.list_level), rule.DEEPEST_LEVEL)
        return Item(level, sign, is_numbered=bool(sign))

    def _end(self, name: str) -> None:
        if self._too_deep:
            if name in rule.BLOCKS:
                self._break_block()
            if self._lost_from == self._too_deep:
                self._lost_from = 0
            self._too_deep -= 1
            return
        if name == "br":
            self._void(name, {})
            return
        index = self._nearest({name}, _TABLE if name in rule.TABLE_PARTS else _CELL_OR_ISLAND)
        if index is None:
            if name == "p":
                self._break_block()
        elif name in rule.BLOCKS:
            self._close_from(index)
        else:
            self._remove(index)

    def _remove(self, index: int) -> None:
        """End an inline element, whatever was begun in it."""
        ended = self._open.pop(index)
        self._sheets.end(ended.names)
        for at in range(index, len(self._open)):
            element, was_lost = self._open[at], self._open[at].lost
            self._inherit(at)
            if was_lost and not element.lost and element.name in rule.BLOCKS:
                self._break_block()
        if ended.effect.is_block and ended.is_shown:
            self._break_block()

    def _close_before(self, name: str) -> None:
        """End what cannot go on where this begins: a paragraph before a block, a cell before the next."""
        if self._open and self._open[-1].name == _IMPLIED_ROW and name not in rule.TABLE_PARTS:
            self._close_from(len(self._open) - 1)
        if name in rule.CELLS:
            self._close_nearest(rule.CELLS, _TABLE)
            if self._nearest(_ROWS, _TABLE) is None and len(self._open) < rule.DEEPEST:
                self._push(_IMPLIED_ROW, NOTHING, {})
        elif name in _ROW_GROUPS:
            self._close_nearest(rule.CELLS, _TABLE)
            self._close_nearest(_ROWS, _TABLE)
            if name != "tr":
                self._merged().end_group()
        elif name == "li":
            self._close_nearest(_ITEM, _LIST_OR_CELL)
            self._close_nearest(_PARAGRAPH, _LIST_OR_CELL)
        elif name in rule.BLOCKS:
            self._close_nearest(_PARAGRAPH, _CELL_OR_ISLAND)

    def _close_nearest(self, names: Collection[str], within: Collection[str]) -> None:
        index = self._nearest(names, within)
        if index is not None:
            self._close_from(index)

    def _nearest(self, names: Collection[str], within: Collection[str]) -> int | None:
        """The place of the innermost open element of these; None where one of `within` stands around all."""
        for at in range(len(self._open) - 1, -1, -1):
            name = self._open[at].name
            if name in names:
                return at
            if name in within:
                return None
        return None

    def _close_from(self, index: int) -> None:
        """End this element and all in it; bold and the like that were not ended begin again behind it."""
        again: dict[str, Effect] = {}
        is_table_part = self._open[index].name in _TABLE_PARTS if self._open[index:] else True
        while len(self._open) > index:
            element = self._open.pop()
            self._sheets.end(element.names)
            if element.name in rule.REOPENED:
                again.setdefault(element.name, element.effect)
            if element.is_shown:
                self._finish(element)
        if not is_table_part:
            for name in reversed(again):
                self._push(name, again[name], {})

    def _finish(self, element: Element) -> None:
        """Do what a shown element does to the blocks where it ends."""
        name = element.name
        if name in rule.CELLS:
            blocks = self.blocks.end_cell()
            row = self._nearest(_ROWS, _TABLE)
            if row is not None:
                self._add_cell(row, blocks, element.spans)
            else:
                self.blocks.add_row([blocks])
        elif name in _ROWS:
            self.blocks.end_block()
            merged = self._merged()
            self.blocks.add_row(element.cells, is_below=merged.is_below())
            merged.end_row()
        elif name in rule.PARAGRAPHS and element.outer_item is not None:
            self.blocks.line.space()
        elif name in rule.BLOCKS:
            self.blocks.end_block()
            if element.counter is not None:
                element.counter.end()
        else:
            if element.effect.is_block:
                self._break_block()
            return
        self.blocks.item = element.outer_item

    def _start_too_deep(self, name: str, effect: Effect) -> None:
        self._too_deep += 1
        if not self._lost_from and any(effect.lost.values()):
            self._lost_from = self._too_deep
        if name in rule.BLOCKS:
            self._break_block()

    def _break_block(self) -> None:
        if not self._lost_from and not (self._open and self._open[-1].lost):
            if self.blocks.item is not None and not self._too_deep:
                self.blocks.line.space()
            else:
                self.blocks.end_block()


def lines_of(html: str) -> Iterable[str]:
    """The paragraphs and lists of any HTML, a line each."""
    return Reader().read(html)
