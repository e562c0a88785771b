"""Results as a section of a unit's page: the way to all its targets."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.records.recording.queries import units_seen_by


def results_panel(acting: Acting, unit_id: int, day: date) -> dict[str, object] | None:
    """The address of the unit's targets; nothing outside the branch."""
    seen = units_seen_by(acting, day)
    return {"unit_id": unit_id} if seen is None or unit_id in seen else None
