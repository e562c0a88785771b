"""``activities.csv`` of a data package, as it is now (its contract)."""

from collections.abc import Iterator

from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.recording.exports import CodesOnDays, days_of, kept_files

_AS_THEY_ARE = (
    "form",
    "title",
    "held_on",
    "ended_on",
    "place",
    "mode",
    "integrated",
    "on_law_policy",
    "male",
    "female",
    "unknown_sex",
    "children",
    "minority",
    "cost_vnd",
    "fund_source",
    "plan_code",
    "task_ordinal",
    "campaign",
    "standing",
)


def activity_rows() -> Iterator[Row]:
    """Every activity; of one that is opened again, what still counts."""
    codes = CodesOnDays()
    files = kept_files(ACTIVITIES.code)
    kept = ACTIVITIES.with_parts(Activity.objects.filter(revises=None).order_by("pk"))
    for one in kept.iterator(chunk_size=2000):
        yield {
            "id": one.external_id,
            "unit_code": codes.code(one.unit_id, one.held_on),
            "commune_code": codes.code(one.commune_id, one.held_on),
            "co_hosts": sorted(
                codes.code(row.unit_id, one.held_on) for row in one.co_host_rows.all()
            ),
            "audiences": sorted(row.audience for row in one.audience_rows.all()),
            "evidence": sorted(files.get(one.pk, ())),
            **{name: getattr(one, name) for name in _AS_THEY_ARE},
            **days_of(one),
        }


TABLE = PackageTable(
    "activities.csv",
    "id unit_code form title held_on standing",
    "ended_on commune_code place mode integrated on_law_policy co_hosts audiences male female "
    "unknown_sex children minority cost_vnd fund_source plan_code task_ordinal campaign "
    "evidence submitted_on decided_on",
    activity_rows,
    may_lack_standing=True,
)
