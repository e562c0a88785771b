"""Splitting and merging the duties of a published plan: its words and their places stay.

A sentence that asks for several things becomes several duties, each followed up by itself; the same
duty stated twice becomes one. Both can be taken back while nothing was built on them.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.duties.expanding import AgencyReader
from songhanh.programme.duties.models import DutyStep
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions.refreshing import refresh_search
from songhanh.programme.plans.actions.reviewing import decide
from songhanh.programme.plans.actions.shaping import cut, join, pieces_of, require_mergeable
from songhanh.programme.plans.actions.steps import require_last, step, take_back
from songhanh.programme.plans.enums import AFTER_PUBLISHING, StepKind
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.models import PlanDocument, ReviewStep
from songhanh.programme.plans.rules import can_reshape
from songhanh.programme.tasks.models import Duty
from songhanh.registry.orgunits.queries import names_on


def split_duty(
    duty: Duty, pieces: Sequence[str], *, version: int, acting: Acting, at: datetime
) -> list[PlanElement]:
    """Cut a duty into two or more; every piece keeps its place in the text and its units.

    What happened so far stays with the first piece.

    Raises:
        NotAllowedError: by the rule ``can_reshape``.
        ChangedMeanwhileError: somebody changed it since ``version``.
        RefusedError: fewer than two pieces, or they do not say what the duty says.
    """
    texts = pieces_of(duty.element, pieces)
    with recorded("duty.split", acting=acting, at=at, subject=duty.element.plan) as fact:
        one = _locked(duty, version, acting, at)
        with step(one.plan, StepKind.DUTY_SPLIT, whole=[one], acting=acting, at=at) as doing:
            cut(one, texts, doing)
            decide([one, *doing.created], ElementState.CONFIRMED, acting, at)
        refresh_search(one.plan)
        fact.details = {"elements": [one.pk, *(piece.pk for piece in doing.created)]}
    return [one, *doing.created]


def merge_duties(
    duty: Duty, other: Duty, *, version: int, acting: Acting, at: datetime
) -> PlanElement:
    """Let another duty be part of this one, so that both count once.

    What happened to the other is kept and shown with this one; where this one stands is as before.

    Raises:
        NotAllowedError: by the rule ``can_reshape``.
        ChangedMeanwhileError: somebody changed it since ``version``.
        RefusedError: the two are neither neighbours nor of the same words, or a unit carries the
            other one alone and would lose it.
    """
    with recorded("duty.merge", acting=acting, at=at, subject=duty.element.plan) as fact:
        one = _locked(duty, version, acting, at)
        second = require_mergeable(one, other.element)
        _require_same_units(duty, other, at)
        with step(one.plan, StepKind.DUTY_MERGE, whole=[one, second], acting=acting, at=at):
            join(one, second)
            decide([second], ElementState.REMOVED, acting, at)
            decide([one], ElementState.CONFIRMED, acting, at)
        refresh_search(one.plan)
        fact.details = {"elements": [one.pk, second.pk]}
    return one


def undo_shaping(plan: PlanDocument, *, number: int, acting: Acting, at: datetime) -> ReviewStep:
    """Take the last split or merge of a published plan back.

    Raises:
        NotAllowedError: by the rule ``can_reshape``.
        RefusedError: another step was done meanwhile, a duty was amended since, or something was
            reported on a piece, which would be lost.
    """
    with recorded("duty.undo_shaping", acting=acting, at=at, subject=plan) as fact:
        one = PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        require(can_reshape(acting, one, day_of(at)))
        last = require_last(one, number)
        if last.kind not in AFTER_PUBLISHING:
            raise RefusedError(_("Chưa có lần tách, gộp nào để hoàn lại."))
        _require_untouched(last)
        take_back(one, last, acting=acting, at=at)
        refresh_search(one)
        fact.details = {"step": last.number, "kind": last.kind}
    return last


def _locked(duty: Duty, version: int, acting: Acting, at: datetime) -> PlanElement:
    one = PlanElement.objects.select_for_update(of=("self",)).get(pk=duty.element_id)
    require(can_reshape(acting, one.plan, day_of(at)))
    if one.version != version or one.state != ElementState.CONFIRMED:
        raise ChangedMeanwhileError
    return one


def _require_same_units(duty: Duty, other: Duty, at: datetime) -> None:
    day = day_of(at)
    reader = AgencyReader(day)
    kept = {one.unit_id for one in reader.carriers(duty)}
    lost = [one.unit_id for one in reader.carriers(other) if one.unit_id not in kept]
    if lost:
        raise RefusedError(
            _(
                "Nhiệm vụ kia còn được giao cho %(units)s, nơi không có nhiệm vụ này; gộp lại thì"
                " đơn vị đó mất nhiệm vụ. Hãy chọn nhiệm vụ cùng đơn vị."
            )
            % {"units": ", ".join(sorted(names_on(lost, day).values()))}
        )


def _require_untouched(last: ReviewStep) -> None:
    label = PlanElement._meta.label_lower
    before = {
        row["pk"]: row["fields"]["version"] for row in last.before["rows"] if row["model"] == label
    }
    now = dict(PlanElement.objects.filter(pk__in=before).values_list("pk", "version"))
    if any(now.get(pk) != version + 1 for pk, version in before.items()):
        raise RefusedError(
            _("Nhiệm vụ đã được sửa đổi sau lần tách, gộp này nên không hoàn lại được nữa.")
        )
    if DutyStep.objects.filter(duty__element__in=last.created).exists():
        raise RefusedError(
            _(
                "Đơn vị đã ghi diễn biến cho nhiệm vụ tách ra nên không hoàn lại được. Hãy gộp hai"
                " nhiệm vụ để giữ diễn biến đó."
            )
        )
