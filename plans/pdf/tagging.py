"""What does WeasyPrint's PDF/A-2a still lack to be PDF/UA-1 as well, and to read aloud as the web page does?

WeasyPrint 70 tags each page for itself and can declare one standard only. The finisher joins a table that
goes over several pages, takes running heads and repeated headings out of the text, and declares the second
standard. It leans on WeasyPrint's inner structures: its version is pinned, and veraPDF checks the result in
the tests.
"""

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]

from plans.pdf.metadata import PDF_UA_IDENTIFIER

# An HTML header cell's scope → the attribute that tells which cells it heads (ISO 32000-1, table 349)
SCOPES = {"col": "/Column", "row": "/Row"}
LIST_PARTS = {"/L", "/LI", "/Lbl", "/LBody"}


def finish(document: Any, pdf: Any) -> None:
    """Complete the tags, links and metadata of a PDF that WeasyPrint is about to write (its `finisher`).

    `document` is WeasyPrint's laid-out document, `pdf` the pydyf file made from it, which changes in place.
    Sources: ISO 14289-1 (PDF/UA-1) clauses 5, 7.1, 7.2, 7.5, 7.8, 7.18.5; ISO 32000-1 section 14.7.
    """
    tree = StructureTree(pdf)
    laid_out = [box for page in document.pages for box in boxes_of(page._page_box)]  # noqa: SLF001  # no public way
    _give_headings_a_scope(laid_out)
    _join_continued_tables(tree, laid_out)
    _name_list_bodies(tree)
    _describe_links(laid_out)
    tree.drop_what_is_not_text()
    tree.list_identifiers()
    _declare_pdf_ua(pdf)


class StructureTree:
    """The tags of a PDF: the elements of its structure tree, found by their object numbers."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
        self.elements: dict[int, Any] = {
            element.number: element
            for element in pdf.objects
            if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem"
        }

    def parent(self, element: Any) -> Any:
        """Give the element that holds this one; None for the whole document."""
        return self.elements.get(_number(element["P"]))

    def ancestor(self, element: Any, kind: str) -> Any:
        """Give the nearest element of a kind that this one is in."""
        while element["S"] != kind:
            element = self.parent(element)
        return element

    def children(self, element: Any) -> list[Any]:
        """Give the elements directly inside this one."""
        numbers = [_number(kid) for kid in element["K"] if not isinstance(kid, int)]
        return [self.elements[number] for number in numbers if number in self.elements]

    def move(self, child: Any, target: Any) -> None:
        """Put an element at the end of another one."""
        self.remove(child)
        child["P"] = target.reference
        target["K"].append(child.reference)

    def remove(self, child: Any) -> None:
        """Take an element out of its parent."""
        self.parent(child)["K"].remove(child.reference)

    def drop_what_is_not_text(self) -> None:
        """Make an artifact of what hangs outside the tree: running heads, page numbers, repeated headings.

        Sources: ISO 14289-1 clause 7.8 (headers and footers), ISO 32000-1 section 14.8.2.2.2 (artifacts).
        """
        reachable = self._reachable()
        numbers = self.pdf.objects[_number(self.root["ParentTree"])]["Nums"]
        content_of = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for page_number, page in enumerate(self.pdf.page_references):
            owners = content_of[page_number]
            stray = {mark for mark, owner in enumerate(owners) if _number(owner) not in reachable}
            for mark in stray:
                owners[mark] = b"null"
            contents = self.pdf.objects[_number(page)]["Contents"]
            _mark_as_artifacts(self.pdf.objects[_number(contents)].stream, stray)
        for number in self.elements.keys() - reachable:
            self.elements.pop(number).clear()

    def list_identifiers(self) -> None:
        """List the names by which cells refer to their headings (ISO 32000-1, table 322: IDTree)."""
        named = {element["ID"].string: element for element in self.elements.values() if "ID" in element}
        pairs = [part for name in sorted(named) for part in (pydyf.String(name), named[name].reference)]
        self.root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(pairs)})

    def _reachable(self) -> set[int]:
        reachable: set[int] = set()
        waiting = self.children(self.root)
        while waiting:
            element = waiting.pop()
            reachable.add(element.number)
            waiting += self.children(element)
        return reachable


def boxes_of(box: Any) -> Iterator[Any]:
    """Give a laid-out box and every one inside it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes_of(child)


