"""What a printed name may turn out to mean."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _

from songhanh.registry.orgunits.models import UnitVersion

MOST_CANDIDATES = 20


class Outcome(StrEnum):
    """What a name turned out to mean."""

    UNIT = "unit"
    """One unit, valid on the day."""
    CLASS = "class"
    """A class of units: kinds and codes, expanded where a place was given."""
    AMBIGUOUS = "ambiguous"
    """Several units, or one far from the place: a person chooses."""
    NOT_VALID = "not_valid"
    """Units that bore the name on other days."""
    UNKNOWN = "unknown"
    """Nothing in the registry."""


@dataclass(frozen=True)
class Candidate:
    """A unit a name may mean."""

    unit_id: int
    code: str
    name: str
    kind: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Resolution:
    """What a printed name means.

    ``candidates`` are the unit, or the units to choose from. A class is a rule: ``expand`` reads
    its members on the day around the place, when somebody asks for them.
    """

    text: str
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()
    kinds: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    """Words of a class that name no unit ("đơn vị", "cơ quan")."""
    expand: Callable[[], tuple[Candidate, ...]] | None = field(
        default=None, compare=False, repr=False
    )

    @cached_property
    def units(self) -> tuple[Candidate, ...]:
        """The unit, the members of the class, or the candidates; a class's are read now."""
        return self.expand() if self.expand else self.candidates

    @property
    def unit_id(self) -> int | None:
        """The one unit meant, if it is one."""
        return self.candidates[0].unit_id if self.outcome == Outcome.UNIT else None

    @property
    def message(self) -> str:
        """A sentence for people: what was found, and what to do where it is not settled."""
        names = "; ".join(f"{unit.name} ({unit.code})" for unit in self.candidates[:5])
        sentences = {
            Outcome.UNIT: _("“%(text)s” là %(names)s."),
            Outcome.CLASS: _("“%(text)s” là một nhóm đơn vị."),
            Outcome.AMBIGUOUS: _("“%(text)s” có thể là: %(names)s. Hãy chọn một đơn vị."),
            Outcome.NOT_VALID: _(
                "“%(text)s” không còn hoặc chưa có hiệu lực vào ngày này: %(names)s."
            ),
            Outcome.UNKNOWN: _(
                "Chưa tìm thấy đơn vị nào tên “%(text)s”. Hãy kiểm tra cách viết hoặc thêm đơn vị."
            ),
        }
        return sentences[self.outcome] % {"text": self.text, "names": names}


def settled(text: str, found: Iterable[UnitVersion]) -> Resolution:
    candidates = candidates_of(found)
    outcome = Outcome.UNIT if len(candidates) == 1 else Outcome.AMBIGUOUS
    return Resolution(text, outcome, candidates)


def candidates_of(found: Iterable[UnitVersion]) -> tuple[Candidate, ...]:
    by_unit = {one.unit_id: one for one in found}
    return tuple(candidate_of(one) for one in list(by_unit.values())[:MOST_CANDIDATES])


def candidate_of(version: UnitVersion) -> Candidate:
    return Candidate(
        unit_id=version.unit_id,
        code=version.code,
        name=version.name,
        kind=version.kind,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )
