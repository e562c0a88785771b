"""Writing reports as official documents: of a unit from what it submitted, of the standing unit
from the round it consolidates. The same facts give the same bytes.
"""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from songhanh.engines.counting import Period, parse_period
from songhanh.engines.docwrite import DocumentError, OfficialDocument, write_document
from songhanh.engines.vntext import format_date
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.offices import office_of
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.consolidation.queries import (
    frozen_sheet,
    newest_frozen,
    resolved,
    rules_with_period,
    sheet_of,
)
from songhanh.reporting.documents.content import (
    Content,
    Frame,
    unit_report,
)
from songhanh.reporting.documents.content_lead import consolidated_report
from songhanh.reporting.documents.queries import is_lead, place_names, serves
from songhanh.reporting.documents.routes import consolidated_route, unit_route
from songhanh.reporting.submissions.gathering import report_day, unit_figures
from songhanh.reporting.submissions.models import Snapshot
from songhanh.reporting.submissions.narrative import skeleton
from songhanh.reporting.submissions.queries import (
    explained_of,
    figures_of,
    newest_snapshots,
    texts_of,
)

NOT_FROZEN = "số liệu chưa chốt"
"""What a document says of figures that nobody has submitted or frozen yet."""


def write_report(plan: PlanDocument, *, unit_id: int, period: str, as_of: date) -> bytes:
    """The report of a unit for a period, as known at the end of ``as_of``, as a .docx file.

    Of the plan's issuer and its standing unit: the consolidated report, as frozen by that day, else
    drawn up from what is approved. Of any other unit: the newest version it submitted by that day,
    else what its records give, and the document says that the figures are not frozen.

    Raises:
        RefusedError: no such period, a period that lies ahead or outside the plan, or a unit the
            plan does not concern.
    """
    span = _period(plan, period, as_of)
    with translation.override("vi"):
        if is_lead(plan, unit_id, as_of):
            return _written(_consolidated(plan, unit_id, span, as_of))
        snapshots = newest_snapshots(plan, unit_id, span.label, until=as_of)
        if snapshots:
            return _written(_of_snapshot(snapshots[0]))
        if not serves(plan, unit_id, report_day(span, as_of)):
            raise RefusedError(
                _(
                    "Đơn vị này không thuộc phạm vi của kế hoạch “%(plan)s” nên không có báo cáo."
                    " Hãy kiểm tra mã đơn vị."
                )
                % {"plan": plan.code}
            )
        return _written(_computed(plan, unit_id, span, as_of))


def write_submission(snapshot: Snapshot) -> bytes:
    """One frozen version of a unit's report as a .docx file."""
    return _written(submission_facts(snapshot))


def write_consolidation(frozen: FrozenConsolidation) -> bytes:
    """One frozen consolidation as a .docx file."""
    return _written(consolidation_facts(frozen))


def submission_facts(snapshot: Snapshot) -> OfficialDocument:
    """One frozen version of a unit's report as the facts of a document."""
    with translation.override("vi"):
        return _of_snapshot(snapshot)


def consolidation_facts(frozen: FrozenConsolidation) -> OfficialDocument:
    """One frozen consolidation as the facts of a document."""
    with translation.override("vi"):
        return _of_frozen(frozen, frozen.consolidation.unit_id)


def _period(plan: PlanDocument, text: str, as_of: date) -> Period:
    try:
        period = parse_period(text)
    except ValueError as unreadable:
        raise RefusedError(str(unreadable)) from unreadable
    first, last = plan.first_year or period.year, plan.last_year or period.year
    if not first <= period.year <= last:
        raise RefusedError(
            _("Kỳ %(period)s nằm ngoài thời gian thực hiện kế hoạch (%(first)s–%(last)s).")
            % {"period": period.label, "first": first, "last": last}
        )
    if period.first > as_of:
        raise RefusedError(
            _("Kỳ %(period)s bắt đầu từ ngày %(day)s, sau ngày tính số liệu.")
            % {"period": period.label, "day": format_date(period.first)}
        )
    return period


