"""Checks of what is said of units besides names and places."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.registry.orgunits.checks.base import Check, Found, Severity, Snapshot
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import AreaFlag, Membership
from songhanh.registry.orgunits.queries import valid_on


class AreaWithoutDecision(Check):
    """A kind of area without the decision it comes from."""

    code = "area_without_decision"
    name = gettext_lazy("Loại địa bàn thiếu quyết định")
    severity = Severity.HINT
    advice = gettext_lazy("Ghi số và ngày của quyết định công nhận loại địa bàn.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Flags of the day without a decision."""
        rows = AreaFlag.objects.filter(valid_on(registry.day), decision="").order_by("unit_id")
        for flag in rows:
            if flag.unit_id in registry.unit_ids and flag.unit_id in registry.versions:
                yield registry.found(flag.unit_id, str(flag.get_kind_display()))


class CommitteeWithoutMembers(Check):
    """A committee nobody sits in."""

    code = "committee_without_members"
    name = gettext_lazy("Ban chưa có thành viên")
    severity = Severity.HINT
    advice = gettext_lazy("Thêm thành viên ở trang của ban.")

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Committees of the day without a member then."""
        rows = Membership.objects.filter(valid_on(registry.day))
        filled = set(rows.values_list("unit_id", flat=True))
        for one in registry.today():
            if one.kind == UnitKind.COMMITTEE and one.unit_id not in filled:
                yield registry.found(one.unit_id, _("Chưa ghi thành viên nào."))
