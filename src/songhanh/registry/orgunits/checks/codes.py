"""Checks of codes, names and aliases: one of them for one unit."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
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
from songhanh.registry.orgunits.models import UnitAlias, UnitVersion

REFORM = date(2025, 7, 1)
"""Since this day there are communes, wards and special zones alone (Law 72/2025/QH15)."""


class CodeOfTwo(Check):
    """One code borne by two units on one day."""

    code = "code_of_two"
    name = gettext_lazy("Một mã cho hai đơn vị")
    severity = Severity.ERROR
    advice = gettext_lazy("Đổi mã của một trong hai; mã là căn cứ để nhận số liệu.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Versions of two units with one code and a day in common."""
        bearers: dict[str, list[UnitVersion]] = defaultdict(list)
        for rows in registry.versions.values():
            for one in rows:
                bearers[one.code].append(one)
        for rows in bearers.values():
            rows.sort(key=span_of)
            for before, after in pairwise(rows):
                own = after.unit_id in registry.unit_ids
                if own and after.unit_id != before.unit_id and _meet(before, after):
                    text = _("Mã %(code)s cũng là của “%(name)s”.")
                    words = {"code": after.code, "name": before.name}
                    yield registry.found(after.unit_id, text % words)


class SameNameTwice(Check):
    """Two units of one name and kind below one unit: perhaps one entered twice."""

    code = "same_name_twice"
    name = gettext_lazy("Trùng tên cùng nơi")
    severity = Severity.WARNING
    advice = gettext_lazy("Nếu là một đơn vị, hãy gộp ở trang đơn vị trùng; nếu không, bỏ qua.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """The later ones of each group."""
        for before, one in duplicates_in(registry):
            text = _("Trùng tên với đơn vị mã %(code)s.") % {"code": before.code}
            yield registry.found(one.unit_id, text)


def duplicates_in(registry: Snapshot) -> list[tuple[UnitVersion, UnitVersion]]:
    """Pairs of one name and kind below one unit on the day, the one entered first before."""
    first: dict[tuple[str, str, int | None], UnitVersion] = {}
    pairs = []
    for one in sorted(registry.today(), key=lambda version: version.unit_id):
        key = (one.folded_name, one.kind, _parent(registry, one.unit_id))
        before = first.setdefault(key, one)
        if before.unit_id != one.unit_id:
            pairs.append((before, one))
    return pairs


class AliasOfTwo(Check):
    """One alias of two units below one unit: nobody can say which is meant."""

    code = "alias_of_two"
    name = gettext_lazy("Một tên gọi khác cho hai đơn vị")
    severity = Severity.WARNING
    advice = gettext_lazy("Giữ tên gọi ở một đơn vị để tên trong văn bản hiểu được một nghĩa.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Aliases that meet below one unit on the day."""
        today = {one.unit_id for one in registry.today()}
        first: dict[tuple[str, int | None], UnitAlias] = {}
        for alias in UnitAlias.objects.order_by("unit_id", "pk"):
            if alias.unit_id not in today:
                continue
            key = (alias.folded, _parent(registry, alias.unit_id))
            before = first.setdefault(key, alias)
            if before.unit_id != alias.unit_id:
                other = registry.versions[before.unit_id][-1].name
                text = _("“%(alias)s” cũng là tên gọi của “%(name)s”.")
                words = {"alias": alias.text, "name": other}
                yield registry.found(alias.unit_id, text % words)


class TownshipAfterReform(Check):
    """A township or a district on a day on which there are none."""

    code = "township_after_reform"
    name = gettext_lazy("Thị trấn hoặc huyện còn hiệu lực sau 01/07/2025")
    severity = Severity.WARNING
    advice = gettext_lazy("Ghi đơn vị mới kế thừa theo nghị quyết sắp xếp.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Townships and districts of the day."""
        if registry.day < REFORM:
            return
        for one in registry.today():
            if one.kind in (UnitKind.TOWNSHIP, UnitKind.DISTRICT):
                text = _("Vẫn có hiệu lực ngày %(day)s.") % {"day": shown(registry.day)}
                yield registry.found(one.unit_id, text)


def _meet(one: UnitVersion, other: UnitVersion) -> bool:
    first, second = span_of(one), span_of(other)
    return max(first[0], second[0]) <= min(first[1], second[1])


def _parent(registry: Snapshot, unit_id: int) -> int | None:
    for place in registry.places.get(unit_id, ()):
        first, last = span_of(place)
        if place.hierarchy == Hierarchy.TERRITORY and first <= registry.day <= last:
            return place.parent_id
    return None
