"""``songhanh report write``."""

import argparse
from pathlib import Path
from typing import Any

from songhanh.site.commandline.errors import WrongUseError
from songhanh.site.commandline.options import add_as_of, add_by
from songhanh.site.commandline.output import Outcome, pairs
from songhanh.site.commandline.result_commands import plan_of, unit_id_of


def add_to(commands: Any) -> None:
    """Add the group ``report``."""
    report = commands.add_parser("report", help="báo cáo").add_subparsers(
        metavar="VIỆC", required=True
    )
    write = report.add_parser("write", help="viết báo cáo của một đơn vị ra tệp Word")
    write.add_argument("--plan", required=True, metavar="MÃ")
    write.add_argument("--unit", required=True, metavar="MÃ")
    write.add_argument("--period", required=True, metavar="KỲ", help="2026, 2026-H1, 2026-Q3")
    add_as_of(write)
    write.add_argument("-o", "--output", required=True, metavar="TỆP.docx")
    add_by(write)
    write.set_defaults(command=report_write)


def report_write(options: argparse.Namespace) -> Outcome:
    """Write the report in the official layout; the same facts give the same bytes.

    Raises:
        WrongUseError: the file cannot be written there.
    """
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.reporting.documents.writing import write_report

    as_of = options.as_of or today()
    unit_id = unit_id_of(options.unit, as_of)
    data = write_report(plan_of(options.plan), unit_id=unit_id, period=options.period, as_of=as_of)
    path = Path(options.output)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise WrongUseError(
            f"Chưa ghi được tệp “{path}” ({error.strerror}). "
            "Hãy chọn thư mục khác còn chỗ và ghi được."
        ) from error
    document = {"file": str(path), "bytes": len(data)}
    return Outcome(document, lambda: pairs({"Tệp": path, "Số byte": len(data)}))
