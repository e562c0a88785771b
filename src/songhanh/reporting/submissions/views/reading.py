"""The list of reports, a report with its frozen versions, and its print."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.reporting.obligations.queries import obligation_of
from songhanh.reporting.submissions.forms import SubmissionFilter
from songhanh.reporting.submissions.gathering import unit_figures
from songhanh.reporting.submissions.models import Snapshot
from songhanh.reporting.submissions.queries import (
    Row,
    changes_between,
    decisions_of,
    draft_of,
    explained_of,
    figures_of,
    is_intact,
    of_units_named,
    open_return,
    remarks_on,
    rows_of,
    snapshots_of,
    sorted_for_list,
    submissions_visible_to,
    texts_of,
)
from songhanh.reporting.submissions.rules import can_decide, can_edit, can_report
from songhanh.reporting.submissions.views.common import (
    lines_of,
    parts_of,
    title_of,
    visible_submission,
)

_ORDERS = {
    "turn": "turn",
    "unit": "unit_name",
    "plan": "plan__code",
    "period": "period",
    "changed": "changed_at",
}
_COLUMNS = [
    Column(_("Đơn vị"), width=40),
    Column(_("Kế hoạch")),
    Column(_("Kỳ báo cáo")),
    Column(_("Tình trạng")),
    Column(_("Nộp lần đầu"), Kind.DAY),
    Column(_("Hạn"), Kind.DAY),
    Column(_("Thời hạn nộp")),
    Column(_("Số bản đã nộp"), Kind.INTEGER),
]


@signed_in
def submission_list(request: ActingRequest) -> HttpResponse:
    """The reports somebody may see; for whoever decides, those that wait come first."""
    on = today()
    form = SubmissionFilter(request.GET, plans=list(plans_visible_to(request.acting, on)))
    found = submissions_visible_to(request.acting, on)
    chosen = form.chosen
    if "q" in chosen:
        found = of_units_named(found, chosen["q"], on)
    for name, field in (("plan", "plan__code"), ("period", "period"), ("state", "state")):
        if name in chosen:
            found = found.filter(**{field: chosen[name]})
    found = lists.sort(request, sorted_for_list(found, on), _ORDERS, "turn")
    if lists.wants_workbook(request):
        return workbook_response("bao-cao.xlsx", _COLUMNS, _cells(rows_of(found, on)))
    page = lists.page_of(request, found)
    context = {
        "filter_form": form,
        "page": page,
        "rows": rows_of(page, on),
        "narrowed": bool(chosen),
        "may_report": bool(can_report(request.acting)),
    }
    return render(request, "submissions/list.html", context)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """A report: the version asked for beside today's figures, remarks at their cells, decisions."""
    submission = visible_submission(request, pk)
    on = today()
    snapshots = snapshots_of(submission)
    decisions = decisions_of(submission)
    context: dict[str, object] = {
        "submission": submission,
        "title": title_of(submission),
        "obligation": obligation_of(
            submission.rule, unit_id=submission.unit_id, period=submission.period, as_of=on
        ),
        "snapshots": snapshots,
        "decisions": decisions,
        "returned": open_return(decisions, submission),
        "editing": can_edit(request.acting, submission, on),
        "deciding": can_decide(request.acting, submission, on),
    }
    if not snapshots:
        draft = draft_of(submission, on)
        context |= lines_of(draft.figures, draft.explained, {})
        context |= {"parts": parts_of(draft.texts, {}), "as_of": draft.as_of}
        return render(request, "submissions/show.html", context)
    return render(request, "submissions/show.html", context | _frozen(request, snapshots))


@signed_in
def print_view(request: ActingRequest, pk: int) -> HttpResponse:
    """A frozen version alone, for paper."""
    submission = visible_submission(request, pk)
    snapshots = snapshots_of(submission)
    if not snapshots:
        raise Http404
    context = {"submission": submission, "title": title_of(submission)}
    return render(request, "submissions/print.html", context | _frozen(request, snapshots))


def _frozen(request: ActingRequest, snapshots: list[Snapshot]) -> dict[str, object]:
    snapshot = _asked(request, snapshots)
    submission = snapshot.submission
    figures = figures_of(snapshot)
    period = submission.period_value
    now = unit_figures(submission.plan, submission.unit_id, period, snapshot.as_of)
    remarks = remarks_on(snapshot)
    before = next((one for one in snapshots if one.number == snapshot.number - 1), None)
    lines = lines_of(figures, explained_of(snapshot), remarks, now)
    return {
        **lines,
        "snapshot": snapshot,
        "as_of": snapshot.as_of,
        "intact": is_intact(snapshot),
        "moved": any(line.moved for group in lines.values() for line in group),
        "parts": parts_of(texts_of(snapshot), remarks),
        "changes": changes_between(before, snapshot) if before else [],
        "before": before,
    }


def _asked(request: ActingRequest, snapshots: list[Snapshot]) -> Snapshot:
    """The version the address asks for, else the newest."""
    wanted = request.GET.get("version", "")
    if not wanted:
        return snapshots[0]
    for snapshot in snapshots:
        if str(snapshot.number) == wanted:
            return snapshot
    raise Http404


def _cells(rows: list[Row]) -> Iterator[list[Cell]]:
    for row in rows:
        owed = row.obligation
        yield [
            row.unit_name,
            row.submission.plan.code,
            row.submission.period,
            row.submission.get_state_display(),
            owed.submitted_on if owed else None,
            owed.last_day if owed else None,
            owed.state_label if owed else None,
            row.submission.versions,
        ]