def _cells(table: Any) -> list[Any]:
    """Give the laid-out cells of a table; WeasyPrint keeps each one's tag in its `mark`."""
    return [box for box in boxes_of(table) if isinstance(getattr(box, "mark", None), dict)]


def _give_headings_a_scope(laid_out: list[Any]) -> None:
    """Tell for each heading cell whether it heads its column or its row (ISO 14289-1 clause 7.5)."""
    for cell in laid_out:
        if cell.element_tag == "th" and isinstance(getattr(cell, "mark", None), dict):
            cell.mark["A"]["Scope"] = SCOPES[cell.element.get("scope")]


def _join_continued_tables(tree: StructureTree, laid_out: list[Any]) -> None:
    """Make one table of the parts that WeasyPrint tags on each page as tables of their own."""
    begun: dict[Any, dict[Any, Any]] = {}  # HTML table → HTML cell → its first tag
    for table in laid_out:
        if table.element_tag != "table" or table.is_table_wrapper:
            continue
        cells = _cells(table)
        if table.element in begun:
            _continue_table(tree, begun[table.element], cells)
        else:
            begun[table.element] = {cell.element: cell.mark for cell in cells}


def _continue_table(tree: StructureTree, first_tags: dict[Any, Any], cells: list[Any]) -> None:
    """Put a later page's rows behind the earlier ones, and the rest of a broken row into its first part."""
    target = tree.ancestor(next(reversed(first_tags.values())), "/TBody")
    part = tree.ancestor(cells[0].mark, "/Table")
    repeated = [cell for cell in cells if cell.element in first_tags]
    for cell in repeated:
        if tree.parent(tree.parent(cell.mark))["S"] == "/TBody":
            for child in tree.children(cell.mark):
                tree.move(child, first_tags[cell.element])
        tree.remove(cell.mark)
    for section in tree.children(part):
        for row in tree.children(section):
            if tree.children(row):
                tree.move(row, target)
    tree.remove(part)

    first_names = {
        cell.mark["ID"].string: first_tags[cell.element]["ID"] for cell in repeated if "ID" in cell.mark
    }
    for cell in cells:
        first_tags.setdefault(cell.element, cell.mark)
        if names := cell.mark["A"].get("Headers"):
            names[:] = [first_names.get(name.string, name) for name in names]


def _name_list_bodies(tree: StructureTree) -> None:
    """Call the paragraph in `<li><p>…</p></li>` the list item's body (ISO 14289-1 clause 7.2)."""
    for element in tree.elements.values():
        if element["S"] not in LIST_PARTS and (tree.parent(element) or {}).get("S") == "/LI":
            element["S"] = "/LBody"


def _describe_links(laid_out: list[Any]) -> None:
    """Say where a link leads in words, where WeasyPrint puts the bare target (ISO 14289-1 clause 7.18.5)."""
    for box in laid_out:
        if box.element is not None and (link := getattr(box, "link_annotation", None)):
            description = box.element.get("aria-label") or "".join(box.element.itertext())
            link["Contents"] = pydyf.String(" ".join(description.split()))


def _mark_as_artifacts(stream: list[Any], marks: set[int]) -> None:
    """Turn marked content into artifacts; a stream holds tag, properties and operator one after another."""
    for index, part in enumerate(stream):
        if isinstance(part, dict) and part.get("MCID") in marks:
            stream[index - 1] = "/Artifact"
            stream[index] = pydyf.Dictionary({"Type": "/Pagination"})


def _declare_pdf_ua(pdf: Any) -> None:
    """Add the second standard's mark to the file's metadata (ISO 14289-1 clause 5)."""
    metadata = pdf.objects[_number(pdf.catalog["Metadata"])]
    text = b"".join(metadata.stream)
    end = b"</rdf:RDF>"
    if text.count(end) != 1:
        raise ValueError("WeasyPrint writes the metadata in another way than the pinned version did.")
    metadata.stream = [text.replace(end, PDF_UA_IDENTIFIER + end)]


def _number(reference: bytes | str) -> int:
    """Read an object's number from a reference such as "12 0 R"."""
    return int(reference.split()[0])