def _written(document: OfficialDocument) -> bytes:
    try:
        return write_document(document)
    except DocumentError as incomplete:
        raise RefusedError(incomplete.message) from incomplete


# ------------------------------------------------------------ of one unit ----


def _of_snapshot(snapshot: Snapshot) -> OfficialDocument:
    submission = snapshot.submission
    day = day_of(snapshot.taken_at)
    route = unit_route(submission.plan, submission.rule, submission.unit_id, snapshot.as_of)
    frame = Frame(
        plan=submission.plan,
        issuer=office_of(submission.plan.issuer_id, snapshot.as_of),
        office=office_of(submission.unit_id, snapshot.as_of, submission.period_value.first),
        place_names=place_names(submission.plan, snapshot.as_of),
        period=submission.period_value,
        as_of=snapshot.as_of,
        year=day.year,
        note=f"bản chốt lần {snapshot.number}, nộp ngày {format_date(day)}",
        addressees=route.addressees,
        recipients=route.recipients,
    )
    content = Content(figures_of(snapshot), explained_of(snapshot), texts_of(snapshot))
    return unit_report(frame, content)


def _computed(plan: PlanDocument, unit_id: int, period: Period, as_of: date) -> OfficialDocument:
    day = report_day(period, as_of)
    rules = rules_with_period(plan, period.label, as_of)
    route = unit_route(plan, rules[0] if rules else None, unit_id, day)
    figures = unit_figures(plan, unit_id, period, day)
    frame = Frame(
        plan=plan,
        issuer=office_of(plan.issuer_id, day),
        office=office_of(unit_id, day, period.first),
        place_names=place_names(plan, day),
        period=period,
        as_of=day,
        year=as_of.year,
        note=NOT_FROZEN,
        addressees=route.addressees,
        recipients=route.recipients,
    )
    return unit_report(frame, Content(figures, {}, skeleton(figures, period, day)))


# ----------------------------------------------------------- consolidated ----


def _consolidated(
    plan: PlanDocument, unit_id: int, period: Period, as_of: date
) -> OfficialDocument:
    rules = rules_with_period(plan, period.label, as_of)
    if not rules:
        raise RefusedError(
            _("Kế hoạch “%(plan)s” không có chế độ báo cáo nào cho kỳ %(period)s.")
            % {"plan": plan.code, "period": period.label}
        )
    frozen = [one for rule in rules if (one := newest_frozen(rule, period.label, until=as_of))]
    if frozen:
        return _of_frozen(frozen[0], unit_id)
    sheet = resolved(plan, sheet_of(rules[0], period, on=as_of))
    route = consolidated_route(plan, rules[0], unit_id, sheet.as_of)
    frame = Frame(
        plan=plan,
        issuer=office_of(plan.issuer_id, sheet.as_of),
        office=office_of(unit_id, sheet.as_of, period.first),
        place_names=place_names(plan, sheet.as_of),
        period=period,
        as_of=sheet.as_of,
        year=as_of.year,
        note=NOT_FROZEN,
        addressees=route.addressees,
        recipients=route.recipients,
    )
    return consolidated_report(frame, sheet)


def _of_frozen(frozen: FrozenConsolidation, unit_id: int) -> OfficialDocument:
    consolidation = frozen.consolidation
    plan = consolidation.plan
    sheet = frozen_sheet(frozen)
    day = day_of(frozen.frozen_at)
    route = consolidated_route(plan, consolidation.rule, unit_id, frozen.as_of)
    frame = Frame(
        plan=plan,
        issuer=office_of(plan.issuer_id, frozen.as_of),
        office=office_of(unit_id, frozen.as_of, sheet.period.first),
        place_names=place_names(plan, frozen.as_of),
        period=sheet.period,
        as_of=frozen.as_of,
        year=day.year,
        note=f"bản chốt lần {frozen.number}, chốt ngày {format_date(day)}",
        addressees=route.addressees,
        recipients=route.recipients,
    )
    return consolidated_report(frame, sheet)
