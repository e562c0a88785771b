"""What joining records entered twice has in common: what is looked at, who decides, the undoing."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest
from songhanh.records.recording import actions as recording
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Record
from songhanh.records.recording.rules import can_decide, can_decide_here

R = TypeVar("R", bound=Record)

LOOKED_AT = timedelta(days=400)
COUNTING = (RecordStanding.SUBMITTED, RecordStanding.ACCEPTED)


def decidable(
    kind: RecordKind[R], seen: QuerySet[R], records: Sequence[R], *, acting: Acting, on: date
) -> list[R]:
    """The rows of these records, locked, each seen by somebody who decides about it.

    Raises:
        NotAllowedError: somebody else decides about one of them.
        RefusedError: one of them is out of sight, or gone.
    """
    wanted = {one.pk for one in records}
    rows = recording.locked(kind, seen.filter(pk__in=wanted))
    if len(rows) != len(wanted):
        raise RefusedError(_("Có bản ghi không thuộc phạm vi của bạn hoặc không còn nữa."))
    for row in rows:
        require(can_decide_here(acting, row, on))
    return rows


def chosen_number(request: ActingRequest, name: str) -> int:
    """The key a form sends under this name.

    Raises:
        RefusedError: it sends none.
    """
    text = request.POST.get(name, "")
    if not text.isdecimal():
        raise RefusedError(_("Chưa chọn bản ghi để ghép. Hãy mở lại danh sách."))
    return int(text)


def undone(
    request: ActingRequest, joinings: QuerySet[Any], undo: Callable[..., None], *, back: str
) -> HttpResponseBase:
    """Take the joining back that the form names, of those somebody may see; then the list."""
    require(can_decide(request.acting))
    joined = get_object_or_404(joinings, pk=chosen_number(request, "join"))
    undo(joined, acting=request.acting, at=clock.now())
    messages.success(request, _("Đã hoàn tác việc ghép; bản ghi được tính như trước."))
    return redirect(back)
