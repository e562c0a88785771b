"""The sample province reports its year: drafts, a return, approvals, the Word file."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from songhanh.engines.counting import year_of
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.enums import RuleKind
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
DIFFICULTIES = (
    "Kinh phí truyền thông của xã còn ít.",
    "Cán bộ phụ trách kiêm nhiệm nhiều việc, ít thời gian xuống thôn.",
    "Loa truyền thanh ở hai thôn hỏng, đang chờ sửa.",
    "Nam giới đi làm xa nên ít người dự các buổi nói chuyện.",
)


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
    for number, (code, _name, _kind, username, _person) in enumerate(COMMUNES):
        if code in STILL_DRAFTING:
            continue
        acting = province.acting[username]
        draft = actions.begin_submission(
            rule, unit_id=province.units[code].pk, period=period.label, acting=acting, at=at
        )
        difficulty = DIFFICULTIES[number % len(DIFFICULTIES)]
        submission = _submitted(draft, difficulty, acting, at)
        if code == SENT_BACK:
            submission = _sent_back_and_mended(submission, lead, acting, at)
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


def _submitted(draft: Submission, difficulty: str, acting: Acting, at: datetime) -> Submission:
    saved = actions.save_submission(
        draft,
        actions.Written(texts={Section.DIFFICULTIES: difficulty}),
        saves=draft.saves,
        acting=acting,
        at=at,
    )
    actions.submit_submission(saved, saves=saved.saves, acting=acting, at=at)
    return Submission.objects.get(pk=saved.pk)


def _sent_back_and_mended(
    submission: Submission, lead: Acting, acting: Acting, at: datetime
) -> Submission:
    actions.return_submission(
        submission,
        version=submission.versions,
        reason="Đề nghị nêu rõ khó khăn và kiến nghị cụ thể.",
        remarks={Section.DIFFICULTIES: "Khó khăn này đề nghị nêu rõ hơn."},
        acting=lead,
        at=at,
    )
    mended = "Còn thiếu 12 triệu đồng để in tài liệu."
    return _submitted(Submission.objects.get(pk=submission.pk), mended, acting, at)
