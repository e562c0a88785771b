"""Splitting, merging and moving elements: what the reader cut in the wrong place."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from songhanh.engines.vntext import normal
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement, SourceSpan
from songhanh.programme.plans.actions.reviewing import decide, free_key, locked
from songhanh.programme.plans.actions.steps import DETAILS, Doing, make_room, step
from songhanh.programme.plans.enums import StepKind
from songhanh.programme.plans.queries.reviewing import (
    TYPED_ROWS,
    mergeable_with,
    parents_for,
    siblings_of,
)
from songhanh.programme.plans.queries.sources import text_of
from songhanh.programme.plans.splitting import Place, places_of, same_words

Row = TypeVar("Row", bound=models.Model)


def split_element(
    element: PlanElement, pieces: Sequence[str], *, version: int, acting: Acting, at: datetime
) -> list[PlanElement]:
    """Cut an element into two or more: the words stay, each piece waits to be confirmed.

    The first piece keeps the identity and what stands below; the others get the same typed values,
    which their reader may then correct.

    Raises:
        RefusedError: fewer than two pieces, or they do not say what the element said.
    """
    texts = pieces_of(element, pieces)
    with recorded("plan.split_element", acting=acting, at=at, subject=element.plan) as fact:
        one = locked(element, version, acting, at)
        with step(one.plan, StepKind.SPLIT, whole=[one], acting=acting, at=at) as doing:
            cut(one, texts, doing)
            decide([one], ElementState.PROPOSED, acting, at)
        fact.details = {"elements": [one.pk, *(piece.pk for piece in doing.created)]}
    return [one, *doing.created]


def merge_elements(
    element: PlanElement, other: PlanElement, *, version: int, acting: Acting, at: datetime
) -> PlanElement:
    """Put the words of another element behind those of this one; the other is taken out.

    Words that both say stand once. The values stay those of the first; what stands under the other
    comes under it. It waits to be confirmed.

    Raises:
        RefusedError: the other is not of the same kind, or neither in the same place of the plan
            nor of the same words.
    """
    with recorded("plan.merge_elements", acting=acting, at=at, subject=element.plan) as fact:
        one = locked(element, version, acting, at)
        second = require_mergeable(one, other)
        below = list(PlanElement.objects.filter(parent=second))
        with step(one.plan, StepKind.MERGE, below, whole=[one, second], acting=acting, at=at):
            join(one, second)
            for child in below:
                child.parent = one
            PlanElement.objects.bulk_update(below, ["parent"])
            decide([second], ElementState.REMOVED, acting, at)
            decide([one], ElementState.PROPOSED, acting, at)
        fact.details = {"elements": [one.pk, second.pk]}
    return one


def move_element(
    element: PlanElement, *, before: bool, version: int, acting: Acting, at: datetime
) -> None:
    """Let an element change places with its neighbour, the one before or the one after it.

    Raises:
        RefusedError: it is the first, or the last, already.
    """
    with recorded("plan.move_element", acting=acting, at=at, subject=element.plan) as fact:
        one = locked(element, version, acting, at)
        order = list(siblings_of(one))
        place = next((at for at, each in enumerate(order) if each.pk == one.pk), 0)
        neighbour = place - 1 if before else place + 1
        if not 0 <= neighbour < len(order):
            raise RefusedError(_("Mục này đã đứng ở đầu hoặc cuối nên không chuyển thêm được."))
        other = order[neighbour]
        with step(one.plan, StepKind.MOVE, [one, other], acting=acting, at=at):
            one.position, other.position = other.position, one.position
            one.version += 1
            PlanElement.objects.bulk_update([one, other], ["position", "version"])
        fact.details = {"elements": [one.pk, other.pk]}


def place_under(
    element: PlanElement, parent: PlanElement, *, version: int, acting: Acting, at: datetime
) -> None:
    """Put a task under another group, a duty under another agency.

    Raises:
        RefusedError: such an element cannot stand there.
    """
    with recorded("plan.move_element", acting=acting, at=at, subject=element.plan) as fact:
        one = locked(element, version, acting, at)
        if not parents_for(one.plan, one.kind).filter(pk=parent.pk).exists():
            raise RefusedError(_("Mục này không nằm dưới mục đã chọn được. Hãy chọn mục khác."))
        with step(one.plan, StepKind.MOVE, [one], acting=acting, at=at):
            one.parent = parent
            one.version += 1
            one.save(update_fields=["parent", "version"])
        fact.details = {"elements": [one.pk]}


def pieces_of(element: PlanElement, pieces: Sequence[str]) -> list[str]:
    """The texts an element is cut into.

    Raises:
        RefusedError: fewer than two pieces, or they do not say what the element says.
    """
    texts = [text for piece in pieces if (text := normal(piece))]
    if len(texts) < 2 or not same_words(texts, element.text):
        raise RefusedError(
            _("Hãy ngắt thành ít nhất hai dòng và giữ nguyên mọi chữ của mục; sửa chữ thì làm sau.")
        )
    return texts


def cut(one: PlanElement, texts: Sequence[str], doing: Doing) -> None:
    """Give an element the first text and make one for each of the others, inside a step."""
    placed = _placed(one, texts)
    doing.room = (one.position, len(texts) - 1)
    make_room(one.plan, *doing.room)
    for offset, (text, spans) in enumerate(placed[1:], start=1):
        doing.created.append(_piece(one, text, spans, offset))
    one.text = texts[0]
    one.save(update_fields=["text"])
    _place_at(one, placed[0][1])


def require_mergeable(one: PlanElement, other: PlanElement) -> PlanElement:
    """The other element as it is now.

    Raises:
        RefusedError: the two are not merged.
    """
    second = mergeable_with(one).filter(pk=other.pk).first()
    if second is None:
        raise RefusedError(
            _(
                "Chỉ gộp được hai mục cùng loại, cùng nằm dưới một mục hoặc có lời giống nhau. Hãy"
                " chọn lại."
            )
        )
    return second


def join(one: PlanElement, second: PlanElement) -> None:
    """Give an element the words and the places of another too; the same words stand once."""
    if not same_words([one.text], second.text):
        one.text = normal(f"{one.text} {second.text}")
        one.save(update_fields=["text"])
    _take_spans(one, second)


def _placed(element: PlanElement, texts: Sequence[str]) -> list[tuple[str, list[SourceSpan]]]:
    """Each text with its places; where those cannot be told apart, each has all of them."""
    spans = list(element.spans.all())
    source = text_of(element.plan)
    places: list[Place] = [
        (span.char_from, span.char_to)
        for span in spans
        if span.char_from is not None and span.char_to is not None
    ]
    found = places_of(texts, source, places) if len(places) == len(spans) else None
    if found is None:
        return [(text, [copy(span) for span in spans]) for text in texts]
    return [
        (text, [_span(source, place) for place in own])
        for text, own in zip(texts, found, strict=True)
    ]


def _span(source: str, place: Place) -> SourceSpan:
    first, last = place
    return SourceSpan(
        line_from=source.count("\n", 0, first) + 1,
        line_to=source.count("\n", 0, max(first, last - 1)) + 1,
        char_from=first,
        char_to=last,
    )


def _piece(
    element: PlanElement, text: str, spans: Sequence[SourceSpan], offset: int
) -> PlanElement:
    piece = PlanElement.objects.create(
        plan=element.plan,
        kind=element.kind,
        ordinal=element.ordinal,
        key=free_key(element.plan, element.kind, element.ordinal),
        parent=element.parent,
        position=element.position + offset,
        text=text,
        by_hand=True,
        valid_from=element.valid_from,
        valid_to=element.valid_to,
    )
    _place_at(piece, spans)
    _copy_typed(element, piece)
    return piece


def _place_at(element: PlanElement, spans: Sequence[SourceSpan]) -> None:
    SourceSpan.objects.filter(element=element).delete()
    for span in spans:
        span.pk = None
        span.element = element
    SourceSpan.objects.bulk_create(spans)


def _copy_typed(element: PlanElement, piece: PlanElement) -> None:
    """The same typed row and the rows below it, for another element."""
    for name in TYPED_ROWS:
        row = getattr(element, name, None)
        if row is None:
            continue
        made = _copied(row, element=piece)
        made.save()
        for model, link in DETAILS.get(type(row), ()):
            below = model._default_manager.filter(**{link: row})
            model._default_manager.bulk_create(_copied(one, **{link: made}) for one in below)


def _copied(row: Row, **others: models.Model) -> Row:
    """The same row once more, not saved yet, hanging on another one."""
    fields = [one for one in row._meta.concrete_fields if not one.primary_key]
    values = {one.name: getattr(row, one.name) for one in fields if one.name not in others}
    return type(row)(**values, **others)


def _take_spans(one: PlanElement, other: PlanElement) -> None:
    known = {(span.line_from, span.char_from) for span in one.spans.all()}
    SourceSpan.objects.bulk_create(
        SourceSpan(
            element=one,
            line_from=span.line_from,
            line_to=span.line_to,
            char_from=span.char_from,
            char_to=span.char_to,
        )
        for span in other.spans.all()
        if (span.line_from, span.char_from) not in known
    )
