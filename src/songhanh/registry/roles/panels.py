"""The people of a unit, as a section of the unit's page; shown within the acting branch only."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.registry.roles.queries import people_of, visible_unit_ids


def people_panel(acting: Acting, unit_id: int, day: date) -> dict[str, object] | None:
    """Who acts for the unit on a day; nothing outside the branch."""
    units = visible_unit_ids(acting, day)
    if units is not None and unit_id not in units:
        return None
    return {"people": people_of(unit_id, day)}
