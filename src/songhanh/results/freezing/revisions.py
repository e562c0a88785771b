"""What was corrected after the figures of a plan were frozen: beside each its value now, and why.

The frozen figure never moves. The same question is asked again with all that is known now; where
the answers differ, the units that differ and the entries corrected since say what moved.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from songhanh.engines.counting import TargetKind, TargetResult, round_half_up
from songhanh.foundation.lib.clock import end_of
from songhanh.foundation.lib.seals import plain
from songhanh.registry.orgunits.queries import names_on
from songhanh.results.freezing.gathering import kept, results_read
from songhanh.results.freezing.models import FrozenFigure, FrozenResults, FrozenUnit, one_place
from songhanh.results.freezing.queries import reading_of
from songhanh.results.values.definitions import definition_words
from songhanh.results.values.enums import TargetStatus, Verdict
from songhanh.results.values.queries import wordings_until
from songhanh.results.values.settings import NO_UNITS


@dataclass(frozen=True, slots=True)
class UnitState:
    """What became of one unit: its verdict, and its count of what is needed."""

    unit_id: int
    code: str
    verdict: Verdict
    count: Decimal | None
    needed: Decimal | None


@dataclass(frozen=True)
class UnitRevision:
    """One unit in a figure, then and now; None where it was not counted, or is not any more."""

    unit_id: int
    code: str
    name: str
    then: UnitState | None
    now: UnitState | None

    @property
    def moved(self) -> bool:
        """Whether anything about it is different."""
        return self.then != self.now


@dataclass(frozen=True)
class FigureRevision:
    """A frozen figure beside the same figure now; ``now`` is None where the plan has it no more."""

    figure: FrozenFigure
    now: TargetResult | None
    redefined: bool
    joined: int
    left: int
    changed: int

    @property
    def value_now(self) -> Decimal | None:
        """The value now, to the places that are kept."""
        return kept(self.now.value) if self.now else None

    @property
    def now_shown(self) -> Decimal | None:
        """The value now as screens show it, one decimal."""
        return self.now.rounded(1) if self.now else None

    @property
    def change_shown(self) -> Decimal | None:
        """By how much it moved, one decimal."""
        return one_place(self.change)

    @property
    def status_now(self) -> TargetStatus | None:
        """The status now."""
        return TargetStatus(self.now.status.value) if self.now else None

    @property
    def change(self) -> Decimal | None:
        """By how much the value moved; None where one of the two is not known."""
        if self.value_now is None or self.figure.value is None:
            return None
        return self.value_now - self.figure.value

    @property
    def moved(self) -> bool:
        """Whether anything a reader of the frozen page would see is different now."""
        if self.now is None:
            return True
        then = self.figure
        before = (then.value, then.numerator, then.denominator, then.required, then.status)
        now = self.now
        after = (
            self.value_now,
            now.numerator,
            now.denominator,
            kept(now.required),
            now.status.value,
        )
        return before != after or self.joined + self.left + self.changed > 0

    @property
    def reasons(self) -> list[str]:
        """Why it moved, in sentences."""
        return list(_reasons(self)) if self.moved else []

    def as_json(self) -> dict[str, Any]:
        """As ``results show --frozen`` prints it: what was frozen, beside it what is now."""
        one = self.figure
        return {
            "ordinal": one.ordinal,
            "kind": one.kind,
            "text": one.text,
            "period": one.period,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "value": _shown(one.value),
            "unit": one.unit_word,
            "required": _shown(one.required),
            "status": one.status,
            "rule_version": one.rule_version,
            "as_of": one.frozen.as_of,
            "moved": self.moved,
            "numerator_now": self.now.numerator if self.now else None,
            "denominator_now": self.now.denominator if self.now else None,
            "value_now": _shown(self.value_now),
            "status_now": self.now.status.value if self.now else None,
            "reasons": self.reasons,
        }


def revisions_of(frozen: FrozenResults) -> list[FigureRevision]:
    """Each frozen figure, in their order, beside the same figure as it is now."""
    results = {(row.ordinal, row.period.label): row for row in _results_now(frozen)}
    redefined = _redefined(frozen)
    units = _units_of(frozen)
    return [
        _revision(
            figure,
            results.get((figure.ordinal, figure.period)),
            units.get(figure.pk, {}),
            redefined=figure.ordinal in redefined,
        )
        for figure in frozen.figures.all()
    ]


def revision_of(figure: FrozenFigure) -> FigureRevision:
    """One frozen figure beside the same figure now."""
    return next(one for one in revisions_of(figure.frozen) if one.figure.pk == figure.pk)


def unit_revisions(revision: FigureRevision, visible: Collection[int] | None) -> list[UnitRevision]:
    """The units of a figure somebody may see, then and now; those that moved stand first."""
    rows = {one.code: one for one in revision.figure.units.all()}
    then = {code: _state(one) for code, one in rows.items()}
    now = _states_now(revision.now)
    new_ids = {one.unit_id for code, one in now.items() if code not in rows}
    names = names_on(new_ids, reading_of(revision.figure.frozen).shown_on)
    found = []
    for code in {**then, **now}:
        either = then.get(code) or now[code]
        name = rows[code].name if code in rows else names.get(either.unit_id, code)
        if visible is None or either.unit_id in visible:
            found.append(UnitRevision(either.unit_id, code, name, then.get(code), now.get(code)))
    return sorted(found, key=lambda one: (not one.moved, one.name, one.code))


def moment_of(frozen: FrozenResults) -> datetime:
    """Up to when the entries behind the figures were known: what came later is a correction."""
    if frozen.known_on is None:
        return frozen.taken_at
    return min(frozen.taken_at, end_of(frozen.known_on) - timedelta(microseconds=1))


def _results_now(frozen: FrozenResults) -> list[TargetResult]:
    asked = reading_of(frozen)
    everything = type(asked)(asked.as_of, None, asked.standing, asked.map_view, asked.map_on)
    return results_read(frozen.plan, everything)


def _redefined(frozen: FrozenResults) -> set[str]:
    """The targets whose definition or settings are others now."""
    then: dict[str, list[str]] = {}
    for one in frozen.definitions.all():
        then.setdefault(one.ordinal, []).append(one.words)
    now: dict[str, list[str]] = {}
    for wording in wordings_until(frozen.plan, frozen.as_of):
        now.setdefault(wording.spec.ordinal, []).append(definition_words(wording.spec))
    return {ordinal for ordinal, words in then.items() if now.get(ordinal) != words}


def _units_of(frozen: FrozenResults) -> dict[int, dict[str, UnitState]]:
    found: dict[int, dict[str, UnitState]] = {}
    for one in FrozenUnit.objects.filter(figure__frozen=frozen):
        found.setdefault(one.figure_id, {})[one.code] = _state(one)
    return found


def _revision(
    figure: FrozenFigure,
    now: TargetResult | None,
    then: Mapping[str, UnitState],
    *,
    redefined: bool,
) -> FigureRevision:
    after = _states_now(now) if now else {}
    both = then.keys() & after.keys()
    return FigureRevision(
        figure=figure,
        now=now,
        redefined=redefined,
        joined=len(after.keys() - then.keys()),
        left=len(then.keys() - after.keys()),
        changed=sum(then[code] != after[code] for code in both),
    )


def _state(row: FrozenUnit) -> UnitState:
    return UnitState(row.unit_id, row.code, Verdict(row.verdict), row.count, row.needed)


def _states_now(now: TargetResult | None) -> dict[str, UnitState]:
    return {
        one.code: UnitState(
            one.unit_id,
            one.code,
            Verdict(one.verdict.value),
            kept(one.count),
            kept(one.needed),
        )
        for one in (now.outcomes if now else ())
    }


def _shown(number: Decimal | None) -> Decimal | None:
    """To two places, as figures in JSON are."""
    return None if number is None else plain(round_half_up(number, 2))


def _reasons(one: FigureRevision) -> Iterable[str]:
    if one.now is None:
        yield _("Chỉ tiêu không còn trong kế hoạch vào ngày ấy.")
        return
    if one.redefined:
        yield _("Lời văn, cách tính hoặc lộ trình của chỉ tiêu đã đổi sau khi chốt.")
    if one.joined or one.left:
        yield _(
            "Danh sách được tính đã đổi sau khi chốt: thêm %(joined)d, bớt %(left)d, do sổ đơn vị,"
            " nhóm đơn vị hoặc hồ sơ được sửa."
        ) % {"joined": one.joined, "left": one.left}
    if one.changed:
        yield _changed(one)
    if one.figure.kind in NO_UNITS:
        yield _("Giá trị nhập hoặc kết quả khảo sát được bổ sung, sửa sau khi chốt.")


def _changed(one: FigureRevision) -> str:
    number = {"count": one.changed}
    if one.redefined:
        return _("%(count)d đơn vị hoặc hồ sơ nay có kết quả khác.") % number
    if one.figure.kind == TargetKind.CONVENTION_SHARE:
        return (
            _("%(count)d hương ước, quy ước được rà soát, sửa hoặc chấp nhận sau khi chốt.")
            % number
        )
    return (
        _("%(count)d đơn vị có bản ghi được sửa, rút, bổ sung hoặc chấp nhận sau khi chốt.")
        % number
    )
