"""The reports a unit owes this year, as a section of the unit's page."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.records.recording.queries import units_seen_by
from songhanh.reporting.obligations.queries import obligations, plans_with_obligations


def obligations_panel(acting: Acting, unit_id: int, day: date) -> dict[str, object] | None:
    """What it owes by the plans this person may read; nothing outside the branch."""
    seen = units_seen_by(acting, day)
    if seen is not None and unit_id not in seen:
        return None
    owed = [
        one
        for plan in plans_with_obligations(acting, day)
        for one in obligations(plan=plan, as_of=day, unit_ids={unit_id}, years={day.year})
    ]
    owed.sort(key=lambda one: (one.last_day or date.max, one.plan.code, one.period))
    return {"owed": owed, "year": day.year} if owed else None
