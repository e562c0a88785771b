"""The list of reports, a report with its frozen versions, and its print."""

from collections.abc import Iterator

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.reporting.submissions.actions import note_reading
from songhanh.reporting.submissions.enums import SubmissionState
from songhanh.reporting.submissions.filling import deadline_of, filled, frozen_span
from songhanh.reporting.submissions.forms import SubmissionFilter
from songhanh.reporting.submissions.lines import lines_of
from songhanh.reporting.submissions.models import Filling, Snapshot, Submission
from songhanh.reporting.submissions.queries import (
    Answers,
    Row,
    answers_to,
    changes_between,
    draft_of,
    explained_of,
    figures_of,
    first_sent,
    is_intact,
    of_units_named,
    rows_of,
    snapshots_of,
    sorted_for_list,
    submissions_visible_to,
    texts_of,
    was_read,
)
from songhanh.reporting.submissions.revisions import changed_since
from songhanh.reporting.submissions.rules import (
    can_decide,
    can_edit,
    can_recall,
    can_report,
    can_report_for,
    can_supplement,
)
from songhanh.reporting.submissions.sourcing import behind, draft_source, frozen_source, records_of
from songhanh.reporting.submissions.telling import told_in, untold_in
from songhanh.reporting.submissions.views.common import (
    parts_of,
    title_of,
    visible_submission,
)
from songhanh.reporting.submissions.views.once import fresh_key

_ORDERS = {
    "turn": "turn",
    "unit": "unit_name",
    "plan": "plan__code",
    "period": "period",
    "changed": "changed_at",
}
_CHANGED = [
    Column(_("Đơn vị"), width=40),
    Column(_("Kế hoạch")),
    Column(_("Kỳ báo cáo")),
    Column(_("Chốt lúc"), Kind.MOMENT),
    Column(_("Bút toán đã đảo"), Kind.INTEGER),
    Column(_("Bút toán ghi thêm"), Kind.INTEGER),
]
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
def changed(request: ActingRequest) -> HttpResponse:
    """Reports whose records were corrected after their figures were frozen."""
    found = changed_since(request.acting, today())
    if lists.wants_workbook(request):
        return workbook_response(
            "da-thay-doi-sau-khi-chot.xlsx",
            _CHANGED,
            (
                (
                    one.unit_name,
                    one.submission.plan.code,
                    one.submission.period,
                    one.taken_at,
                    one.taken_back,
                    one.added,
                )
                for one in found
            ),
        )
    return render(request, "submissions/changed.html", {"page": lists.page_of(request, found)})


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """A report: the version asked for beside today's figures, remarks at their cells, decisions.

    Opening a version that waits for one's decision is noted: from then on it is not recalled.
    """
    submission = visible_submission(request, pk)
    on = today()
    snapshots = snapshots_of(submission) if submission.versions else []
    answers = answers_to(submission) if _may_be_answered(submission) else Answers((), {})
    deciding = can_decide(request.acting, submission, on)
    own = not deciding and can_report_for(request.acting, submission.unit_id, on)
    context: dict[str, object] = {
        "submission": submission,
        "snapshots": snapshots,
        "decisions": answers.decisions,
        "returned": answers.open_return(submission),
        "editing": own and can_edit(request.acting, submission, on),
        "deciding": deciding,
        "recalling": own and can_recall(request.acting, submission, on),
        "supplementing": own and can_supplement(request.acting, submission, on),
        "key": fresh_key(),
    }
    if not snapshots:
        draft = draft_of(submission, now())
        filling = draft.filling
        context |= lines_of(draft.figures, draft.explained, {}, last=draft.last)
        context |= {"parts": parts_of(draft.texts, {}), "as_of": draft.as_of}
        context |= {"brought": filling.brought, "takes_over": filling.takes_over_text}
    else:
        snapshot = _asked(request, snapshots)
        filling = _filling_of(snapshot)
        if deciding and not was_read(snapshots[0]):
            note_reading(submission, acting=request.acting, at=now())
        context |= _frozen(snapshot, snapshots, answers, filling)
        if untold := untold_in(submission, filling):
            context["untold"] = ", ".join(untold)
            submission.filling = filling
            context["supplementing"] = own and can_supplement(request.acting, submission, on)
        context["intact"] = is_intact(snapshot) if "check" in request.GET else None
    context["title"] = title_of(submission, filling.unit_name)
    sent = first_sent(submission, snapshots, answers)
    context["obligation"] = deadline_of(submission, filling, sent, on)
    return render(request, "submissions/show.html", context)


@signed_in
def print_view(request: ActingRequest, pk: int) -> HttpResponse:
    """A frozen version alone, for paper."""
    submission = visible_submission(request, pk)
    snapshots = snapshots_of(submission)
    if not snapshots:
        raise Http404
    snapshot = _asked(request, snapshots)
    filling = _filling_of(snapshot)
    context = {
        "submission": submission,
        "title": title_of(submission, snapshot.unit_name),
        "intact": is_intact(snapshot),
        **_frozen(snapshot, snapshots, answers_to(submission), filling),
    }
    return render(request, "submissions/print.html", context)


@signed_in
def source(request: ActingRequest, pk: int, figure: str) -> HttpResponse:
    """The records behind one figure of a draft or, with ``version``, of a frozen report."""
    submission = visible_submission(request, pk)
    snapshots = snapshots_of(submission)
    if (snapshots and not submission.is_editable) or request.GET.get("version"):
        row, entries = frozen_source(_asked(request, snapshots), figure)
    else:
        row, entries = draft_source(draft_of(submission, now()), figure)
    if row is None:
        raise Http404
    page = lists.page_of(request, behind(entries))
    context = {
        "submission": submission,
        "title": title_of(submission),
        "figure": row,
        "page": page,
        "rows": records_of(page),
    }
    return render(request, "submissions/source.html", context)


def _may_be_answered(submission: Submission) -> bool:
    """Whether there can be an answer: nobody has to be asked about a report just sent."""
    just_sent = submission.state == SubmissionState.SUBMITTED and not submission.level
    return submission.versions > 1 or (submission.versions == 1 and not just_sent)


def _filling_of(snapshot: Snapshot) -> Filling:
    """Today's figures for the days of a version."""
    span = frozen_span(snapshot)
    return filled(snapshot.submission, span, now())


def _frozen(
    snapshot: Snapshot, snapshots: list[Snapshot], answers: Answers, filling: Filling
) -> dict[str, object]:
    before = next((one for one in snapshots if one.number == snapshot.number - 1), None)
    prefetch_related_objects([one for one in (snapshot, before) if one], "figures", "texts")
    filled_rows = list(filling.figures.all())
    remarks = answers.on(snapshot)
    lines = lines_of(
        figures_of(snapshot),
        explained_of(snapshot),
        remarks,
        tuple(row.figure for row in filled_rows),
        {row.key: row.last_value for row in filled_rows},
    )
    return {
        **lines,
        "snapshot": snapshot,
        "as_of": snapshot.as_of,
        "route": filling.route,
        "brought": filling.brought,
        "takes_over": told_in(snapshot, filling),
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
