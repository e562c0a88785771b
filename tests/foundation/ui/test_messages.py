"""Everything people read is said through gettext, and said in English too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType
from tools import messages

NAMES = ("Song Hành", "Tiếng Việt")
"""The product and its languages are called the same everywhere."""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
REMEDY = "run './run messages', translate src/songhanh/locale/en, run it again"

SAID_BY_GETTEXT = {name for name in messages.KEYWORDS if name != "gettext_noop"}
SPEAKING = {
    "context", "errors", "exports", "fields", "formats", "forms", "header", "middleware",
    "navigation", "phrases", "refusals", "rules", "tables", "views",
}  # fmt: skip
"""Modules and packages that speak to people on pages.

Others hold Vietnamese as material: what a text is recognised by, the names in a code list, the
findings about a data package, which are part of its answer.
"""

PLAIN_WINGS = (
    "engines",
    "site/commandline",
    "foundation/lib/tables.py",
    "registry/orgunits/phrases.py",
)
"""Engines and the command line speak Vietnamese only; so do findings and values of a column."""


def has_vietnamese(text: str) -> bool:
    """Whether a letter has a mark that English letters never have."""
    for name in NAMES:
        text = text.replace(name, "")
    return any(sign.isalpha() and not sign.isascii() for sign in text)


# -------------------------------------------------------------- catalogues ----


def test_every_text_is_translated() -> None:
    left = [str(message.id) for message in messages.untranslated(messages.read_catalogue("en"))]
    assert left == [], REMEDY


def test_the_catalogue_holds_the_texts_of_today_and_no_others() -> None:
    kept = {(m.id, m.context) for m in messages.read_catalogue("en") if m.id}
    found = {(m.id, m.context) for m in messages.template_catalogue() if m.id}
    assert kept - found == set(), REMEDY
    assert found - kept == set(), REMEDY


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_gettext_reads_is_what_the_catalogue_says(language: str) -> None:
    compiled = messages.po_path(language).with_suffix(".mo").read_bytes()
    assert compiled == messages.as_mo(messages.read_catalogue(language)), REMEDY


def forms_of(text: "str | tuple[str, ...] | list[str]") -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def placeholders(message: Message) -> list[set[str]]:
    """Of each translated form; the original's first."""
    translated = [form for form in forms_of(message.string) if form]
    return [set(PLACEHOLDER.findall(form)) for form in [forms_of(message.id)[-1], *translated]]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    for message in messages.read_catalogue(language):
        original, *translated = placeholders(message)
        assert all(form == original for form in translated), message.id


def test_no_english_text_has_vietnamese_left_in_it() -> None:
    quoted = re.compile(r"“[^”]*”")
    for message in messages.read_catalogue("en"):
        for form in forms_of(message.string) if message.id else []:
            assert not has_vietnamese(quoted.sub("", form)), message.id


def test_the_vietnamese_catalogue_replaces_sentences_that_django_has() -> None:
    known: set[str] = set()
    for catalogue in Path(django.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"):
        with catalogue.open("rb") as file:
            known |= {forms_of(message.id)[0] for message in read_po(file)}
    for message in messages.read_catalogue("vi"):
        assert forms_of(message.id)[0] in known


# ------------------------------------------------------ outside of gettext ----


def templates() -> list[Path]:
    return sorted(messages.SOURCE.rglob("templates/**/*.html"))


def texts_outside_translate_tags(source: str) -> Iterator[str]:
    """What a template says itself: its own text, and quoted words given to other tags."""
    closing = ""
    for token in Lexer(source).tokenize():
        word = token.contents.split(maxsplit=1)[0] if token.contents.strip() else ""
        if closing:
            closing = "" if token.token_type is TokenType.BLOCK and word == closing else closing
        elif token.token_type is TokenType.TEXT:
            yield token.contents
        elif token.token_type is TokenType.BLOCK and word in {"comment", "blocktranslate"}:
            closing = f"end{word}"
        elif (
            token.token_type is TokenType.BLOCK and word != "translate"
        ) or token.token_type is TokenType.VAR:
            yield re.sub(r"_\((\"[^\"]*\"|'[^']*')\)", "", token.contents)


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_says_nothing_outside_of_translate_tags(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    said = [text.strip() for text in texts_outside_translate_tags(source) if has_vietnamese(text)]
    assert said == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>Kế hoạch</p>", True),
        ('<a title="Kế hoạch">', True),
        ("{% badge 'nháp' %}", True),
        ("{{ plan.name|default:'chưa có' }}", True),
        ("{% translate 'Kế hoạch' %}", False),
        ("{% blocktranslate %}Kế hoạch {{ n }}{% endblocktranslate %}", False),
        ("{% comment %}Kế hoạch{% endcomment %}", False),
        ("{% badge _('nháp') %}", False),
        ("<p>Song Hành</p>", False),
    ],
)
def test_how_such_texts_are_found(source: str, said: bool) -> None:
    assert any(has_vietnamese(text) for text in texts_outside_translate_tags(source)) is said


def modules() -> list[Path]:
    """Python that speaks to people on pages."""
    plain = [messages.SOURCE / part for part in PLAIN_WINGS]
    return [
        path
        for path in sorted(messages.SOURCE.rglob("*.py"))
        if SPEAKING & {path.stem, *path.relative_to(messages.SOURCE).parts[2:]}
        and not any(path.is_relative_to(part) for part in plain)
    ]


class SaidPlainly(ast.NodeVisitor):
    """Collects Vietnamese strings outside gettext; docstrings are not said to anybody."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in SAID_BY_GETTEXT:
            self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and has_vietnamese(node.value):
            self.found.append(f"line {node.lineno}: {node.value}")


@pytest.mark.parametrize(
    "path", modules(), ids=lambda path: path.relative_to(messages.SOURCE).as_posix()
)
def test_code_says_nothing_outside_of_gettext(path: Path) -> None:
    visitor = SaidPlainly()
    visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
    assert visitor.found == []
