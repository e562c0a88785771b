"""``songhanh units list | resolve | update | check | bodies``."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from songhanh.site.commandline.errors import WrongUseError
from songhanh.site.commandline.options import add_as_of, add_by
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
    _add_keeping(units)


def _add_keeping(units: Any) -> None:
    """Commands that keep the registry in order."""
    update = units.add_parser("update", help="nhận danh mục chính thức mới hơn")
    update.add_argument("path", metavar="THƯ_MỤC", help="thư mục hoặc tệp .zip của danh mục")
    update.add_argument("--dry-run", action="store_true", help="chỉ cho xem những gì sẽ đổi")
    add_by(update)
    update.set_defaults(command=units_update)
    check = units.add_parser("check", help="kiểm tra tính toàn vẹn của danh mục đơn vị")
    add_as_of(check)
    check.add_argument("--under", metavar="MÃ", help="chỉ đơn vị này và đơn vị thuộc nó")
    check.set_defaults(command=units_check)
    bodies = units.add_parser("bodies", help="thêm các cơ quan thường gặp của một tỉnh")
    bodies.add_argument("code", metavar="MÃ_TỈNH")
    add_by(bodies)
    bodies.set_defaults(command=units_bodies)


_MOST_BYTES = 50_000_000
"""So large may a list in an archive be."""

CHANGE_WORDS = {
    "new": "mới",
    "renamed": "đổi tên",
    "retyped": "đổi loại",
    "moved": "chuyển trực thuộc",
    "ended": "kết thúc",
    "dated": "đổi ngày hiệu lực",
    "not_listed": "danh mục mới không có",
}


def units_update(options: argparse.Namespace) -> Outcome:
    """What a newer official list changes; without ``--dry-run`` it is done."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import now, today
    from songhanh.registry.orgunits.actions import update_official_registry
    from songhanh.site.commandline.database import acting_by

    with lists_of(options.path) as folder:
        acting, at = acting_by(options.by, today()), now()
        changes = update_official_registry(
            folder, dry_run=options.dry_run, acting=acting, at=at, on=today()
        )
    document = {
        "dry_run": options.dry_run,
        "counts": {kind: sum(one.kind == kind for one in changes) for kind in CHANGE_WORDS},
        "changes": [asdict(one) for one in changes],
    }
    return Outcome(
        document,
        lambda: table(
            ["Thay đổi", "Mã", "Trước", "Sau"],
            [[CHANGE_WORDS[one.kind], one.code, one.before, one.after] for one in changes],
        ),
    )


@contextmanager
def lists_of(path: str) -> Iterator[Path]:
    """The folder of the lists; a .zip is unpacked for as long as it is read.

    Raises:
        WrongUseError: there is no such folder or file, or it is no .zip.
    """
    place = Path(path)
    if place.is_dir():
        yield place
        return
    with TemporaryDirectory() as folder:
        try:
            with ZipFile(place) as archive:
                for member in archive.infolist():
                    name = Path(member.filename).name
                    if name.endswith(".csv") and member.file_size < _MOST_BYTES:
                        (Path(folder) / name).write_bytes(archive.read(member))
        except (OSError, BadZipFile) as error:
            raise WrongUseError(
                f"Chưa mở được “{path}”. Hãy đưa thư mục hoặc tệp .zip có units.csv, "
                "successions.csv và bases.csv."
            ) from error
        yield Path(folder)


def units_check(options: argparse.Namespace) -> Outcome:
    """Every integrity check over the registry; exit code 1 where one finds an error."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.registry.orgunits.checks import CHECKS, snapshot

    as_of = options.as_of or today()
    root = unit_id_of(options.under, as_of) if options.under else None
    registry = snapshot(root, as_of)
    keys = ("severity", "place", "message", "suggestion")
    document = [
        {
            "code": check.code,
            "severity": check.severity.value,
            "message": f"{check.name}: {found.text}",
            "place": f"{found.code} {found.name}",
            "suggestion": str(check.advice),
        }
        for check in (one() for one in CHECKS)
        for found in check.find(registry)
    ]
    return Outcome(
        document,
        lambda: table(
            ["Mức", "Đơn vị", "Điều tìm thấy", "Nên làm"],
            [[one[key] for key in keys] for one in document],
        ),
        int(any(one["severity"] == "error" for one in document)),
    )


def units_bodies(options: argparse.Namespace) -> Outcome:
    """Enter the usual bodies of a province, with their history."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import now, today
    from songhanh.registry.orgunits.actions import add_usual_bodies
    from songhanh.registry.orgunits.models import OrgUnit
    from songhanh.site.commandline.database import acting_by

    province = OrgUnit.objects.get(pk=unit_id_of(options.code, today()))
    done = add_usual_bodies(province, acting=acting_by(options.by, today()), at=now(), on=today())
    document = {
        name: {"added": count.added, "changed": count.changed, "same": count.same}
        for name, count in (("units", done.units), ("successions", done.successions))
    }
    return Outcome(
        document,
        lambda: table(
            ["", "Thêm", "Đổi", "Giữ nguyên"],
            [[name, *one.values()] for name, one in document.items()],
        ),
    )


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
