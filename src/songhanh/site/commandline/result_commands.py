"""``songhanh results show | explain | verify`` and ``songhanh obligations list``."""

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from songhanh.site.commandline.errors import WrongUseError
from songhanh.site.commandline.options import add_as_of, day
from songhanh.site.commandline.output import DONE, DONE_WITH_ERRORS, Outcome, pairs, table


def add_to(commands: Any) -> None:
    """Add the groups ``results`` and ``obligations``."""
    results = commands.add_parser("results", help="giá trị thực hiện của chỉ tiêu").add_subparsers(
        metavar="VIỆC", required=True
    )
    show = results.add_parser("show", help="mỗi chỉ tiêu và kỳ một dòng")
    show.add_argument("--plan", required=True, metavar="MÃ")
    add_as_of(show)
    show.add_argument("--known-on", type=day, metavar="NGÀY", help="theo số liệu có đến ngày này")
    show.add_argument("--unit", metavar="MÃ", help="chỉ đơn vị này và đơn vị thuộc nó")
    show.add_argument("--standing", choices=("accepted", "provisional"), default="accepted")
    show.add_argument("--map", choices=("reported", "new"), default="reported")
    show.add_argument(
        "--map-day", type=day, metavar="NGÀY", help="chuỗi so sánh: bản đồ của ngày này (--map new)"
    )
    show.set_defaults(command=results_show)
    _add_totals(results)
    explain = results.add_parser("explain", help="bút toán và bản ghi sau một con số")
    explain.add_argument("--plan", required=True, metavar="MÃ")
    explain.add_argument("--target", required=True, metavar="SỐ_MỤC")
    explain.add_argument("--unit", required=True, metavar="MÃ")
    add_as_of(explain)
    explain.add_argument("--known-on", type=day, metavar="NGÀY", help="theo số liệu đến ngày này")
    explain.add_argument("--standing", choices=("accepted", "provisional"), default="accepted")
    explain.add_argument("--map", choices=("reported", "new"), default="reported")
    explain.set_defaults(command=results_explain)
    check = results.add_parser("verify", help="đếm lại mọi con số từ bản ghi rồi so sánh")
    check.add_argument("--plan", metavar="MÃ", help="chỉ kế hoạch này; mọi kế hoạch nếu không ghi")
    add_as_of(check)
    check.set_defaults(command=results_verify)
    obligations = commands.add_parser("obligations", help="nghĩa vụ báo cáo").add_subparsers(
        metavar="VIỆC", required=True
    )
    listing = obligations.add_parser("list", help="ai phải báo cáo gì, đến ngày nào, đang ra sao")
    listing.add_argument("--plan", metavar="MÃ")
    add_as_of(listing)
    listing.add_argument("--unit", metavar="MÃ")
    listing.add_argument("--state", metavar="TRẠNG_THÁI")
    listing.set_defaults(command=obligations_list)


def _add_totals(results: Any) -> None:
    totals = results.add_parser("totals", help="số liệu qua các năm, trên một trong ba bản đồ")
    totals.add_argument("--measure", required=True, metavar="SỐ_LIỆU")
    totals.add_argument("--from-year", type=int, metavar="NĂM", help="bốn năm trước nếu không ghi")
    add_as_of(totals)
    totals.add_argument("--unit", metavar="MÃ", help="chỉ đơn vị này và đơn vị thuộc nó")
    totals.add_argument("--map", choices=("reported", "new", "series"), default="reported")
    totals.add_argument("--map-day", type=day, metavar="NGÀY", help="ngày bản đồ (--map series)")
    totals.add_argument("--by-province", action="store_true", help="mỗi tỉnh một dòng")
    totals.add_argument("--standing", choices=("accepted", "provisional"), default="accepted")
    totals.set_defaults(command=results_totals)


def results_totals(options: argparse.Namespace) -> Outcome:
    """A measure by unit and year on one of the three maps."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.engines.counting import TotalsMap
    from songhanh.foundation.lib.clock import today
    from songhanh.results.totals.queries import TotalsAsked, measures, totals_of

    as_of = options.as_of or today()
    known = {one.code for one in measures()}
    if options.measure not in known:
        raise WrongUseError(
            f"“{options.measure}” không phải số liệu. Dùng một trong: {', '.join(sorted(known))}."
        )
    map_on = options.map_day or (max(today(), as_of) if options.map == "series" else None)
    if map_on and (options.map != "series" or map_on < as_of):
        raise WrongUseError(
            "--map-day chỉ dùng cùng --map series và không đứng trước --as-of. "
            "Hãy sửa một trong các lựa chọn này."
        )
    found = totals_of(
        TotalsAsked(
            measure=options.measure,
            first_year=min(options.from_year or as_of.year - 4, as_of.year),
            as_of=as_of,
            view=TotalsMap(options.map),
            map_on=map_on,
            root=unit_id_of(options.unit, map_on or as_of) if options.unit else None,
            by_province=options.by_province,
            standing=options.standing,
        )
    )
    headers = ["Mã", "Đơn vị", *(str(year) for year in found.years)]
    lines = [[row.code, row.name, *row.sums] for row in found.rows]
    lines += [[row.code, f"{row.name} (chưa phân bổ)", *row.sums] for row in found.unassigned]
    return Outcome(
        found.as_json(),
        lambda: table(headers, [*lines, ["", "Tổng số", *found.grand]]),
    )


def results_show(options: argparse.Namespace) -> Outcome:
    """One row per target and period, in the order of the plan."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.results.values.queries import results_of

    as_of = options.as_of or today()
    plan = plan_of(options.plan)
    results = results_of(
        plan,
        as_of=as_of,
        known_on=options.known_on,
        standing=options.standing,
        map=options.map,
        map_day=options.map_day,
        unit_id=unit_id_of(options.unit, options.map_day or as_of) if options.unit else None,
    )
    document = [result.as_json() for result in results]
    headers = ["Mục", "Kỳ", "Tử số", "Mẫu số", "Giá trị", "Yêu cầu", "Trạng thái"]
    keys = ["ordinal", "period", "numerator", "denominator", "value", "required", "status"]
    return Outcome(
        document, lambda: table(headers, [[row[key] for key in keys] for row in document])
    )


