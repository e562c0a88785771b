"""What is done about names nobody can resolve: note them, give them to a unit, set them aside."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits.actions.describing import add_alias
from songhanh.registry.orgunits.models import OrgUnit, UnitAlias, UnresolvedName
from songhanh.registry.orgunits.names import as_stored, search_form
from songhanh.registry.orgunits.printed import PrintedName
from songhanh.registry.orgunits.rules import can_keep_units, can_settle_name


def note_names(names: Iterable[PrintedName], *, acting: Acting, at: datetime) -> int:
    """Keep names of a file that mean no unit for the list; how many were not on it yet."""
    wanted: dict[tuple[str, int | None], PrintedName] = {}
    for one in names:
        wanted.setdefault((search_form(one.text), one.near), one)
    folded = {form for form, _near in wanted}
    known = set(UnresolvedName.objects.filter(folded__in=folded).values_list("folded", "near_id"))
    new = [
        UnresolvedName(
            text=as_stored(one.text)[:250],
            folded=form[:250],
            near_id=one.near,
            on=one.on,
            place=one.where[:250],
            noted_at=at,
        )
        for (form, near), one in wanted.items()
        if form and (form, near) not in known
    ]
    if new:
        with recorded("name.note", acting=acting, at=at) as fact:
            fact.details = {"names": [one.text for one in new][:50]}
            UnresolvedName.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def assign_name(
    text: str, unit: OrgUnit, near: int | None, *, acting: Acting, at: datetime
) -> UnitAlias:
    """The unit is called so from now on: the name resolves in every plan and every file.

    Raises:
        RefusedError: the unit bears that name already.
    """
    with recorded("name.assign", acting=acting, at=at, subject=unit) as fact:
        fact.details = {"name": text}
        alias = add_alias(unit, text=text, acting=acting, at=at, on=day_of(at))
        UnresolvedName.objects.filter(folded=search_form(text), near_id=near).delete()
        return alias


def dismiss_name(name: PrintedName, *, reason: str, acting: Acting, at: datetime) -> UnresolvedName:
    """Nobody has to be found for this name near this place; it can be taken up again.

    Raises:
        RefusedError: no reason is given.
    """
    require(can_keep_units(acting))
    require(can_settle_name(acting, name.near, day_of(at)))
    if not reason.strip():
        raise RefusedError(_("Hãy ghi lý do bỏ qua tên gọi này."))
    with recorded("name.dismiss", acting=acting, at=at, reason=reason) as fact:
        row, _made = UnresolvedName.objects.update_or_create(
            folded=search_form(name.text)[:250],
            near_id=name.near,
            defaults={"is_dismissed": True, "reason": reason.strip()},
            create_defaults={
                "text": as_stored(name.text)[:250],
                "on": name.on,
                "place": name.where[:250],
                "noted_at": at,
                "is_dismissed": True,
                "reason": reason.strip(),
            },
        )
        fact.subject = row
        fact.subject_label = row.text
    return row


def take_up_name(row: UnresolvedName, *, acting: Acting, at: datetime) -> None:
    """A name set aside is looked for again."""
    require(can_settle_name(acting, row.near_id, day_of(at)))
    with recorded("name.take_up", acting=acting, at=at, subject=row) as fact:
        fact.subject_label = row.text
        row.is_dismissed, row.reason = False, ""
        row.save()
