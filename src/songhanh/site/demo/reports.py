"""The sample province reports its year: drafts, a return, approvals, the Word file."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from songhanh.engines.counting import Period, year_of
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import reporting_rules
from songhanh.reporting.consolidation.actions import freeze_consolidation
from songhanh.reporting.consolidation.models import Consolidation
from songhanh.reporting.documents.writing import write_report
from songhanh.reporting.submissions import actions
from songhanh.reporting.submissions.enums import Section
from songhanh.reporting.submissions.models import Submission
from songhanh.site.demo.province import COMMUNES, PROVINCE, STANDING_UNIT, Province

STILL_DRAFTING = {"HS-09", "HS-11"}
"""Communes whose report is not there yet, so that the lead officer has something to urge."""
SENT_BACK = "HS-02"


@dataclass(frozen=True)
class Written:
    """What the reports came to."""

    words: str


def report_the_year(
    plan: PlanDocument, province: Province, *, folder: Path, on: date, at: datetime
) -> Written:
    """Let the communes report, the lead officer decide, and write the consolidated report."""
    period = year_of(on.year)
    rule = next(one for one in reporting_rules(plan) if one.kind == RuleKind.ANNUAL)
    lead = province.acting["noi-vu"]
    approved = 0
    for code, _name, _kind, username, _person in COMMUNES:
        if code in STILL_DRAFTING:
            continue
        submission = _submitted(rule, province, (code, username), period, at)
        if code == SENT_BACK:
            submission = _sent_back_and_mended(submission, province, username, at)
        actions.approve_submission(submission, version=submission.versions, acting=lead, at=at)
        approved += 1
    begun = Consolidation.objects.filter(rule=rule, period=period.label).first()
    freeze_consolidation(rule, period, saves=begun.saves if begun else 0, acting=lead, at=at)
    data = write_report(
        plan, unit_id=province.units[STANDING_UNIT].pk, period=period.label, as_of=on
    )
    path = folder / f"bao-cao-tong-hop-{PROVINCE.lower()}-{on.year}.docx"
    path.write_bytes(data)
    return Written(f"{approved} báo cáo được phê duyệt, {path.name}")


def _submitted(
    rule: ReportingRule, province: Province, who: tuple[str, str], period: Period, at: datetime
) -> Submission:
    code, username = who
    acting = province.acting[username]
    begun = actions.begin_submission(
        rule, unit_id=province.units[code].pk, period=period.label, acting=acting, at=at
    )
    saved = actions.save_submission(
        begun,
        actions.Written(texts={Section.DIFFICULTIES: "Kinh phí truyền thông của xã còn ít."}),
        saves=begun.saves,
        acting=acting,
        at=at,
    )
    actions.submit_submission(saved, saves=saved.saves, acting=acting, at=at)
    return Submission.objects.get(pk=saved.pk)


def _sent_back_and_mended(
    submission: Submission, province: Province, username: str, at: datetime
) -> Submission:
    actions.return_submission(
        submission,
        version=submission.versions,
        reason="Đề nghị nêu rõ khó khăn và kiến nghị cụ thể.",
        remarks={Section.DIFFICULTIES: "Khó khăn này đề nghị nêu số tiền còn thiếu."},
        acting=province.acting["noi-vu"],
        at=at,
    )
    acting = province.acting[username]
    fresh = Submission.objects.get(pk=submission.pk)
    saved = actions.save_submission(
        fresh,
        actions.Written(texts={Section.DIFFICULTIES: "Còn thiếu 12 triệu đồng để in tài liệu."}),
        saves=fresh.saves,
        acting=acting,
        at=at,
    )
    actions.submit_submission(saved, saves=saved.saves, acting=acting, at=at)
    return Submission.objects.get(pk=saved.pk)
