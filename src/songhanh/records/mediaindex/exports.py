"""``media_index_stages.csv`` of a data package (its contract)."""

from collections.abc import Iterator

from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.records.mediaindex.kind import STAGES
from songhanh.records.mediaindex.models import AdoptionStage
from songhanh.records.recording.exports import CodesOnDays
from songhanh.records.recording.plain.exports import accepted_rows


def stage_rows() -> Iterator[Row]:
    """Every accepted stage."""
    return accepted_rows(STAGES, _cells)


def _cells(row: AdoptionStage, codes: CodesOnDays) -> Row:
    return {
        "unit_code": codes.code(row.unit_id, row.from_on),
        "stage": row.stage,
        "from_on": row.from_on,
        "document": row.document,
    }


TABLE = PackageTable(
    "media_index_stages.csv", "id unit_code stage from_on", "document submitted_on", stage_rows
)
