"""``conventions.csv`` of a data package, each convention as it stands now (its contract)."""

from collections.abc import Iterator

from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.records.conventions.kind import CONVENTIONS
from songhanh.records.conventions.models import Convention
from songhanh.records.conventions.queries import current
from songhanh.records.recording.exports import CodesOnDays
from songhanh.records.recording.plain.exports import accepted_rows, newest

_DAYS = ("state_on", "adopted_on", "text_on", "reviewed_on")


def convention_rows() -> Iterator[Row]:
    """Every accepted convention."""
    return accepted_rows(CONVENTIONS, _cells)


def _cells(convention: Convention, codes: CodesOnDays) -> Row:
    now = current(convention)
    days = {name: now[name] for name in _DAYS}
    return {
        "village_name": convention.title,
        "commune_code": codes.code(convention.unit_id, newest(*days.values())),
        "state": now["state"],
        "discriminating": now["discriminating"],
        **days,
    }


TABLE = PackageTable(
    "conventions.csv",
    "id village_name commune_code state",
    "state_on adopted_on text_on reviewed_on discriminating submitted_on",
    convention_rows,
)
