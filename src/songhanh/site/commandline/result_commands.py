"""``songhanh results show | explain | freeze | verify`` and ``songhanh obligations list``."""

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from songhanh.site.commandline.errors import WrongUseError
from songhanh.site.commandline.options import add_as_of, add_by, day
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
    show.add_argument(
        "--frozen",
        type=int,
        metavar="SỐ",
        help="bản chốt số này, cạnh giá trị hiện nay",
    )
    show.set_defaults(command=results_show)
    _add_freeze(results)
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


def _add_freeze(results: Any) -> None:
    freeze = results.add_parser("freeze", help="chốt kết quả của kế hoạch, giữ nguyên mãi mãi")
    freeze.add_argument("--plan", required=True, metavar="MÃ")
    freeze.add_argument("--purpose", required=True, metavar="MỤC_ĐÍCH")
    add_as_of(freeze)
    freeze.add_argument("--known-on", type=day, metavar="NGÀY", help="theo số liệu có đến ngày này")
    freeze.add_argument("--standing", choices=("accepted", "provisional"), default="accepted")
    freeze.add_argument("--map", choices=("reported", "new"), default="reported")
    add_by(freeze)
    freeze.set_defaults(command=results_freeze)


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

    if options.frozen is not None:
        return _frozen_shown(options)
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


def results_freeze(options: argparse.Namespace) -> Outcome:
    """Keep the figures of a plan as they stand now; gives their number and seal."""
    from songhanh.site.commandline.database import acting_by, prepare

    prepare()
    from songhanh.engines.counting import MapView, Standing
    from songhanh.foundation.lib.clock import now, today
    from songhanh.foundation.lib.text import lines
    from songhanh.results.freezing.actions import freeze_results
    from songhanh.results.values.enums import MapChoice
    from songhanh.results.values.sources import Reading

    frozen = freeze_results(
        plan_of(options.plan),
        Reading(
            options.as_of or today(),
            options.known_on,
            Standing(options.standing),
            MapView(options.map),
        ),
        purpose=lines(options.purpose),
        map_choice=MapChoice(options.map),
        acting=acting_by(options.by, today()),
        at=now(),
    )
    document = {
        "plan": options.plan,
        "number": frozen.number,
        "purpose": frozen.purpose,
        "as_of": frozen.as_of,
        "taken_at": frozen.taken_at,
        "figures": frozen.figures.count(),
        "content_hash": frozen.content_hash,
    }
    words = {
        "Bản chốt số": frozen.number,
        "Số liệu đã chốt": document["figures"],
        "Mã bản chốt": frozen.content_hash,
    }
    return Outcome(document, lambda: pairs(words))


def _frozen_shown(options: argparse.Namespace) -> Outcome:
    """The frozen figures of a plan, each beside its value now and why it moved."""
    from songhanh.results.freezing.models import FrozenResults
    from songhanh.results.freezing.revisions import revisions_of

    kept = FrozenResults.objects.filter(plan=plan_of(options.plan)).order_by("number")
    frozen = kept.select_related("plan").filter(number=options.frozen).first()
    if frozen is None:
        numbers = ", ".join(str(one) for one in kept.values_list("number", flat=True))
        raise WrongUseError(
            f"Kế hoạch “{options.plan}” không có bản chốt số {options.frozen}. "
            f"Các bản chốt đang có: {numbers or 'chưa có'}."
        )
    document = [row.as_json() for row in revisions_of(frozen)]
    headers = ["Mục", "Kỳ", "Đã chốt", "Trạng thái", "Hiện nay", "Vì sao thay đổi"]
    return Outcome(
        document,
        lambda: table(
            headers,
            [
                [
                    row["ordinal"],
                    row["period"],
                    row["value"],
                    row["status"],
                    row["value_now"],
                    " ".join(row["reasons"]),
                ]
                for row in document
            ],
        ),
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
