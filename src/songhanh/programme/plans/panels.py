"""The plans a unit has issued, as a section of the unit's page."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.queries import plans_visible_to

_SHOWN = 10


def plans_panel(acting: Acting, unit_id: int, day: date) -> dict[str, object] | None:
    """Its newest plans that this person may read; nothing where there is none."""
    found = plans_visible_to(acting, day).filter(issuer_id=unit_id).order_by("-issued_on", "-pk")
    plans = list(found[: _SHOWN + 1])
    return {"plans": plans[:_SHOWN], "more": len(plans) > _SHOWN} if plans else None
