"""Who may open which page: plans and duties."""

from collections.abc import Callable
from datetime import date

from songhanh.foundation.lib import clock, filestore
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.programme.amendments.actions import DecisionPaper, record_amendment
from songhanh.programme.amendments.models import Amendment
from songhanh.programme.cascade.actions.drafting import begin_draft
from songhanh.programme.cascade.enums import LinkRelation, LinkState
from songhanh.programme.cascade.models import PlanLink, UpperDocument
from songhanh.programme.cascade.queries.needs import needs_of
from songhanh.programme.duties.actions import Proofs, accept_duty, report_progress
from songhanh.programme.duties.enums import DutyState
from songhanh.programme.duties.models import DutyFile
from songhanh.programme.plans.actions import attach, confirm_all, publish_plan, receive_plan
from songhanh.programme.plans.actions.intake import read_intake, take_in
from songhanh.programme.plans.enums import IN_FORCE, PlanStatus
from songhanh.programme.plans.models import Anomaly, NationalDocument, PlanDocument
from songhanh.programme.rules.queries import reporting_rules
from tests.access.lines import ALL, NO_DRAFTS, OF_THE_UNIT, OPEN, POST, RECORDING, Line
from tests.photos import a_photo
from tests.programme.duties import the_duty
from tests.programme.texts import ONE_PAGE, PROVINCE_PLAN, UNNUMBERED_PLAN
from tests.world import NOON, World


def a_draft_plan(world: World) -> int:
    """A plan of the province that Minh is still confirming."""
    return _read_plan(world).pk


def a_published_plan(world: World) -> int:
    """A plan of the province that everybody in it may read."""
    return _published_plan(world).pk


def an_element(world: World) -> int:
    """An element of the draft."""
    return _read_plan(world).elements.all()[0].pk


def a_finding(world: World) -> int:
    """A finding about the text of the draft."""
    plan = _read_plan(world)
    finding, _ = Anomaly.objects.get_or_create(
        plan=plan, kind="other", defaults={"position": 1, "severity": "hint", "why": "Lạ."}
    )
    return finding.pk


def an_intake(world: World) -> int:
    """A file Minh sent that looks like a plan already there."""
    _published_plan(world)
    intake = take_in(
        (PROVINCE_PLAN + " ").encode(),
        "ke-hoach.txt",
        issuer=world.units["P"],
        acting=world.acting["minh"],
        at=NOON,
    )
    read_intake(intake, acting=world.acting["minh"], at=NOON)
    return intake.pk


def a_scan(world: World) -> int:
    """A scan kept beside the published plan."""
    plan = _published_plan(world)
    return attach(plan, b"%PDF-1.4", "scan.pdf", "Scan", acting=world.acting["minh"], at=NOON).pk


def a_plan_in_pdf(world: World) -> int:
    """The published plan as if it had come as a PDF of one page."""
    plan = _published_plan(world)
    plan.source.file_key = filestore.store(ONE_PAGE, ".pdf")
    plan.source.save()
    plan.source.pages.get_or_create(number=1, defaults={"first_line": 1})
    return plan.pk


def a_national_document(_world: World) -> int:
    """A document of the register, which is the same for everybody."""
    known, _ = NationalDocument.objects.get_or_create(
        number="7/NQ-CP",
        number_key="7/nq-cp",
        issued_on=NOON.date(),
        defaults={"issuer": "Chính phủ", "title": "Thử"},
    )
    return known.pk


def a_target(world: World) -> int:
    """A target of the published plan."""
    return _published_plan(world).targets[0].pk


def a_rule_of_communes(world: World) -> int:
    """The rule by which the communes, Xã An Hòa among them, owe a report each year."""
    rules = reporting_rules(_published_plan(world))
    return next(rule.pk for rule in rules if rule.kind == "annual")


def a_duty(world: World) -> int:
    """A duty of the published plan that Xã An Hòa carries, among others."""
    _published_plan(world)
    return the_duty(world).duty.pk


def a_duty_file(world: World) -> int:
    """A photo Lan handed in with a report on that duty."""
    kept = DutyFile.objects.filter(step__duty=a_duty(world)).first()
    if kept is None:
        one, lan = the_duty(world), world.acting["lan"]
        if one.state == DutyState.WAITING:
            accept_duty(one, acting=lan, at=NOON)
        photo = Proofs(files=[GivenFile("anh.jpg", a_photo())])
        done = report_progress(
            the_duty(world), percent=50, note="Đã họp.", proofs=photo, acting=lan, at=NOON
        )
        kept = done.files.get()
    return kept.pk


def a_reporting_rule(world: World) -> int:
    """A reporting rule of the published plan."""
    return reporting_rules(_published_plan(world))[0].pk


