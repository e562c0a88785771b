"""Many units at once, from a table: first on trial, then for good; and units entered twice."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits.actions.describing import add_alias
from songhanh.registry.orgunits.actions.endings import merge_unit
from songhanh.registry.orgunits.actions.importing import RegistryImport, UnitRow, store_registry
from songhanh.registry.orgunits.actions.spans import Change
from songhanh.registry.orgunits.models import OrgUnit, UnitAlias
from songhanh.registry.orgunits.phrases import WORKBOOK_SOURCE
from songhanh.registry.orgunits.queries import nearest_versions
from songhanh.registry.orgunits.rules import can_keep_units


def load_units(
    rows: Sequence[UnitRow], *, trial: bool, acting: Acting, at: datetime
) -> RegistryImport:
    """Enter the units of a table as one fact; with ``trial`` everything is taken back again.

    Whether the acting person may add below each parent is looked at while the rows are read.
    """
    require(can_keep_units(acting))
    with transaction.atomic():
        result = store_registry(rows, [], source=WORKBOOK_SOURCE, acting=acting, at=at)
        if trial:
            transaction.set_rollback(True)
    return result


def merge_duplicate(
    duplicate: OrgUnit, *, kept: OrgUnit, on: date, acting: Acting, at: datetime
) -> None:
    """A unit that was entered twice goes into the one that is kept, with its names as aliases.

    Raises:
        RefusedError: as ``merge_unit``.
    """
    with recorded("orgunit.merge_duplicate", acting=acting, at=at, subject=duplicate):
        name = nearest_versions([duplicate.pk], on)[duplicate.pk].name
        kept_name = nearest_versions([kept.pk], on)[kept.pk].name
        aliases = list(UnitAlias.objects.filter(unit=duplicate).values_list("text", flat=True))
        merge_unit(
            duplicate, into=kept, change=Change(on, _("đơn vị nhập trùng")), acting=acting, at=at
        )
        known = {kept_name, *UnitAlias.objects.filter(unit=kept).values_list("text", flat=True)}
        for text in dict.fromkeys([name, *aliases]):
            if text not in known:
                add_alias(kept, text=text, acting=acting, at=at, on=on)
