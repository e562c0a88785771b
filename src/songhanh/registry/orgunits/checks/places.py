"""Checks of places in the hierarchies."""

from collections import defaultdict
from collections.abc import Iterator
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
from songhanh.registry.orgunits.enums import Hierarchy, UnitKind

_AT_THE_TOP = (UnitKind.PROVINCE, UnitKind.MINISTRY)


class TwoParents(Check):
    """Two units above one on one day, in one hierarchy."""

    code = "two_parents"
    name = gettext_lazy("Hai cấp trên trong cùng một ngày")
    severity = Severity.ERROR
    advice = gettext_lazy("Kết thúc nơi trực thuộc cũ vào ngày trước khi nơi mới bắt đầu.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Places of one hierarchy that share a day."""
        for unit_id in registry.unit_ids:
            by_hierarchy = defaultdict(list)
            for place in registry.places.get(unit_id, ()):
                by_hierarchy[place.hierarchy].append(span_of(place))
            for spans in by_hierarchy.values():
                for before, after in pairwise(sorted(spans)):
                    if after[0] <= before[1]:
                        text = _("Ngày %(day)s có hai cấp trên.") % {"day": shown(after[0])}
                        yield registry.found(unit_id, text)


class ParentNotValid(Check):
    """A unit above that is not there yet, or no longer."""

    code = "parent_not_valid"
    name = gettext_lazy("Cấp trên không có hiệu lực")
    severity = Severity.ERROR
    advice = gettext_lazy("Chuyển đơn vị về cấp trên đang có hiệu lực.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Places that reach beyond the life of the unit above."""
        for unit_id in registry.unit_ids:
            for place in registry.places.get(unit_id, ()):
                life = registry.life(place.parent_id)
                first, last = span_of(place)
                if life is None or first < life[0] or last > life[1]:
                    text = _("Cấp trên không có hiệu lực suốt thời gian đơn vị trực thuộc.")
                    yield registry.found(unit_id, text)


class NoParent(Check):
    """A unit that stands nowhere, though it is no province and no ministry."""

    code = "no_parent"
    name = gettext_lazy("Đơn vị không có cấp trên")
    severity = Severity.WARNING
    advice = gettext_lazy("Chuyển đơn vị về nơi trực thuộc để số liệu được tính vào tỉnh.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Units of the day without a place in the territory then."""
        for version in registry.today():
            if version.kind in _AT_THE_TOP:
                continue
            places = registry.places.get(version.unit_id, ())
            spans = [span_of(one) for one in places if one.hierarchy == Hierarchy.TERRITORY]
            if not any(first <= registry.day <= last for first, last in spans):
                yield registry.found(version.unit_id, _("Không trực thuộc đơn vị nào."))