def _read_plan(world: World) -> PlanDocument:
    return _plan_from(world, UNNUMBERED_PLAN, PlanStatus.DRAFT)


def _published_plan(world: World) -> PlanDocument:
    plan = _plan_from(world, PROVINCE_PLAN, PlanStatus.ISSUED)
    if plan.is_draft:
        confirm_all(plan, acting=world.acting["minh"], at=NOON)
        publish_plan(plan, acting=world.acting["minh"], at=NOON)
    return plan


def _plan_from(world: World, text: str, status: PlanStatus) -> PlanDocument:
    """The plan read from a text; the same one every time."""
    same = IN_FORCE if status == PlanStatus.ISSUED else [status]  # one was amended meanwhile
    known = PlanDocument.objects.filter(status__in=same).first()
    return known or receive_plan(
        text.encode(), "ke-hoach.txt", acting=world.acting["minh"], at=NOON, issuer=world.units["P"]
    )


def a_link(world: World) -> int:
    """A confirmed link of the published plan to the national programme."""
    plan = _published_plan(world)
    document = UpperDocument.objects.get(number="1790/QĐ-TTg")
    link, _ = PlanLink.objects.get_or_create(
        child=plan,
        document=document,
        relation=LinkRelation.IMPLEMENTS,
        defaults={"state": LinkState.CONFIRMED, "decided_at": NOON},
    )
    return link.pk


def an_amendment(world: World) -> int:
    """A decision that amends the published plan."""
    paper = DecisionPaper("50/QĐ-UBND", date(2026, 6, 1), date(2026, 7, 1))
    plan = _published_plan(world)
    known = Amendment.objects.filter(plan=plan).first()
    return (known or record_amendment(plan, paper, acting=world.acting["minh"], at=NOON)).pk


def an_amended_element(world: World) -> int:
    """An element of the published plan."""
    return _published_plan(world).targets[0].element_id


def a_drafting_unit(world: World) -> int:
    """Xã An Hòa, which began the draft of its own plan."""
    plan, lan = _published_plan(world), world.acting["lan"]
    for need in needs_of(plan, lan, on=clock.today(), year=2026):
        begin_draft(need, acting=lan, at=NOON)
    return world.units["A"].pk


def an_upper_document(_world: World) -> int:
    """The national programme."""
    return UpperDocument.objects.get(number="1790/QĐ-TTg").pk


THINGS: dict[str, Callable[[World], object]] = {
    "draft_plan": a_draft_plan,
    "plan": a_published_plan,
    "plan_element": an_element,
    "finding": a_finding,
    "plan_intake": an_intake,
    "plan_scan": a_scan,
    "plan_in_pdf": a_plan_in_pdf,
    "national_document": a_national_document,
    "target": a_target,
    "reporting_rule": a_reporting_rule,
    "duty": a_duty,
    "duty_file": a_duty_file,
    "rule_of_communes": a_rule_of_communes,
    "link": a_link,
    "upper_document": an_upper_document,
    "amendment": an_amendment,
    "drafting_unit": a_drafting_unit,
    "amended_element": an_amended_element,
    "duty_kind": lambda _world: "duty",
}

_NEED = {"pk": "plan", "unit_pk": "unit", "kind": "programme", "year": 0}
"""The plan Xã An Hòa owes under the province's: its address."""

_DRAFT = _NEED | {"unit_pk": "drafting_unit"}

