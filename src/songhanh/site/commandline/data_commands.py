"""``songhanh data import``, ``songhanh data export`` and ``songhanh ledger verify``."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from songhanh.site.commandline.options import add_by
from songhanh.site.commandline.output import (
    DONE,
    DONE_WITH_ERRORS,
    REFUSED,
    Outcome,
    pairs,
    say,
    table,
)


def add_to(commands: Any) -> None:
    """Add the groups ``data`` and ``ledger``."""
    data = commands.add_parser("data", help="gói dữ liệu").add_subparsers(
        metavar="VIỆC", required=True
    )
    importing = data.add_parser("import", help="nhập một gói dữ liệu, tất cả hoặc không gì cả")
    importing.add_argument("path", metavar="ĐƯỜNG_DẪN", help="thư mục hoặc tệp .zip")
    importing.add_argument("--dry-run", action="store_true", help="chỉ thử, không lưu")
    add_by(importing)
    importing.set_defaults(command=data_import)
    exporting = data.add_parser("export", help="xuất đơn vị, kế hoạch, bản ghi thành gói dữ liệu")
    exporting.add_argument("path", metavar="ĐƯỜNG_DẪN", help="thư mục mới hoặc tệp .zip mới")
    exporting.set_defaults(command=data_export)
    ledger = commands.add_parser("ledger", help="sổ ghi nhận").add_subparsers(
        metavar="VIỆC", required=True
    )
    verify = ledger.add_parser("verify", help="đếm lại bút toán và số lũy kế rồi so sánh")
    verify.set_defaults(command=ledger_verify)


def data_import(options: argparse.Namespace) -> Outcome:
    """Import a data package; any error: nothing stored, exit 2 (a dry run: exit 1)."""
    from songhanh.site.commandline.database import acting_by, prepare

    prepare()
    from songhanh.foundation.lib.clock import now, today
    from songhanh.site.exchange.importing import import_package

    report = import_package(
        Path(options.path), acting=acting_by(options.by, today()), at=now(), dry_run=options.dry_run
    )
    document = {
        "dry_run": options.dry_run,
        "stored": report.stored,
        "files": {name: asdict(count) for name, count in report.files.items()},
        "findings": [asdict(finding) for finding in report.findings],
    }
    for finding in report.findings:
        say(finding.message)
    when_wrong = DONE_WITH_ERRORS if options.dry_run else REFUSED
    return Outcome(
        document,
        lambda: table(
            ["Tệp", "Thêm", "Sửa", "Giữ nguyên"],
            [[name, c.added, c.changed, c.same] for name, c in report.files.items()],
        ),
        exit_code=when_wrong if report.has_errors else DONE,
    )


def data_export(options: argparse.Namespace) -> Outcome:
    """Write everything as a data package, as it stands at one moment."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.site.exchange.exporting import export_package

    counts = export_package(Path(options.path))
    return Outcome(
        {"path": options.path, "files": counts},
        lambda: table(["Tệp", "Số dòng"], [[name, count] for name, count in counts.items()]),
    )


def ledger_verify(_options: argparse.Namespace) -> Outcome:
    """Recount entries from records and balances from entries; exit 1 when they differ."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.ledger.verification import verify

    report = verify()
    compared = {"records": report.records, "entries": report.entries, "balances": report.balances}
    document = {
        "compared": compared,
        "differences": [asdict(difference) for difference in report.differences],
        "untold": report.untold,
    }
    words = {
        "Bản ghi đã so": report.records,
        "Bút toán đã so": report.entries,
        "Số lũy kế đã so": report.balances,
        "Khác nhau": report.found,
    }
    return Outcome(
        document,
        lambda: pairs(words),
        exit_code=DONE_WITH_ERRORS if report.differences else DONE,
    )
