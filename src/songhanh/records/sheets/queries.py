"""The imports somebody may see."""

from datetime import date

from django.db.models import QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.records.recording.queries import units_recorded_by
from songhanh.records.sheets.models import ImportJob


def jobs_of(acting: Acting, on: date) -> QuerySet[ImportJob]:
    """Those of the unit somebody records for."""
    return ImportJob.objects.filter(unit_id__in=units_recorded_by(acting, on))


def columns_remembered(unit_id: int, kind: str, heading: str) -> dict[int, str]:
    """The columns this unit chose for the same heading the last time; empty when it never did."""
    last = ImportJob.objects.filter(unit_id=unit_id, kind=kind, heading=heading).first()
    return {int(place): name for place, name in last.columns.items()} if last else {}
