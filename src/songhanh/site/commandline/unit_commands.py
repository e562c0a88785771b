"""``songhanh units list | resolve``."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from songhanh.site.commandline.options import add_as_of
from songhanh.site.commandline.output import Outcome, table

if TYPE_CHECKING:
    from songhanh.registry.orgunits.queries import ListedUnit


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
    from songhanh.registry.orgunits.listing import list_units

    rows = list_units(options.as_of or today(), under=options.under, kind=options.kind)
    return Outcome([_without_id(row) for row in rows], lambda: _table(rows))


def units_resolve(options: argparse.Namespace) -> Outcome:
    """The unit, the class, or the candidates a name means; nothing is guessed."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.registry.orgunits.listing import resolve_units

    found = resolve_units(options.text, options.as_of or today(), near=options.near)
    document = asdict(found) | {"units": [_without_id(row) for row in found.units]}
    readable = f"{found.message}\n{_table(found.units)}" if found.units else found.message
    return Outcome(document, lambda: readable)


def _table(rows: "list[ListedUnit]") -> str:
    cells = [[row.code, row.name, row.kind, row.parent_code] for row in rows]
    return table(["Mã", "Tên", "Loại", "Trực thuộc"], cells)


def _without_id(row: "ListedUnit") -> dict[str, Any]:
    """A unit without its key, which means nothing outside."""
    return {name: value for name, value in asdict(row).items() if name != "id"}
