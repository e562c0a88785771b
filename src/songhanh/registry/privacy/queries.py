"""Requests somebody may see, with their clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.calendar.queries import working_days_of
from songhanh.registry.privacy.limits import Clock, clock_of
from songhanh.registry.privacy.models import DataRequest
from songhanh.registry.roles.queries import visible_unit_ids


@dataclass(frozen=True)
class ClockedRequest:
    """A request and where it stands."""

    request: DataRequest
    clock: Clock


def requests_visible_to(acting: Acting, on: date) -> QuerySet[DataRequest]:
    """The requests that units of the acting branch answer."""
    found = DataRequest.objects.select_related("person")
    units = visible_unit_ids(acting, on)
    return found if units is None else found.filter(branch_id__in=units)


def requests_of(user: User) -> QuerySet[DataRequest]:
    """The requests somebody made about themselves."""
    return DataRequest.objects.filter(person=user)


def with_clocks(
    requests: Iterable[DataRequest], unit_id: int | None, on: date
) -> list[ClockedRequest]:
    """Requests with their clocks by the working days of a unit, what is due first on top."""
    working = working_days_of(unit_id, on)
    found = [ClockedRequest(one, clock_of(one, working, on)) for one in requests]
    return sorted(
        found,
        key=lambda one: (one.request.answered_on is not None, one.clock.next_day, one.request.pk),
    )
