"""What was corrected after a report was frozen: its figures stay, the corrections stand beside.

A frozen figure keeps the entries it was made of. A correction reverses some of them, or posts new
ones on the days the report counted; both are found by their keys and moments, whatever the report.
"""

from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, ExtractYear

from songhanh.foundation.lib.acting import Acting
from songhanh.ledger.corrections import added_since
from songhanh.ledger.models import Entry
from songhanh.registry.orgunits.enums import Hierarchy, UnitKind
from songhanh.registry.orgunits.models import UnitRelation
from songhanh.reporting.submissions.models import Snapshot, SnapshotEntry
from songhanh.reporting.submissions.queries import submissions_visible_to

COUNTED = (
    "activity",
    "activity_held",
    "session_held",
    "session_received",
    "attendance",
    "attendance_children",
    "attendance_minority",
    "item_original",
    "item_repeat",
    "airtime_minutes",
)
"""The measures a report counts; naming them lets the ledger look them up by unit."""


def changed_since(acting: Acting, on: date) -> QuerySet[Any, Any]:
    """Snapshots: the newest version of each report that was corrected since, the newest first.

    Each with ``taken_back``, how many of its entries were reversed, and ``added``, how many were
    posted since for its unit (and its stations) and the days it counted.
    """
    newest = (
        submissions_visible_to(acting, on)
        .order_by()
        .annotate(newest=Max("snapshots__number"))
        .values("newest")
    )
    return (
        Snapshot.objects.filter(
            submission__in=submissions_visible_to(acting, on).order_by(),
            number=Subquery(newest.filter(pk=OuterRef("submission_id"))),
        )
        .annotate(year=ExtractYear("as_of"))
        .annotate(taken_back=_number_of(_taken_back()), added=_number_of(_added()))
        .filter(Q(taken_back__gt=0) | Q(added__gt=0))
        .select_related("submission__plan")
        .order_by("-taken_at", "-pk")
    )


def _taken_back() -> QuerySet[Any, Any]:
    """Entries of the snapshot that were reversed; one may stand behind several figures."""
    return (
        SnapshotEntry.objects.filter(
            figure__snapshot=OuterRef("pk"), entry__reversed_by__isnull=False
        )
        .order_by()
        .values("figure__snapshot")
        .annotate(found=Count("entry", distinct=True))
    )


def _added() -> QuerySet[Any, Any]:
    """Live entries posted after the snapshot on the days of its year up to its own day."""
    station = UnitRelation.objects.filter(
        unit_id=OuterRef("unit_id"),
        parent_id=OuterRef(OuterRef("submission__unit_id")),
        hierarchy=Hierarchy.TERRITORY,
        unit__versions__kind=UnitKind.STATION,
    )
    return (
        Entry.objects.annotate(year=ExtractYear("occurred_on"))
        .filter(
            added_since(OuterRef("taken_at")),
            Q(unit_id=OuterRef("submission__unit_id")) | Exists(station),
            measure_id__in=COUNTED,
            year=OuterRef("year"),
            occurred_on__lte=OuterRef("as_of"),
        )
        .order_by()
        .annotate(all=Value(1))
        .values("all")
        .annotate(found=Count("pk"))
    )


def _number_of(counted: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(counted.values("found"), output_field=IntegerField()), Value(0))
