"""The parts of an official document, as the checks see them."""

import re
from dataclasses import dataclass

from songhanh.engines.docwrite.checking.flow import Flow, Grid, Item, SectionLayout
from songhanh.engines.docwrite.checking.lines import Line
from songhanh.engines.docwrite.document import DocumentKind
from songhanh.engines.docwrite.letterhead import MOTTO, NATIONAL_NAME
from songhanh.engines.vntext import fold

_NATIONAL = fold(NATIONAL_NAME)
_MOTTO = fold(MOTTO.split(" - ", maxsplit=1)[0])
_NUMBER = re.compile(rf"{fold('Số')}\s*:")
_DATE = re.compile(rf".*{fold('ngày')}.*{fold('tháng')}.*{fold('năm')}")
_ABOUT = re.compile(rf"{fold('V/v')}|{fold('Về việc')}")


@dataclass(frozen=True)
class Letterhead:
    """Boxes 1 to 4 (and 5b): the lines of each column, and what was recognised among them."""

    grid: Grid | None
    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def agencies(self) -> list[Line]:
        """Names of the superior and the issuing agency."""
        return [line for line in self._above_number if not line.is_blank]

    @property
    def agency_rules(self) -> list[Line]:
        """The lines a rule below the agency may be drawn by: all above the number."""
        return self._above_number

    @property
    def _above_number(self) -> list[Line]:
        at = next((at for at, line in enumerate(self.left) if line is self.number), len(self.left))
        return list(self.left[:at])

    @property
    def number(self) -> Line | None:
        """The line "Số: …"."""
        return _first(self.left, _NUMBER)

    @property
    def about(self) -> Line | None:
        """The line "V/v …" of a letter."""
        return _first(self.left, _ABOUT)

    @property
    def national(self) -> Line | None:
        """The national name."""
        return next((line for line in self.right if fold(line.text).startswith(_NATIONAL)), None)

    @property
    def motto(self) -> Line | None:
        """The motto."""
        return next((line for line in self.right if fold(line.text).startswith(_MOTTO)), None)

    @property
    def date(self) -> Line | None:
        """Place and date."""
        return _first(self.right, _DATE)


@dataclass(frozen=True)
class Title:
    """Type name, abstract, and the paragraphs the rule below may be drawn by."""

    type_name: Line | None
    abstract: tuple[Line, ...]
    around: tuple[Line, ...]


@dataclass(frozen=True)
class BodyLine:
    """A paragraph of the running text with what stands before it."""

    line: Line
    before: Item | None
    is_basis: bool


@dataclass(frozen=True)
class AnnexHead:
    """Where an annex begins: its head, its section, whether the section begins with it."""

    line: Line
    section: SectionLayout
    opens_section: bool


@dataclass(frozen=True)
class Anatomy:
    """An official document taken apart."""

    kind: DocumentKind
    flow: Flow
    letterhead: Letterhead | None
    title: Title
    addressees: tuple[Line, ...]
    body: tuple[BodyLine, ...]
    last_of_body: Item | None
    recipients: tuple[Line, ...]  # from "Nơi nhận:" on
    signature: tuple[Line, ...]
    annexes: tuple[AnnexHead, ...]
    main_sections: frozenset[int]
    mentions_annex: bool


def _first(lines: tuple[Line, ...], wording: re.Pattern[str]) -> Line | None:
    return next((line for line in lines if wording.match(fold(line.text))), None)
