"""Which texts does a reader meet, and what are they in English? Gathers them and keeps the catalogue.

The texts in the code are Danish. `scripts/messages` writes `locale/en/LC_MESSAGES/django.po`, whose English
is filled in by hand, and the `.mo` that Django reads. Both follow from the texts: no date, line or version.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
PO = ROOT / "locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
# Django's own sentences, where its Danish is not Vink's.
DANISH = ROOT / "locale/da/LC_MESSAGES/django.po"
PACKAGES = ["vink", "plans", "desk", "reporting"]
TEMPLATES = ROOT / "templates"

# A call as `templatize` writes it between what it blanks out: gettext(u'…'), ngettext(u'…', u'…',count)
_TEMPLATE_CALL = re.compile(
    r"(?<!\w)(?:n?p?gettext|_)\((?:u?'(?:\\.|[^'\\])*'|u?\"(?:\\.|[^\"\\])*\"|[^()'\"])*\)", re.DOTALL
)
_ARGUMENTS = {"gettext": ["id"], "ngettext": ["id", "plural"]}
_ARGUMENTS |= {f"{name[:-7]}pgettext": ["context", *rest] for name, rest in _ARGUMENTS.items()}
_HEADER = [
    ("Language", "en"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
]


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text to translate; `context` and `plural` are empty for most."""

    id: str
    plural: str = ""
    context: str = ""


class _TimelessCatalog(Catalog):
    """Babel's catalogue with a header that changes only when somebody changes it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return _HEADER


def python_files() -> list[Path]:
    """Every module of the program."""
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def template_files() -> list[Path]:
    """Every template, of pages and of mails."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def texts() -> dict[Text, list[str]]:
    """Each text to translate, with the files in which it stands."""
    found: dict[Text, list[str]] = {}
    gathered: list[tuple[Path, Callable[[str], Iterator[Text]]]] = [
        *((path, of_python) for path in python_files()),
        *((path, of_template) for path in template_files()),
    ]
    for path, read in gathered:
        name = path.relative_to(ROOT).as_posix()
        for text in read(path.read_text()):
            places = found.setdefault(text, [])
            if name not in places:
                places.append(name)
    for text in [text for text in found if text.plural]:
        # gettext finds the singular of a text that is counted elsewhere
        found[text] += found.pop(Text(text.id, "", text.context), [])
    return found


def of_python(source: str) -> Iterator[Text]:
    """The texts of a module: the literal arguments of gettext and its kin, whatever they are imported as."""
    tree = ast.parse(source)
    names = _imported_as(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, _function(node, names))


def of_template(source: str) -> Iterator[Text]:
    """The texts of a template, as Django's own makemessages sees them."""
    for call in _TEMPLATE_CALL.findall(templatize(source)):
        (statement,) = ast.parse(call).body
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            yield from _of_call(statement.value, _function(statement.value, {"_": "gettext"}))


def _imported_as(tree: ast.Module) -> dict[str, str]:
    """What a module calls the functions of Django's that mark a text: {"_": "gettext_lazy"}."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }


def _function(call: ast.Call, names: dict[str, str]) -> str:
    """Whether and how the call marks a text: gettext, ngettext, pgettext, npgettext, or something else."""
    match call.func:
        case ast.Name(name):
            name = names.get(name, name)
        case ast.Attribute(ast.Name("translation"), name):
            pass
        case _:
            return ""
    return name.removesuffix("_lazy").removesuffix("_noop")


def _of_call(call: ast.Call, function: str) -> Iterator[Text]:
    arguments = [
        argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
        for argument in call.args
    ]
    given = dict(zip(_ARGUMENTS.get(function, []), arguments, strict=False))
    literal = {name: value for name, value in given.items() if value is not None}
    if given and literal == given:
        yield Text(**literal)


def of_message(message: Message) -> Text:
    """A text as the catalogue has it."""
    singular, *plural = [message.id] if isinstance(message.id, str) else message.id
    return Text(singular, "".join(plural), message.context or "")


def read() -> dict[Text, Message]:
    """The catalogue as committed."""
    if not PO.exists():
        return {}
    with PO.open("rb") as file:
        return {of_message(message): message for message in read_po(file, locale="en") if message.id}


def merged(found: dict[Text, list[str]], known: dict[Text, Message]) -> Catalog:
    """The catalogue of the texts found, with the translations known; what is found no more is left out."""
    catalog = _TimelessCatalog(locale="en", fuzzy=False)
    for text, sources in sorted(found.items(), key=lambda item: (item[1], item[0])):
        old = known.get(text)
        catalog.add(
            (text.id, text.plural) if text.plural else text.id,
            old.string if old else None,
            context=text.context or None,
            locations=[(source, 0) for source in sources],
            flags=old.flags - {"python-format"} if old else (),
            user_comments=old.user_comments if old else (),
        )
    return catalog


def written(catalog: Catalog) -> str:
    """The catalogue as the text of its `.po`."""
    file = BytesIO()
    write_po(file, catalog, width=100, omit_header=True, include_lineno=False)
    header = "\n".join(f'"{name}: {value}\\n"' for name, value in _HEADER)
    return f'msgid ""\nmsgstr ""\n{header}\n\n{file.getvalue().decode()}'.rstrip("\n") + "\n"


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as Django reads it; what has no English is left out and stays Danish."""
    done = _TimelessCatalog(locale="en", fuzzy=False)
    for message in catalog:
        if message.id and all(english(message)):
            done[message.id] = message
    file = BytesIO()
    write_mo(file, done)
    return file.getvalue()


def danish() -> bytes:
    """Vink's Danish of Django's own sentences, as Django reads it."""
    with DANISH.open("rb") as file:
        catalog = read_po(file, locale="da")
    compact = _TimelessCatalog(locale="da", fuzzy=False)
    for message in catalog:
        if message.id:
            compact[message.id] = message
    made = BytesIO()
    write_mo(made, compact)
    return made.getvalue()


def untranslated(catalog: Catalog) -> list[Text]:
    """What has no English yet."""
    return [of_message(message) for message in catalog if message.id and not all(english(message))]


def english(message: Message) -> tuple[str, ...]:
    """A text in English: for one that counts, the singular and the plural; empty where there is none."""
    translated = message.string
    return (translated or "",) if translated is None or isinstance(translated, str) else tuple(translated)


def main() -> int:
    """Write the catalogue and tell what is to be done: 1 while anything lacks its English."""
    known = read()
    found = texts()
    catalog = merged(found, known)
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(written(catalog))
    MO.write_bytes(compiled(catalog))
    DANISH.with_suffix(".mo").write_bytes(danish())
    missing = untranslated(catalog)
    for text in missing:
        sys.stdout.write(f"{', '.join(found[text])}: {text.id!r}\n")
    gone = len(known.keys() - found.keys())
    sys.stdout.write(f"{len(found)} texts, {len(missing)} without English, {gone} gone.\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
