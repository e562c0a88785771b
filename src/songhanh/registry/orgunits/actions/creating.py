"""A new unit, and what is said of it besides its name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits.actions.spans import bearer_of, lock_units, require_valid
from songhanh.registry.orgunits.models import (
    OrgUnit,
    UnitAlias,
    UnitRelation,
    UnitVersion,
)
from songhanh.registry.orgunits.names import as_stored, search_form
from songhanh.registry.orgunits.rules import can_add_under


@dataclass(frozen=True)
class NewUnit:
    """What is known of a unit when it is entered. Days are inside; None is open."""

    code: str
    name: str
    kind: str
    parent: OrgUnit | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""


def create_unit(new: NewUnit, *, acting: Acting, at: datetime, on: date) -> OrgUnit:
    """Enter a unit; ``on`` is the day on which the acting person's branch is looked at.

    Raises:
        RefusedError: the code is borne by another unit on some of the days, or the parent is not
            valid on all of them.
        NotAllowedError: by the rule ``can_add_under``.
    """
    require(can_add_under(acting, new.parent.pk if new.parent else None, on))
    with recorded("orgunit.create", acting=acting, at=at) as fact:
        if new.parent is not None:
            lock_units([new.parent])
            require_valid(new.parent, new.valid_from or on, new.valid_to)
        code = new.code.strip()
        bearer = bearer_of(code, new.valid_from, new.valid_to)
        if bearer is not None:
            raise RefusedError(
                _("Mã “%(code)s” đang là mã của “%(name)s”. Hãy chọn một mã khác.")
                % {"code": code, "name": bearer.name}
            )
        unit = OrgUnit.objects.create(source=new.source)
        name = as_stored(new.name)
        UnitVersion.objects.create(
            unit=unit,
            code=code,
            name=name,
            folded_name=search_form(name),
            kind=new.kind,
            valid_from=new.valid_from,
            valid_to=new.valid_to,
        )
        if new.parent is not None:
            UnitRelation.objects.create(
                unit=unit, parent=new.parent, valid_from=new.valid_from, valid_to=new.valid_to
            )
        _store_aliases(unit, new.aliases, new.source)
        fact.subject = unit
        fact.subject_label = name
    return unit


def _store_aliases(unit: OrgUnit, texts: tuple[str, ...], source: str) -> None:
    for text in dict.fromkeys(as_stored(one) for one in texts):
        if text:
            UnitAlias.objects.get_or_create(
                unit=unit, text=text, defaults={"folded": search_form(text), "source": source}
            )
