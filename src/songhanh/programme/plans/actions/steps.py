"""Steps of a review: each keeps the rows as they were before, so that it can be taken back."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.core import serializers
from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.elements.models import PlanElement, SourceSpan
from songhanh.programme.plans.actions.refreshing import (
    refresh_checks,
    refresh_reading,
    refresh_search,
)
from songhanh.programme.plans.enums import AFTER_PUBLISHING, StepKind
from songhanh.programme.plans.models import PlanDocument, ReviewStep, SourcePage, SourceText
from songhanh.programme.plans.queries.reviewing import TYPED_ROWS, last_step
from songhanh.programme.plans.rules import can_review
from songhanh.programme.rules.models import DueDay, ReportingRule, RulePhrase
from songhanh.programme.targets.models import Milestone, Target, TargetSubject
from songhanh.programme.tasks.models import Assignment, AssignmentAgency

DETAILS: dict[type[models.Model], Sequence[tuple[type[models.Model], str]]] = {
    Target: ((Milestone, "target"), (TargetSubject, "target")),
    Assignment: ((AssignmentAgency, "assignment"),),
    ReportingRule: ((DueDay, "rule"), (RulePhrase, "rule")),
}
"""The rows below a typed row that belong to the reading, by the field that names the typed row."""

QUIET = (
    *(StepKind.CONFIRM, StepKind.REOPEN, StepKind.MOVE, StepKind.FINDING),
    *AFTER_PUBLISHING,
)
"""Steps that change nothing a plan is held to."""


@dataclass
class Doing:
    """A step while it is done: what it makes is noted here."""

    created: list[PlanElement] = field(default_factory=list)
    label: str = ""
    room: tuple[int, int] | None = None
    """After which position room was made, and for how many elements."""


@contextmanager
def step(
    plan: PlanDocument,
    kind: StepKind,
    changed: Iterable[models.Model] = (),
    *,
    whole: Iterable[PlanElement] = (),
    acting: Acting,
    at: datetime,
) -> Iterator[Doing]:
    """Note a step of the review inside a recorded action: the rows it changes, as they are now.

    ``changed`` are rows that change in themselves; of the elements in ``whole`` the places, the
    typed row and the rows below it may change too.
    """
    rows = list(changed)
    entire = list(whole)
    before: dict[str, Any] = {
        "rows": _written([*rows, *(row for element in entire for row in _whole_of(element))]),
        "whole": [element.pk for element in entire],
    }
    doing = Doing()
    yield doing
    before["room"] = doing.room
    newest = ReviewStep.objects.filter(plan=plan).order_by("-number").first()
    elements = [*(row for row in rows if isinstance(row, PlanElement)), *entire]
    ReviewStep.objects.create(
        plan=plan,
        number=newest.number + 1 if newest else 1,
        kind=kind,
        label=(doing.label or _label_of(elements or doing.created))[:300],
        count=len(elements) or len(doing.created) or 1,
        before=before,
        created=[element.pk for element in doing.created],
        by_id=acting.user_id,
        at=at,
    )
    if kind not in QUIET:
        refresh_checks(plan, day_of(at))
        refresh_search(plan)


def make_room(plan: PlanDocument, after: int, count: int) -> None:
    """Let the elements behind a position stand so many places further on."""
    later = PlanElement.objects.filter(plan=plan, position__gt=after)
    later.update(position=F("position") + count)


def undo_step(plan: PlanDocument, *, number: int, acting: Acting, at: datetime) -> ReviewStep:
    """Take back the last step: its rows are as they were before it.

    ``number`` is the step the officer saw as the last one.

    Raises:
        NotAllowedError: not a lead officer of the branch, or the plan is published.
        RefusedError: nothing is left to take back, or somebody did another step meanwhile.
    """
    with recorded("plan.undo_step", acting=acting, at=at, subject=plan) as fact:
        one = PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        require(can_review(acting, one, day_of(at)))
        last = require_last(one, number)
        take_back(one, last, acting=acting, at=at)
        again = PlanDocument.objects.get(pk=one.pk)
        if last.kind == StepKind.VERSION:
            refresh_reading(again)
        refresh_checks(again, day_of(at))
        refresh_search(again)
        fact.details = {"step": last.number, "kind": last.kind}
    return last


def require_last(plan: PlanDocument, number: int) -> ReviewStep:
    """The last step, if it is still the one that was seen as the last.

    Raises:
        RefusedError: nothing is left to take back, or somebody did another step meanwhile.
    """
    last = last_step(plan)
    if last is None:
        raise RefusedError(_("Chưa có bước nào để hoàn lại."))
    if last.number != number:
        raise RefusedError(
            _(
                "Sau khi bạn mở trang đã có bước khác: “%(label)s”. Hãy mở lại trang rồi hoàn"
                " lại lần lượt từ bước cuối."
            )
            % {"label": last.label}
        )
    return last


def take_back(plan: PlanDocument, last: ReviewStep, *, acting: Acting, at: datetime) -> None:
    """Let the rows of a step be as they were before it, inside a recorded action."""
    PlanElement.objects.filter(plan=plan, pk__in=last.created).delete()
    if last.before.get("room"):
        after, count = last.before["room"]
        make_room(plan, after, -count)
    _put_back(plan, last.before)
    last.undone_by_id = acting.user_id
    last.undone_at = at
    last.save(update_fields=["undone_by", "undone_at"])


def _whole_of(element: PlanElement) -> Iterator[models.Model]:
    """An element with its places, its typed row and the rows below that."""
    yield element
    yield from SourceSpan.objects.filter(element=element)
    for name in TYPED_ROWS:
        row = getattr(element, name, None)
        if row is not None:
            yield row
            for model, link in DETAILS.get(type(row), ()):
                yield from model._default_manager.filter(**{link: row})


def _written(rows: Iterable[models.Model]) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", serializers.serialize("python", rows))


def _put_back(plan: PlanDocument, before: dict[str, Any]) -> None:
    """Rows as they were; versions go on counting, so that nobody saves over them unawares."""
    SourceSpan.objects.filter(element_id__in=before["whole"]).delete()
    for typed, details in DETAILS.items():
        rows = typed._default_manager.filter(element_id__in=before["whole"])
        for model, link in details:
            model._default_manager.filter(**{f"{link}__in": rows}).delete()
    if any(row["model"] == SourceText._meta.label_lower for row in before["rows"]):
        SourcePage.objects.filter(source__plan=plan).delete()
    for one in serializers.deserialize("python", before["rows"]):
        row = one.object
        if isinstance(row, PlanElement | PlanDocument):
            known = type(row)._default_manager.filter(pk=row.pk).values_list("version", flat=True)
            row.version = max([row.version, *known]) + 1
        if isinstance(row, PlanDocument):
            row.status = plan.status
        row.save_base(raw=True)


def _label_of(elements: Sequence[PlanElement]) -> str:
    if not elements:
        return ""
    first = elements[0]
    place = " ".join(part for part in (str(first.get_kind_display()), first.ordinal) if part)
    return f"{place}: {first.text}"
