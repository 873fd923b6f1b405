"""What does a page say, where does it lead, and what does it let one post? As text, a line for each block."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_SILENT = {"script", "style", "template"}
_INLINE = {
    *("a", "abbr", "b", "button", "caption", "cite", "code", "em", "i", "img", "kbd", "label", "q", "small"),
    *("span", "strong", "sub", "sup", "svg", "td", "text", "th", "time", "tspan", "u", "use", "wbr"),
    *("input", "select", "option", "textarea"),
}
_HIDDEN_NAMES = {"csrfmiddlewaretoken"}  # differs each time


@dataclass
class Form:
    """A form as a browser without scripts sees it: what it would post, in order, and its buttons."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    offered: list[tuple[str, str]] = field(default_factory=list)  # all that can be chosen or typed in
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.forms: list[Form] = []
        self._line = ""
        self._silent = 0
        self._form: Form | None = None
        self._by_id: dict[str, Form] = {}  # fields may name their form, wherever they stand
        self._links: list[str] = []
        self._select: tuple[dict[str, str], list[str], list[str]] | None = None
        self._textarea: tuple[dict[str, str], str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        if tag not in _INLINE:
            self._end_line()
        starts = {
            "form": self._start_form,
            "a": self._start_link,
            "input": self._take_input,
            "button": self._take_button,
            "select": self._start_select,
            "option": self._take_option,
            "textarea": self._start_textarea,
        }
        if tag in starts:
            starts[tag](given)
        elif tag in {"td", "th"} and self._line.strip():
            self._line += " | "
        elif tag == "img" and given.get("alt"):
            self._line += f" {given['alt']} "
        elif tag == "progress":
            self._line += f" ({given.get('value')} / {given.get('max')}) "
        if "aria-label" in given and tag not in {"input", "nav", "ol", "ul"}:
            self._line += f" ({given['aria-label']}) "

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent -= 1
        if tag == "a" and self._links:
            link = self._links.pop()
            self._line += f" <{link}>" if link else ""
        if tag == "select":
            self._end_select()
        if tag == "textarea":
            self._end_textarea()
        if tag not in _INLINE:
            self._end_line()
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._textarea = (self._textarea[0], self._textarea[1] + data)
        elif not self._silent and self._select is None:
            self._line += data

    def close(self) -> None:
        super().close()
        self._end_line()

    def _end_line(self) -> None:
        line = " ".join(self._line.split())
        self._line = ""
        if line:
            self.lines.append(line)

    def _start_form(self, given: dict[str, str]) -> None:
        self._form = self._by_id.setdefault(given.get("id") or f"form {len(self.forms)}", Form("", ""))
        self._form.action, self._form.method = given.get("action", ""), given.get("method", "get").lower()
        self.forms.append(self._form)
        self.lines.append(f"[{self._form.method} {self._form.action}]")

    def _start_link(self, given: dict[str, str]) -> None:
        self._links.append(given.get("href", ""))

    def _take_input(self, given: dict[str, str]) -> None:
        kind, name, value = given.get("type", "text"), given.get("name", ""), given.get("value", "")
        if kind in {"submit", "image"}:
            self._take_button({**given, "type": "submit"})
            self._line += f" {value} "
        if kind in {"submit", "image", "button", "reset"} or "disabled" in given:
            return
        is_choice = kind in {"checkbox", "radio"}
        is_sent = not is_choice or "checked" in given
        self._take(given, (value or "on") if is_choice else value, is_sent=is_sent)
        if name and name not in _HIDDEN_NAMES:
            mark = (" ✓" if is_sent else " ☐") if is_choice else ""
            self._line += f" ‹{name}={value}{mark}› "

    def _take_button(self, given: dict[str, str]) -> None:
        form = self._form_of(given)
        if form is None or given.get("type", "submit") != "submit" or "disabled" in given:
            return
        form.buttons.append((given.get("name", ""), given.get("value", "")))
        if given.get("name"):
            self._line += f" ‹button {given['name']}={given.get('value', '')}› "

    def _start_select(self, given: dict[str, str]) -> None:
        self._select = (given, [], [])

    def _take_option(self, given: dict[str, str]) -> None:
        if self._select is not None:
            self._select[1].append(given.get("value", ""))
            if "selected" in given:
                self._select[2].append(given.get("value", ""))

    def _end_select(self) -> None:
        if self._select is None:
            return
        given, options, chosen = self._select
        self._select = None
        if not chosen and "multiple" not in given:
            chosen = options[:1]
        for value in options or [""]:
            self._take(given, value, is_sent=value in chosen)
        self._line += f" ‹{given.get('name', '')}={' '.join(chosen)} of {' '.join(options)}› "

    def _start_textarea(self, given: dict[str, str]) -> None:
        self._textarea = (given, "")

    def _end_textarea(self) -> None:
        if self._textarea is None:
            return
        given, text = self._textarea
        self._textarea = None
        text = text.removeprefix("\n")  # as browsers do
        self._take(given, text, is_sent=True)
        self._line += f" ‹{given.get('name', '')}={text.strip()}› "

    def _take(self, given: dict[str, str], value: str, *, is_sent: bool) -> None:
        form, name = self._form_of(given), given.get("name", "")
        if form is None or not name:
            return
        form.offered.append((name, value))
        if is_sent:
            form.fields.append((name, value))

    def _form_of(self, given: dict[str, str]) -> Form | None:
        if "form" not in given:
            return self._form
        return self._by_id.setdefault(given["form"], Form("", ""))


def forms_of(html: str) -> list[Form]:
    """The forms of a page."""
    return _read(html).forms


def lines_of(html: str) -> list[str]:
    """What stands in a page, without its head and the frame around `<main>`; all of it, where it has none."""
    start, end = html.find("<main"), html.find("</main>")
    return _read(html[start:end] if 0 <= start < end else html).lines


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader
