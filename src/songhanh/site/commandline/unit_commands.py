"""``songhanh units list | resolve``."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from songhanh.site.commandline.errors import WrongUseError
from songhanh.site.commandline.options import add_as_of
from songhanh.site.commandline.output import Outcome, table
from songhanh.site.commandline.result_commands import unit_id_of

if TYPE_CHECKING:
    from songhanh.registry.orgunits.queries import Resolution


def add_to(commands: Any) -> None:
    """Add the group ``units``."""
    units = commands.add_parser("units", help="đơn vị theo ngày").add_subparsers(
        metavar="VIỆC", required=True
    )
    listing = units.add_parser("list", help="các đơn vị có hiệu lực trong ngày")
    add_as_of(listing)
    listing.add_argument("--under", metavar="MÃ", help="chỉ đơn vị thuộc đơn vị này")
    listing.add_argument("--kind", metavar="LOẠI", help="chỉ loại đơn vị này")
    listing.set_defaults(command=units_list)
    resolve = units.add_parser("resolve", help="đơn vị mà một tên gọi muốn nói đến")
    resolve.add_argument("text", metavar="TÊN")
    add_as_of(resolve)
    resolve.add_argument("--near", metavar="MÃ", help="gần đơn vị này")
    resolve.set_defaults(command=units_resolve)


def units_list(options: argparse.Namespace) -> Outcome:
    """Units valid on the date."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.registry.orgunits.enums import UnitKind
    from songhanh.registry.orgunits.queries import list_units

    as_of = options.as_of or today()
    if options.kind and options.kind not in UnitKind.values:
        raise WrongUseError(
            f"“{options.kind}” không phải loại đơn vị. Dùng một trong: "
            f"{', '.join(UnitKind.values)}."
        )
    if options.under:
        unit_id_of(options.under, as_of)
    rows = list_units(as_of=as_of, under=options.under, kind=options.kind)
    document = [_without_id(row) for row in rows]
    return Outcome(
        document,
        lambda: table(
            ["Mã", "Tên", "Loại", "Trực thuộc"],
            [[row.code, row.name, row.kind, row.parent_code] for row in rows],
        ),
    )


def units_resolve(options: argparse.Namespace) -> Outcome:
    """The unit, the class, or the candidates a name means; nothing is guessed."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.registry.orgunits.queries import resolve_names

    as_of = options.as_of or today()
    near = unit_id_of(options.near, as_of) if options.near else None
    found = resolve_names(options.text, as_of, near)
    document = [
        {
            "text": one.text,
            "outcome": one.outcome.value,
            "units": [_without_id(unit) for unit in one.units],
            "kinds": list(one.kinds),
            "codes": list(one.codes),
            "unresolved": list(one.unresolved),
        }
        for one in found
    ]
    return Outcome(document, lambda: "\n\n".join(_meaning(one) for one in found))


def _meaning(one: "Resolution") -> str:
    rows = [[unit.code, unit.name, unit.kind] for unit in one.units]
    return f"{one.message}\n{table(['Mã', 'Tên', 'Loại'], rows)}" if rows else one.message


def _without_id(row: Any) -> dict[str, Any]:
    """A unit without its key, which means nothing outside."""
    return {name: value for name, value in asdict(row).items() if name not in {"id", "unit_id"}}
