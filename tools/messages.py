"""The texts of the site: found in code and templates, kept in the English catalogue, compiled.

The msgids are the Vietnamese sentences themselves. ``locale/en`` translates them; ``locale/vi``
only replaces some sentences of Django's own that do not read well. See docs/howto/translate.md.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "src" / "songhanh"
LOCALE: Final = SOURCE / "locale"

KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Found:
    """One text with its place: the file, from the root of the project."""

    place: str
    message: str | tuple[str, ...]
    context: str | None


def po_path(language: str) -> Path:
    """The catalogue of a language as people edit it."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def find_texts() -> Iterator[Found]:
    """Every text of the product that is said through gettext, file by file."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        place = path.relative_to(ROOT).as_posix()
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            source = _as_python(source, place)
        stream = io.BytesIO(source.encode("utf-8"))
        for _line, message, _comments, context in extract(
            "python", stream, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield Found(place, message, context)


def template_catalogue() -> Catalog:
    """Every text once, with the files it stands in, untranslated."""
    catalogue = Catalog(project="Song Hành", charset="utf-8", fuzzy=False)
    for found in find_texts():
        catalogue.add(found.message, locations=[(found.place, 0)], context=found.context)
    return catalogue


def read_catalogue(language: str) -> Catalog:
    """A catalogue as it stands on the disk."""
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def updated(catalogue: Catalog) -> Catalog:
    """The catalogue with all texts of today, translations kept, and nothing the code lost.

    Nothing is guessed: a changed sentence is a new one, without a translation yet.
    """
    catalogue.update(template_catalogue(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text; without line numbers, which would change with every commit."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return buffer.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def untranslated(catalogue: Catalog) -> list[Message]:
    """Texts without a translation, or with one nobody confirmed."""
    return [m for m in catalogue if m.id and (m.fuzzy or not _has_all_forms(m))]


def main() -> int:
    """Take new texts into the English catalogue, compile both, say what is left to translate."""
    english = updated(read_catalogue("en"))
    po_path("en").write_bytes(as_po(english))
    for language in ("en", "vi"):
        po_path(language).with_suffix(".mo").write_bytes(as_mo(read_catalogue(language)))
    left = untranslated(english)
    for message in left:
        sys.stdout.write(f"{message.locations[0][0]}: {message.id}\n")
    sys.stdout.write(f"{len(english)} texts, {len(left)} of them not translated yet.\n")
    return 0


def _as_python(source: str, place: str) -> str:
    """A template as lines of gettext calls. Their indentation means nothing to the template."""
    lines = templatize(source, origin=place).splitlines()
    return "\n".join(line.strip() for line in lines)


def _has_all_forms(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


if __name__ == "__main__":
    sys.exit(main())
