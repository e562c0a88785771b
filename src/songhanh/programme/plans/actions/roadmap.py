"""Roadmaps: what each year of the plan asks for, changed with a reason and kept for good."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.vntext import normal
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.rules import can_set_roadmap
from songhanh.programme.targets.enums import RoadmapOrigin
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.roadmaps import RoadmapNote, roadmap_version, set_roadmap


def change_roadmaps(  # noqa: PLR0913 - what is asked for, what was seen, where from and why, who and when
    plan: PlanDocument,
    wanted: Mapping[Target, Sequence[counting.RoadmapRow]],
    *,
    version: int,
    origin: RoadmapOrigin,
    reason: str,
    acting: Acting,
    at: datetime,
) -> int:
    """Set the whole roadmap of some targets of a published plan; how many of them changed.

    ``version`` is the ``roadmap_version`` that the officer saw.

    Raises:
        NotAllowedError: not the lead officer of the branch, a draft, or the plan is over.
        RefusedError: no reason is given, or nothing would change.
        ChangedMeanwhileError: somebody else changed a roadmap of the plan in between.
    """
    words = normal(reason).strip()
    if not words:
        raise RefusedError(_("Hãy ghi lý do đặt hoặc thay đổi lộ trình; lý do được giữ lại."))
    with recorded("roadmap.change", acting=acting, at=at, subject=plan, reason=words) as fact:
        one = PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        require(can_set_roadmap(acting, one, day_of(at)))
        if roadmap_version(one) != version:
            raise ChangedMeanwhileError
        note = RoadmapNote(origin, words, acting.user_id, at)
        changes = [set_roadmap(target, rows, note) for target, rows in wanted.items()]
        changed = [change for change in changes if change is not None]
        if not changed:
            raise RefusedError(_("Lộ trình không có gì thay đổi so với đang có."))
        fact.details = {"origin": origin.value, "elements": [each.element_id for each in changed]}
    return len(changed)
