"""``songhanh backup | restore | demo | serve | migrate``."""

import argparse
from pathlib import Path
from typing import Any

from songhanh.foundation.lib.memory import without_collecting
from songhanh.site.commandline.options import add_by
from songhanh.site.commandline.output import Outcome, pairs


def add_to(commands: Any) -> None:
    """Add the single commands of the installation."""
    backup = commands.add_parser("backup", help="sao lưu toàn bộ vào một tệp")
    backup.add_argument("file", metavar="TỆP")
    add_by(backup)
    backup.set_defaults(command=write_backup)
    restore = commands.add_parser("restore", help="phục hồi từ một tệp sao lưu")
    restore.add_argument("file", metavar="TỆP")
    restore.set_defaults(command=restore_backup)
    demo = commands.add_parser("demo", help="tỉnh mẫu, chạy cả việc chính một lượt")
    demo.add_argument("--serve", action="store_true", help="sau đó mở trang")
    _add_address(demo)
    demo.set_defaults(command=show_demo)
    serve = commands.add_parser("serve", help="mở trang, kèm tiến trình làm việc nền")
    _add_address(serve)
    serve.set_defaults(command=serve_site)
    migrate = commands.add_parser("migrate", help="đưa cơ sở dữ liệu lên dạng mới nhất")
    migrate.set_defaults(command=migrate_database)


def write_backup(options: argparse.Namespace) -> Outcome:
    """Everything into one file, consistent while the site is in use."""
    from songhanh.site.commandline.database import acting_by, prepare

    prepare()
    from songhanh.foundation.lib.clock import now, today
    from songhanh.site.backup.writing import back_up

    report = back_up(Path(options.file), acting=acting_by(options.by, today()), at=now())
    document = {"file": str(report.path), "rows": report.rows, "files": report.files}
    return Outcome(
        document,
        lambda: pairs({"Tệp": report.path, "Số dòng": report.rows, "Số tệp kèm": report.files}),
    )


def restore_backup(options: argparse.Namespace) -> Outcome:
    """Everything back, into an empty database of either kind."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.site.backup.restoring import restore

    report = restore(Path(options.file))
    document = {"file": str(report.path), "rows": report.rows, "files": report.files}
    return Outcome(document, lambda: pairs({"Số dòng": report.rows, "Số tệp kèm": report.files}))


def show_demo(options: argparse.Namespace) -> Outcome:
    """The invented sample province, filled through the real flow."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.site.commandline.serving import serve
    from songhanh.site.demo.story import tell

    told = tell()
    if options.serve:
        serve(options.host, options.port, greeting=told.readable())
        return Outcome({})
    return Outcome(told.as_json(), told.readable)


def serve_site(options: argparse.Namespace) -> Outcome:
    """The site with its worker, until it is stopped."""
    from songhanh.site.commandline.database import prepare

    with without_collecting():
        prepare()
        from songhanh.site.commandline.serving import serve

    serve(options.host, options.port)
    return Outcome({})


def migrate_database(_options: argparse.Namespace) -> Outcome:
    """Bring the database to the newest form and put every trigger in place."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from django.db import connection

    from songhanh.foundation.lib.triggers import install, missing

    install(connection)
    return Outcome({"missing_triggers": missing(connection)}, lambda: "Cơ sở dữ liệu đã sẵn sàng.")


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ")
    parser.add_argument("--port", type=int, default=8000, metavar="CỔNG")