def results_explain(options: argparse.Namespace) -> Outcome:
    """The entries and records behind one figure of one unit."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.results.values.explanation import explain_figure, sentences_for

    as_of = options.as_of or today()
    unit_id = unit_id_of(options.unit, as_of)
    plan = plan_of(options.plan)
    asked = {
        "as_of": as_of,
        "known_on": options.known_on,
        "standing": options.standing,
        "map": options.map,
    }
    explained = explain_figure(plan, options.target, unit_id=unit_id, **asked)
    sentences = sentences_for(plan, explained.target, unit_id=unit_id, **asked)
    headers = ["Ngày", "Đại lượng", "Số lượng", "Bản ghi"]
    rows = [[one.occurred_on, one.measure, one.quantity, one.record] for one in explained.entries]
    return Outcome(
        {**explained.as_json(), "sentences": sentences},
        lambda: "\n".join([*sentences, table(headers, rows)]),
    )


def results_verify(options: argparse.Namespace) -> Outcome:
    """Every figure counted again from the records; exit 1 where one differs."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.programme.plans.enums import IN_FORCE
    from songhanh.programme.plans.models import PlanDocument
    from songhanh.results.values.verification import verify_results

    plans = [plan_of(options.plan)] if options.plan else None
    if plans is None:
        plans = list(PlanDocument.objects.filter(status__in=IN_FORCE).order_by("code"))
    report = verify_results(plans, options.as_of or today())
    document = {
        "compared": {"plans": report.plans, "figures": report.figures},
        "differences": [asdict(one) for one in report.differences],
    }
    words = {
        "Kế hoạch đã so": report.plans,
        "Con số đã so": report.figures,
        "Khác nhau": len(report.differences),
    }
    return Outcome(
        document,
        lambda: pairs(words),
        exit_code=DONE if report.is_clean else DONE_WITH_ERRORS,
    )


def obligations_list(options: argparse.Namespace) -> Outcome:
    """Who owes what by when, and its state on the date."""
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.foundation.lib.clock import today
    from songhanh.reporting.obligations.queries import STATES, obligations

    as_of = options.as_of or today()
    if options.state and options.state not in STATES:
        raise WrongUseError(
            f"“{options.state}” không phải trạng thái. Dùng một trong: {', '.join(STATES)}."
        )
    unit_ids = {unit_id_of(options.unit, as_of)} if options.unit else None
    rows = obligations(
        plan=plan_of(options.plan) if options.plan else None,
        as_of=as_of,
        unit_ids=unit_ids,
        state=options.state,
        on_request=True,
    )
    document = [row.as_json() for row in rows]
    return Outcome(
        document,
        lambda: table(
            ["Đơn vị", "Kế hoạch", "Kỳ", "Ngày cuối", "Trạng thái"],
            [[r["unit"], r["plan"], r["period"], r["last_day"], r["state"]] for r in document],
        ),
    )


def plan_of(code: str) -> Any:
    """The plan of a code.

    Raises:
        WrongUseError: there is none; the sentence names those there are.
    """
    from songhanh.programme.plans.models import PlanDocument

    plan = PlanDocument.objects.filter(code=code).first()
    if plan is None:
        known = ", ".join(PlanDocument.objects.values_list("code", flat=True)[:20]) or "chưa có"
        raise WrongUseError(f"Không có kế hoạch mã “{code}”. Các kế hoạch đang có: {known}.")
    return plan


def unit_id_of(code: str, as_of: date) -> int:
    """Id of the unit that bears a code on a day.

    Raises:
        WrongUseError: no unit bears it that day.
    """
    from songhanh.registry.orgunits.queries import unit_by_code

    unit = unit_by_code(code, as_of)
    if unit is None:
        raise WrongUseError(
            f"Không có đơn vị nào mang mã “{code}” trong ngày {as_of:%d/%m/%Y}. "
            "Hãy xem “songhanh units list”."
        )
    return unit.pk
