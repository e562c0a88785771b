"""What was done, as far as somebody may read it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from songhanh.engines.vntext import fold
from songhanh.foundation.audit import upstairs, verbs
from songhanh.foundation.audit.enums import ADMINISTRATOR
from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib.acting import COMMAND_LINE, Acting
from songhanh.foundation.lib.clock import day_of, end_of, start_of

_USER = "accounts.user"


@dataclass(frozen=True)
class Wanted:
    """What the list of facts is narrowed to; empty is not narrowed. Days are both inside."""

    first: date | None = None
    last: date | None = None
    person: str = ""
    verb: str = ""
    subject: str = ""
    subject_kind: str = ""
    subject_key: str = ""


def entries_visible_to(acting: Acting, on: date) -> QuerySet[AuditEntry]:
    """Facts somebody may read, with the branch as it stood on a day.

    A fact belongs to the unit that acted; what somebody did without a role (signing in), or what
    happened to an account (a paused sign-in), belongs to the branch of that user. Administrators
    read the command line's facts too, since those may explain their figures; lead officers read
    nothing about accounts.
    """
    entries = AuditEntry.objects.select_related("user", "deputy_for")
    if acting.sees_everything:
        return entries
    reach = upstairs.asked().reach(acting, on)
    without_unit = Q(acting_unit_id__isnull=True) & (
        Q(user_id__in=reach.user_ids)
        | Q(user_id__isnull=True, subject_kind=_USER, subject_key__in=map(str, reach.user_ids))
    )
    visible = Q(acting_unit_id__in=reach.unit_ids) | without_unit
    if acting.acts_as(ADMINISTRATOR):
        return entries.filter(visible | Q(acting_role=COMMAND_LINE))
    return entries.filter(visible).exclude(verb__in=verbs.for_administrators())


def entry_visible_to(acting: Acting, pk: UUID, today: date) -> AuditEntry | None:
    """One fact, if it belongs to the branch as it stands today or as it stood on the fact's day."""
    entry = AuditEntry.objects.filter(pk=pk).first()
    if entry is None:
        return None
    for day in (today, day_of(entry.at)):
        found = entries_visible_to(acting, day).filter(pk=pk).first()
        if found is not None:
            return found
    return None


def entries_wanted(acting: Acting, wanted: Wanted, *, today: date) -> QuerySet[AuditEntry]:
    """The visible facts that fit, the branch being that of the last day asked for."""
    found = entries_visible_to(acting, wanted.last or today)
    if wanted.first:
        found = found.filter(at__gte=start_of(wanted.first))
    if wanted.last:
        found = found.filter(at__lt=end_of(wanted.last))
    if wanted.person:
        form = fold(wanted.person)
        found = found.filter(
            Q(user__folded_name__contains=form)
            | Q(user__username__contains=wanted.person.strip().lower())
        )
    if wanted.verb:
        found = found.filter(verb=wanted.verb)
    if wanted.subject:
        found = found.filter(folded_label__contains=fold(wanted.subject))
    if wanted.subject_kind:
        found = found.filter(subject_kind=wanted.subject_kind, subject_key=wanted.subject_key)
    return found


def changes_of(entry: AuditEntry) -> QuerySet[RowChange]:
    """The rows a fact changed, in the order in which they changed."""
    return RowChange.objects.filter(fact_id=entry.id).order_by("pk")


def names_of_people(entries: list[AuditEntry]) -> dict[tuple[str, str], str]:
    """What the subjects are called that a fact keeps no name of: people, as long as they are here.

    By kind and key; somebody who was erased is left out.
    """
    keys: dict[str, set[str]] = {}
    for entry in entries:
        if entry.subject_kind and not entry.subject_label:
            keys.setdefault(entry.subject_kind, set()).add(entry.subject_key)
    names: dict[tuple[str, str], str] = {}
    for kind, wanted in keys.items():
        model = apps.get_model(kind)
        for pk, thing in model._default_manager.in_bulk(list(wanted)).items():
            names[kind, str(pk)] = str(thing)
    return names
