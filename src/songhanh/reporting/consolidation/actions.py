"""Writing and freezing a consolidation."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.engines.counting import Period
from songhanh.engines.vntext import fold
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import reporting_rules
from songhanh.registry.orgunits.queries import nearest_versions
from songhanh.reporting.consolidation.drawing import drawn
from songhanh.reporting.consolidation.enums import LeadPart
from songhanh.reporting.consolidation.marks import mark, unknown_marks
from songhanh.reporting.consolidation.models import (
    ConsolidatedExtra,
    ConsolidatedFigure,
    ConsolidatedMember,
    ConsolidatedMoney,
    ConsolidatedText,
    Consolidation,
    ConsolidationMoney,
    ConsolidationText,
    FrozenConsolidation,
    OutlierSetting,
)
from songhanh.reporting.consolidation.money import Money
from songhanh.reporting.consolidation.outliers import OutlierLimits
from songhanh.reporting.consolidation.queries import (
    owed_above,
    resolved,
    sheet_of,
    values_in,
)
from songhanh.reporting.consolidation.rules import can_consolidate
from songhanh.reporting.consolidation.sheets import Sheet, Total
from songhanh.reporting.consolidation.upward import added_up
from songhanh.reporting.obligations.actions import record_first_submission
from songhanh.reporting.obligations.queries import Obligation, obligation_of
from songhanh.reporting.submissions.actions import (
    Written,
    begin_submission,
    bring_figures,
    save_submission,
)
from songhanh.reporting.submissions.enums import Section
from songhanh.reporting.submissions.figures import columns
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.queries import submission_of


def save_consolidation(
    rule: ReportingRule,
    period: Period,
    texts: Mapping[str, str],
    *,
    saves: int,
    acting: Acting,
    at: datetime,
) -> Consolidation:
    """Keep the text of a consolidation, beginning it where there is none.

    Raises:
        NotAllowedError: by the rule ``can_consolidate``.
        ConflictError: somebody saved since ``saves`` was read (0: not begun).
    """
    require(can_consolidate(acting, rule.element.plan.issuer_id, day_of(at)))
    with _worked_on("consolidation.save", rule, period, saves, (acting, at)) as row:
        for section, text in texts.items():
            ConsolidationText.objects.update_or_create(
                consolidation=row, section=LeadPart(section), defaults={"text": text}
            )
    return row


def save_money(
    rule: ReportingRule,
    period: Period,
    lines: Sequence[Money],
    *,
    saves: int,
    acting: Acting,
    at: datetime,
) -> Consolidation:
    """Keep what was planned and spent by source; the lines stand in the place of earlier ones.

    Raises:
        NotAllowedError: by the rule ``can_consolidate``.
        RefusedError: an amount below zero, a source twice, or spending that differs from what the
            records cost without a reason.
        ConflictError: somebody saved since ``saves`` was read (0: not begun).
    """
    on = day_of(at)
    require(can_consolidate(acting, rule.element.plan.issuer_id, on))
    told = [one for one in lines if one.planned is not None or one.spent is not None]
    _require_sound(told, sheet_of(rule, period, on=on))
    with _worked_on("consolidation.save_money", rule, period, saves, (acting, at)) as row:
        row.money.all().delete()
        ConsolidationMoney.objects.bulk_create(
            ConsolidationMoney(
                consolidation=row,
                position=position,
                source=one.source,
                planned=one.planned,
                spent=one.spent,
                unit=one.unit,
                reason=one.reason.strip(),
            )
            for position, one in enumerate(told, start=1)
        )
    return row


@contextmanager
def _worked_on(
    verb: str, rule: ReportingRule, period: Period, saves: int, by: tuple[Acting, datetime]
) -> Iterator[Consolidation]:
    """The consolidation, locked; what is done to it is one fact and counts as one save."""
    acting, at = by
    with recorded(verb, acting=acting, at=at) as fact:
        row = _locked(rule, period, saves, by)
        fact.subject = row
        fact.subject_label = f"{rule.element.plan.code}, {row.period}"
        yield row
        _touch(row, at)


def _require_sound(lines: Sequence[Money], sheet: Sheet) -> None:
    known = {fold(one.source): one.recorded for one in sheet.money_lines}
    seen: set[str] = set()
    for one in lines:
        named = {"source": one.source}
        if fold(one.source) in seen:
            raise RefusedError(_("Nguồn “%(source)s” ghi hai lần. Hãy gộp thành một dòng.") % named)
        seen.add(fold(one.source))
        if min(one.planned or 0, one.spent or 0) < 0:
            raise RefusedError(_("Kinh phí của “%(source)s” không thể nhỏ hơn 0.") % named)
        differs = one.spent is not None and one.spent != known.get(fold(one.source))
        if differs and not one.reason.strip():
            raise RefusedError(
                _("Số đã chi của “%(source)s” khác bản ghi nên cần lý do, căn cứ.") % named
            )


def freeze_consolidation(
    rule: ReportingRule, period: Period, *, saves: int, acting: Acting, at: datetime
) -> FrozenConsolidation:
    """Freeze the round as it is now. The summary report its unit owes is met by it.

    Raises:
        NotAllowedError: by the rule ``can_consolidate``.
        ConflictError: somebody saved since ``saves`` was read.
        RefusedError: no report is approved yet.
    """
    on = day_of(at)
    require(can_consolidate(acting, rule.element.plan.issuer_id, on))
    with recorded("consolidation.freeze", acting=acting, at=at) as fact:
        row = _locked(rule, period, saves, (acting, at))
        sheet = sheet_of(rule, period, on=on)
        if not sheet.approved:
            raise RefusedError(
                _("Chưa có báo cáo nào của kỳ này được phê duyệt nên chưa chốt được bản tổng hợp.")
            )
        frozen = _freeze(row, _without_marks(rule, sheet), acting, at)
        row.versions = frozen.number
        _touch(row, at)
        _meet_summary(row, acting, at)
        fact.subject = row
        fact.subject_label = f"{rule.element.plan.code}, {row.period}"
        fact.details = {"version": frozen.number, "hash": frozen.content_hash}
    return frozen


def draw_texts(
    rule: ReportingRule,
    period: Period,
    lines: Mapping[Section, Sequence[str]],
    *,
    saves: int,
    acting: Acting,
    at: datetime,
) -> Consolidation:
    """Put lines of units into parts of the consolidation's text, behind what stands there.

    Raises:
        NotAllowedError: by the rule ``can_consolidate``.
        RefusedError: nothing was chosen.
        ConflictError: somebody saved since ``saves`` was read.
    """
    if not any(lines.values()):
        raise RefusedError(_("Chưa có nội dung nào được chọn. Hãy đánh dấu rồi đưa vào."))
    own = sheet_of(rule, period, on=day_of(at)).texts
    texts = {part.value: drawn(own.get(part.value, ""), said) for part, said in lines.items()}
    return save_consolidation(rule, period, texts, saves=saves, acting=acting, at=at)


def set_outlier_limits(
    plan: PlanDocument, limits: OutlierLimits, *, acting: Acting, at: datetime
) -> OutlierSetting:
    """Say from when on a figure of the plan's reports stands out.

    Raises:
        NotAllowedError: by the rule ``can_consolidate``.
    """
    require(can_consolidate(acting, plan.issuer_id, day_of(at)))
    with recorded("consolidation.set_outliers", acting=acting, at=at) as fact:
        setting, _made = OutlierSetting.objects.update_or_create(plan=plan, defaults=asdict(limits))
        fact.subject, fact.subject_label = setting, plan.code
    return setting


def send_upward(
    frozen: FrozenConsolidation, owed: Obligation, *, acting: Acting, at: datetime
) -> Submission:
    """Begin the report the plan above asks for with the words and figures of a frozen round.

    The report goes on as any other: it is looked through, submitted and frozen with these figures.
    A part of the text that has been written there already is left as it is.

    Raises:
        NotAllowedError: by ``can_consolidate``, or the office that owes it is not the acting one.
        RefusedError: nothing of the kind is owed, or the report was sent already.
    """
    on = day_of(at)
    consolidation = frozen.consolidation
    require(can_consolidate(acting, consolidation.plan.issuer_id, on))
    if owed not in owed_above(frozen, on=on):
        raise RefusedError(_("Kế hoạch cấp trên không yêu cầu đơn vị báo cáo kỳ này."))
    with recorded("consolidation.send_upward", acting=acting, at=at, subject=frozen) as fact:
        begun = submission_of(owed.rule, owed.unit_id, owed.period) or begin_submission(
            owed.rule, unit_id=owed.unit_id, period=owed.period, acting=acting, at=at
        )
        begun = bring_figures(begun, added_up(frozen, owed), acting=acting, at=at)
        kept = set(begun.texts.values_list("section", flat=True))
        sections = [part for part in Section.values if part not in kept]
        said = dict(frozen.texts.filter(section__in=sections).values_list("section", "text"))
        if said:
            begun = save_submission(
                begun, Written(texts=said), saves=begun.saves, acting=acting, at=at
            )
        fact.subject_label = f"{owed.plan.code}, {owed.period}"
    return begun


def _locked(
    rule: ReportingRule, period: Period, saves: int, by: tuple[Acting, datetime]
) -> Consolidation:
    acting, at = by
    ReportingRule.objects.select_for_update().get(pk=rule.pk)  # two at once: one waits
    row = Consolidation.objects.filter(rule=rule, period=period.label).first()
    if (row.saves if row else 0) != saves:
        raise ConflictError(
            _("Bản tổng hợp này vừa được người khác sửa hoặc chốt. Hãy mở lại trang rồi làm tiếp.")
        )
    if row is not None:
        return row
    return Consolidation.objects.create(
        plan_id=rule.element.plan_id,
        rule=rule,
        unit_id=acting.unit_id or rule.element.plan.issuer_id,
        period=period.label,
        changed_at=at,
    )


def _touch(row: Consolidation, at: datetime) -> None:
    row.saves += 1
    row.changed_at = at
    row.save()


def _without_marks(rule: ReportingRule, sheet: Sheet) -> Sheet:
    """The round with its marks as plain words; a mark that names no figure is not frozen."""
    values = values_in(rule.element.plan, sheet)
    unknown = [key for text in sheet.texts.values() for key in unknown_marks(text, values)]
    if unknown:
        raise RefusedError(
            _("Lời văn có dấu số liệu không đọc được: %(marks)s. Hãy sửa lời văn rồi chốt lại.")
            % {"marks": ", ".join(mark(key) for key in dict.fromkeys(unknown))}
        )
    return resolved(rule.element.plan, sheet)


def _freeze(row: Consolidation, sheet: Sheet, acting: Acting, at: datetime) -> FrozenConsolidation:
    number = row.versions + 1
    version = nearest_versions([row.unit_id], day_of(at))[row.unit_id]
    frozen = FrozenConsolidation.objects.create(
        consolidation=row,
        number=number,
        frozen_at=at,
        as_of=sheet.as_of,
        unit_code=version.code,
        unit_name=version.name,
        content_hash=sheet.content_hash(number),
        acting_user_id=acting.user_id,
    )
    figures = [Total(figure, None) for figure in sheet.targets] + list(sheet.totals)
    ConsolidatedFigure.objects.bulk_create(
        ConsolidatedFigure(
            frozen=frozen,
            position=position,
            reported=total.reported,
            with_waiting=total.with_waiting,
            **columns(total.figure),
        )
        for position, total in enumerate(figures, start=1)
    )
    ConsolidatedMember.objects.bulk_create(
        ConsolidatedMember(
            frozen=frozen,
            position=position,
            unit_id=one.unit_id,
            unit_code=one.unit_code,
            unit_name=one.unit_name,
            snapshot_id=one.snapshot_id,
            state=one.state,
            timeliness=one.timeliness,
        )
        for position, one in enumerate(sheet.members, start=1)
    )
    ConsolidatedExtra.objects.bulk_create(
        ConsolidatedExtra(frozen=frozen, position=position, **asdict(one))
        for position, one in enumerate(sheet.extras, start=1)
    )
    ConsolidatedMoney.objects.bulk_create(
        ConsolidatedMoney(frozen=frozen, position=position, **asdict(one))
        for position, one in enumerate(sheet.money, start=1)
    )
    ConsolidatedText.objects.bulk_create(
        ConsolidatedText(frozen=frozen, section=section, text=text)
        for section, text in sheet.texts.items()
    )
    return frozen


def _meet_summary(row: Consolidation, acting: Acting, at: datetime) -> None:
    """The plan's summary rules ask the standing unit for this very report."""
    on: date = day_of(at)
    for rule in reporting_rules(row.plan).filter(kind=RuleKind.SUMMARY):
        if obligation_of(rule, unit_id=row.unit_id, period=row.period, as_of=on):
            record_first_submission(
                rule, unit_id=row.unit_id, period=row.period, acting=acting, at=at
            )
