"""What the command line asks of the registry: plain rows, codes instead of ids."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.queries import ListedUnit


@dataclass(frozen=True)
class ResolvedName:
    """What a printed name means: one unit, the members of a class, or candidates to choose from."""

    text: str
    outcome: str
    units: list[ListedUnit]
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    unresolved: tuple[str, ...]
    message: str


def list_units(
    as_of: date, *, under: str | None = None, kind: str | None = None
) -> list[ListedUnit]:
    """The units valid on a day in the order of their codes, with the codes of their parents.

    Raises:
        RefusedError: nobody bears the code ``under`` on that day, or there is no such kind.
    """
    if kind is not None and kind not in UnitKind.values:
        raise RefusedError(
            _("Không có loại đơn vị “%(kind)s”. Các loại dùng được: %(kinds)s.")
            % {"kind": kind, "kinds": ", ".join(UnitKind.values)}
        )
    root = _unit_id(under, as_of) if under else None
    found = queries.search_units(on=as_of, kinds=[kind] if kind else (), under=root)
    return queries.listed(list(found.order_by("code", "pk")), as_of)


def resolve_units(text: str, on: date, *, near: str | None = None) -> ResolvedName:
    """What a name in running text means on a day, near the unit of a code.

    Raises:
        RefusedError: nobody bears the code ``near`` on that day.
    """
    meant = queries.resolve_name(text, on, _unit_id(near, on) if near else None)
    versions = queries.nearest_versions([one.unit_id for one in meant.units], on)
    return ResolvedName(
        text=text,
        outcome=meant.outcome.value,
        units=queries.listed([versions[one.unit_id] for one in meant.units], on),
        kinds=meant.kinds,
        codes=meant.codes,
        unresolved=meant.unresolved,
        message=meant.message,
    )


def _unit_id(code: str, on: date) -> int:
    unit = queries.unit_by_code(code, on)
    if unit is None:
        raise RefusedError(
            _("Không có đơn vị nào mang mã “%(code)s” vào ngày %(day)s. Hãy kiểm tra mã hoặc ngày.")
            % {"code": code, "day": f"{on:%d/%m/%Y}"}
        )
    return unit.pk
