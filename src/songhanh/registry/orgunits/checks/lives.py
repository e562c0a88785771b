"""Checks of names over time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.registry.orgunits.checks.base import (
    Check,
    Found,
    Severity,
    Snapshot,
    shown,
    span_of,
)

_DAY = timedelta(days=1)


class OverlappingVersions(Check):
    """Two names of one unit on one day."""

    code = "overlapping_versions"
    name = gettext_lazy("Hai tên trong cùng một ngày")
    severity = Severity.ERROR
    advice = gettext_lazy("Sửa ngày hiệu lực để các tên nối tiếp nhau.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Pairs of versions that share a day."""
        for unit_id in registry.unit_ids:
            for before, after in pairwise(registry.versions.get(unit_id, ())):
                if span_of(after)[0] <= span_of(before)[1]:
                    text = _("“%(one)s” và “%(two)s” cùng có hiệu lực ngày %(day)s.")
                    day = shown(span_of(after)[0])
                    yield registry.found(
                        unit_id, text % {"one": before.name, "two": after.name, "day": day}
                    )


class GapInLife(Check):
    """Days between two names on which the unit is not there."""

    code = "gap_in_life"
    name = gettext_lazy("Khoảng trống giữa hai tên")
    severity = Severity.ERROR
    advice = gettext_lazy("Kéo ngày kết thúc của tên trước đến ngày trước khi tên sau bắt đầu.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Pairs of versions with days in between."""
        for unit_id in registry.unit_ids:
            for before, after in pairwise(registry.versions.get(unit_id, ())):
                last, first = span_of(before)[1], span_of(after)[0]
                if last < date.max and last + _DAY < first:
                    text = _("Không có tên từ %(first)s đến %(last)s.")
                    days = {"first": shown(last + _DAY), "last": shown(first - _DAY)}
                    yield registry.found(unit_id, text % days)


class EndWithoutSuccession(Check):
    """A unit that ended, and no record says what became of it."""

    code = "end_without_succession"
    name = gettext_lazy("Kết thúc mà không rõ ai kế thừa")
    severity = Severity.WARNING
    advice = gettext_lazy("Ghi sáp nhập, chia tách hoặc giải thể để số liệu cũ có chỗ đứng.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Ended units no succession leads out of."""
        went = {row.old_id for row in registry.successions if row.old_id != row.new_id}
        for unit_id in registry.unit_ids:
            life = registry.life(unit_id)
            if life is not None and life[1] < registry.day and unit_id not in went:
                text = _("Kết thúc ngày %(day)s.") % {"day": shown(life[1])}
                yield registry.found(unit_id, text)
