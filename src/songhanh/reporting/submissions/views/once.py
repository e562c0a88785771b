"""Requests that carry a key are carried out once, however often a weak line repeats them."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.http import HttpResponse

from songhanh.foundation.lib.clock import now
from songhanh.foundation.lib.web import ActingRequest
from songhanh.reporting.submissions.models import AnsweredRequest

P = ParamSpec("P")
KEY, HEADER = "key", "Idempotency-Key"
_LONGEST_KEY = 64
_CARRIED_OUT = 400
"""From this status on nothing was done, so that trying again is right."""


def fresh_key() -> str:
    """A key for a form that is about to be shown."""
    return uuid4().hex


def once(
    view: Callable[Concatenate[ActingRequest, P], HttpResponse],
) -> Callable[Concatenate[ActingRequest, P], HttpResponse]:
    """Carry a POST with a key out once; the same again gets the same answer.

    What the view wrote and the note of its answer are one transaction: a server that dies leaves
    both or neither. Two at once wait for each other. A request that was refused is not noted. The
    same key with other words is another request, which the guards of the actions judge.
    """

    @wraps(view)
    def guarded(request: ActingRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = request.headers.get(HEADER, "") or request.POST.get(KEY, "")
        if request.method != "POST" or not 0 < len(key) <= _LONGEST_KEY:
            return view(request, *args, **kwargs)
        digest = _digest(request)
        try:
            with transaction.atomic():
                return _carried_out(request, key, digest, lambda: view(request, *args, **kwargs))
        except _NothingDoneError as nothing:
            return nothing.answer
        except IntegrityError:
            known = _known(request, key)  # it was carried out before, or at the same time
            if known is None:
                raise
        if known.digest != digest:
            return view(request, *args, **kwargs)
        return _again(known)

    return guarded


class _NothingDoneError(Exception):
    """An answer that did nothing: the transaction is to be left without a trace."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer


def _user_id(request: ActingRequest) -> int:
    return request.acting.user_id or 0


def _known(request: ActingRequest, key: str) -> AnsweredRequest | None:
    return AnsweredRequest.objects.filter(user_id=_user_id(request), key=key).first()


def _carried_out(
    request: ActingRequest, key: str, digest: str, view: Callable[[], HttpResponse]
) -> HttpResponse:
    noted = AnsweredRequest.objects.create(
        user_id=_user_id(request), key=key, digest=digest, answered_at=now()
    )
    answer = view()
    if answer.status_code >= _CARRIED_OUT:
        raise _NothingDoneError(answer)
    noted.status = answer.status_code
    noted.location = answer.headers.get("Location", "")
    noted.body = answer.content.decode() if _is_json(answer) else ""
    noted.save(update_fields=["status", "location", "body"])
    return answer


def _again(known: AnsweredRequest) -> HttpResponse:
    answer = HttpResponse(known.body, status=known.status)
    if known.location:
        answer["Location"] = known.location
    if known.body:
        answer["Content-Type"] = "application/json"
    return answer


def _is_json(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Type", "").startswith("application/json")


def _digest(request: ActingRequest) -> str:
    said = sorted(
        (name, *values)
        for name, values in request.POST.lists()
        if name not in (KEY, "csrfmiddlewaretoken")
    )
    return hashlib.sha256(repr((request.path, said)).encode()).hexdigest()
