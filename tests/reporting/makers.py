"""Things the access matrix needs: reports of Xã An Hòa, a frozen round, a written document."""

from datetime import UTC, date, datetime

from songhanh.engines.counting import DenominatorRule, parse_period
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.orgunits.actions import Change, Part, split_unit
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.consolidation.actions import freeze_consolidation
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.difficulties.actions import Content, send_difficulty
from songhanh.reporting.difficulties.enums import Subject
from songhanh.reporting.difficulties.models import Difficulty
from songhanh.reporting.dispatch.actions import (
    add_recipients,
    add_scans,
    dispatch_document,
    register_dispatch,
    send_dispatch,
)
from songhanh.reporting.dispatch.models import Dispatch, DispatchRecipient
from songhanh.reporting.documents.actions import issue_of_submission
from songhanh.reporting.documents.enums import LetterKind, Purpose, Signing
from songhanh.reporting.documents.models import IssuedDocument, Letter, Signatory
from songhanh.reporting.obligations.actions import Asked, request_report
from songhanh.reporting.obligations.models import ReportRequest
from songhanh.reporting.submissions.actions import (
    approve_submission,
    begin_submission,
    submit_submission,
)
from songhanh.reporting.submissions.models import Submission
from tests.photos import a_photo
from tests.world import NOON, World, add_unit

A_PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
PERIOD, NEXT_PERIOD = "2026", "2027"
A_YEAR_LATER = datetime(2027, 6, 15, 5, 0, tzinfo=UTC)


def a_draft(world: World, rule: ReportingRule) -> Submission:
    """Lan's report of next year, still being written."""
    return _once(world, rule, "A", NEXT_PERIOD, A_YEAR_LATER)


def a_submission(world: World, rule: ReportingRule) -> Submission:
    """Lan's report of this year, submitted."""
    return _submitted(_once(world, rule, "A", PERIOD, NOON))


def a_frozen_round(world: World, rule: ReportingRule) -> FrozenConsolidation:
    """This year's round with the approved report of Phường Bình Minh."""
    known = FrozenConsolidation.objects.first()
    if known is not None:
        return known
    submission = _submitted(_once(world, rule, "B", PERIOD, NOON))
    approve_submission(submission, version=1, acting=command_line(), at=NOON)
    return freeze_consolidation(rule, parse_period(PERIOD), saves=0, acting=command_line(), at=NOON)


def an_ended_unit(world: World) -> OrgUnit:
    """A commune that was split between Xã An Hòa and its neighbour before the report of 2026."""
    unit = add_unit(world, "E", "Xã Ea Súp", UnitKind.COMMUNE, "P")
    split_unit(
        unit,
        parts=[Part(world.units["A"]), Part(world.units["C"])],
        change=Change(date(2026, 3, 1), basis="Nghị quyết 01/NQ"),
        acting=command_line(),
        at=NOON,
    )
    return unit


def a_request(world: World, plan: PlanDocument) -> ReportRequest:
    """A quick report asked of the communes of the province, Xã An Hòa among them."""
    asked = Asked(
        title="Báo cáo nhanh Tháng hành động",
        period=PERIOD,
        last_day=date(2026, 12, 20),
        units=DenominatorRule(kinds=frozenset({"commune", "ward"})),
    )
    return request_report(plan, asked, acting=command_line(), at=NOON)


def a_document(world: World, rule: ReportingRule) -> IssuedDocument:
    """The document of Lan's report, the first that was written."""
    snapshot = a_submission(world, rule).snapshots.get()
    known = IssuedDocument.objects.filter(snapshot=snapshot).first()
    return known or issue_of_submission(snapshot, acting=command_line(), at=NOON)


def a_letter(world: World) -> Letter:
    """A letter that Sở Nội vụ is writing, without any gap left."""
    return Letter.objects.create(
        unit=world.units["S"],
        kind=LetterKind.LETTER,
        purpose=Purpose.OTHER,
        symbol="SNV-BĐG",
        abstract="đôn đốc báo cáo",
        addressees="Ủy ban nhân dân xã An Hòa",
        text="Đề nghị gửi báo cáo.",
        archive="VT",
        signing=Signing.HEAD,
        position="Giám đốc",
        changed_at=NOON,
    )


def a_signatory(world: World) -> Signatory:
    """Who signs for Xã An Hòa."""
    return Signatory.objects.create(
        unit=world.units["A"],
        signing=Signing.COLLECTIVE,
        body="Ủy ban nhân dân",
        position="Chủ tịch",
        valid_from=NOON.date(),
    )


def a_difficulty(world: World, plan_id: int) -> Difficulty:
    """What hinders Xã An Hòa, with a photo."""
    known = Difficulty.objects.first()
    return known or send_difficulty(
        PlanDocument.objects.get(pk=plan_id),
        Content(
            Subject.EQUIPMENT,
            "Cụm loa thôn Đông hỏng.",
            "Đề nghị hỗ trợ thay loa.",
            beyond_authority=True,
            files=(GivenFile("loa.jpg", a_photo()),),
        ),
        unit_id=world.units["A"].pk,
        acting=command_line(),
        at=NOON,
    )


def a_dispatch(world: World, rule: ReportingRule) -> Dispatch:
    """Lan's report on its way: numbered, sent to all but one, its scan attached."""
    document = a_document(world, rule)
    known = Dispatch.objects.filter(document=document).first()
    if known is not None:
        return known
    who = {"acting": command_line(), "at": NOON}
    day = NOON.date()
    dispatch = dispatch_document(document, **who)
    dispatch = register_dispatch(dispatch, number=7, symbol="BC-UBND", issued_on=day, **who)
    ids = list(dispatch.recipients.values_list("pk", flat=True))
    send_dispatch(dispatch, ids, sent_on=day, means="platform", **who)
    add_recipients(dispatch, ["Cơ quan ở ngoài tỉnh"], **who)
    add_scans(dispatch, [GivenFile("da-ky.pdf", A_PDF)], **who)
    return dispatch


def a_received_row(world: World, rule: ReportingRule) -> DispatchRecipient:
    """The plan as Xã An Hòa received it."""
    plan = rule.element.plan
    dispatch, made = Dispatch.objects.get_or_create(
        plan=plan,
        defaults={
            "about_plan": plan,
            "unit_id": plan.issuer_id,
            "kind": "Kế hoạch",
            "title": plan.title[:500],
            "symbol": "KH-UBND",
            "issued_on": NOON.date(),
            "issued_year": NOON.year,
            "begun_at": NOON,
        },
    )
    if made:
        add_scans(dispatch, [GivenFile("ke-hoach.pdf", A_PDF)], acting=command_line(), at=NOON)
    row, _made = DispatchRecipient.objects.get_or_create(
        dispatch=dispatch,
        unit=world.units["A"],
        defaults={"position": 1, "words": "các xã", "sent_on": NOON.date()},
    )
    return row


def _once(
    world: World, rule: ReportingRule, code: str, period: str, moment: datetime
) -> Submission:
    unit_id = world.units[code].pk
    known = Submission.objects.filter(rule=rule, unit_id=unit_id, period=period).first()
    return known or begin_submission(
        rule, unit_id=unit_id, period=period, acting=command_line(), at=moment
    )


def _submitted(submission: Submission) -> Submission:
    if submission.is_editable:
        submit_submission(submission, saves=submission.saves, acting=command_line(), at=NOON)
    return Submission.objects.get(pk=submission.pk)