LINES: dict[str, Line] = {
    "amendments:list": Line(ALL, pk="plan"),
    "amendments:show": Line(ALL, pk="amendment"),
    "amendments:file": Line("", pk="amendment", otherwise=404),
    "amendments:undo": Line("LO", POST, pk="amendment"),
    "amendments:add": Line("LO", pk="amendment", kind="duty_kind"),
    "amendments:change": Line("LO", pk="amendment", element_pk="amended_element"),
    "amendments:take_out": Line("LO", POST, pk="amendment", element_pk="amended_element"),
    "cascade:tree": Line(ALL),
    "cascade:documents": Line(ALL, elsewhere=OPEN),
    "cascade:add_document": Line("LO"),
    "cascade:document": Line("LO", document_pk="upper_document", elsewhere=OPEN),
    "cascade:links": Line(ALL, pk="plan"),
    "cascade:decide_link": Line("LO", POST, pk="plan"),
    "cascade:undo_link": Line("LO", POST, pk="plan", link_pk="link"),
    "cascade:alignment": Line(ALL, pk="plan"),
    "cascade:needs": Line(ALL, pk="plan"),
    "cascade:print_needs": Line(ALL, pk="plan"),
    "cascade:reminder": Line("LO", pk="plan"),
    "cascade:accept_marked": Line("LO", POST, pk="plan"),
    "cascade:bulk": Line("LO", pk="plan"),
    "cascade:confirm_bulk": Line("LO", POST, pk="plan"),
    "cascade:need": Line(ALL, **_NEED),
    "cascade:begin_draft": Line(f"LO {OF_THE_UNIT}", POST, **_NEED),
    "cascade:draft": Line(f"LO {OF_THE_UNIT}", **_DRAFT),
    "cascade:draft_file": Line(f"LO {OF_THE_UNIT}", **_DRAFT),
    "cascade:register": Line(f"LO {OF_THE_UNIT}", POST, **_NEED),
    "cascade:register_file": Line(f"LO {OF_THE_UNIT}", POST, **_NEED),
    "cascade:decide": Line("LO", POST, **_NEED, decision="accepted"),
    "plans:list": Line(ALL),
    "plans:upload": Line("LO"),
    "plans:by_hand": Line("LO"),
    "plans:intake": Line("LO", intake_pk="plan_intake", otherwise=404),
    "plans:versions": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:add_version": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:version": Line("LO", pk="draft_plan", number=1, **NO_DRAFTS),
    "plans:attach": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:attachment": Line(ALL, pk="plan", attachment_pk="plan_scan"),
    "plans:remove_attachment": Line("LO", POST, pk="plan", attachment_pk="plan_scan"),
    "plans:close": Line("LO", pk="plan"),
    "plans:page_image": Line(ALL, pk="plan_in_pdf", number=1),
    "plans:detail": Line(ALL, pk="plan"),
    "plans:print": Line(ALL, pk="plan"),
    "plans:file": Line(ALL, pk="plan"),
    "plans:export": Line(ALL, pk="plan", sheet="targets"),
    "plans:review": Line("LO AD", pk="draft_plan", otherwise=404),
    "plans:header": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:choose_kind": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:add_element": Line("LO", pk="draft_plan", kind="funding", **NO_DRAFTS),
    "plans:element": Line("LO", pk="draft_plan", element_pk="plan_element", **NO_DRAFTS),
    "plans:split": Line("LO", pk="draft_plan", element_pk="plan_element", **NO_DRAFTS),
    "plans:merge": Line("LO", pk="draft_plan", element_pk="plan_element", **NO_DRAFTS),
    "plans:under": Line("LO", POST, pk="draft_plan", element_pk="plan_element", **NO_DRAFTS),
    "plans:steps": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:correct": Line("LO", pk="draft_plan", finding_pk="finding", **NO_DRAFTS),
    "plans:note": Line("LO AD", pk="draft_plan", otherwise=404),
    "plans:national": Line(ALL, elsewhere=OPEN),
    "plans:add_national": Line("LO AD", elsewhere=OPEN),
    "plans:change_national": Line("LO AD", document_pk="national_document", elsewhere=OPEN),
    "plans:finding": Line("LO", POST, pk="draft_plan", finding_pk="finding", **NO_DRAFTS),
    "plans:target_settings": Line("LO", pk="plan", target_pk="target"),
    "plans:roadmap": Line(ALL, pk="plan"),
    "plans:roadmap_file": Line("LO", POST, pk="plan"),
    "plans:target_roadmap": Line("LO", pk="plan", target_pk="target"),
    "plans:rule_settings": Line("LO", pk="plan", rule_pk="reporting_rule"),
    "plans:publish": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:discard": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "duties:list": Line(ALL),
    "duties:board": Line(ALL),
    "duties:print": Line(ALL),
    "duties:unresolved": Line("LO"),
    "duties:set_due": Line("LO", POST),
    "duties:close_marked": Line("LO", POST),
    "duties:accept_marked": Line(RECORDING, POST),
    "duties:report_marked": Line(RECORDING, POST),
    "duties:split": Line("LO", duty_pk="duty"),
    "duties:merge": Line("LO", duty_pk="duty"),
    "duties:undo_shaping": Line("LO", POST, pk="plan"),
    "duties:show": Line(ALL, duty_pk="duty", unit_pk="unit"),
    "duties:accept": Line(OF_THE_UNIT, POST, duty_pk="duty", unit_pk="unit"),
    "duties:report": Line(OF_THE_UNIT, POST, duty_pk="duty", unit_pk="unit"),
    "duties:file": Line(ALL, duty_pk="duty", unit_pk="unit", file_pk="duty_file"),
    "duties:thumbnail": Line(ALL, duty_pk="duty", unit_pk="unit", file_pk="duty_file"),
    "duties:close": Line("LO", POST, duty_pk="duty", unit_pk="unit"),
    "duties:return": Line("LO", POST, duty_pk="duty", unit_pk="unit"),
    "duties:urge": Line("LO", POST, duty_pk="duty", unit_pk="unit"),
    "duties:set_one_due": Line("LO", POST, duty_pk="duty", unit_pk="unit"),
}
