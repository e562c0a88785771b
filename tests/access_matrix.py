"""Who may open which page, and how we say no. A page without a line here fails the suite.

A line, by the page's name in ``urls.py``:

    "plans:show": Line(ALL, pk="plan"),                 every role; 404 from another province
    "plans:publish": Line("LO", POST, pk="plan"),       only a lead officer; the others get 403
    "activities:edit": Line("CO", pk="activity", hidden_from="UO MO SO"),    404 for these three
    "units:show": Line(ALL, pk="unit", elsewhere=OPEN), other provinces may see it too
    "accounts:sign_in": Line(PUBLIC),                   without signing in

A keyword argument is an argument of the address. Its text names a thing of ``THINGS``, which an
app's owner adds with one function that makes it in the world of ``tests/world.py``: something of
Xã An Hòa (unit ``A``), which the roles of that commune, and of its province for the roles that work
province-wide, can reach. Another type is passed on as it is (``year=2026``).

Allowed means 200 for GET, and for POST anything but "sign in", 403 and 404: an empty form may well
be refused with 400.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import confirm_all, publish_plan, receive_plan
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import reporting_rules
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.models import MediaItem
from songhanh.registry.orgunits.actions import Change, rename_unit
from songhanh.registry.roles.enums import Role
from tests.foundation.jobs.sample_jobs import note
from tests.programme.duties import the_duty
from tests.programme.texts import PROVINCE_PLAN, UNNUMBERED_PLAN
from tests.records import makers
from tests.reporting import makers as reports
from tests.world import NOON, World

GET, POST = "GET", "POST"
ALL = " ".join(Role.values)
PUBLIC = "public"
SIGNED_IN = "signed-in"
OPEN = 200


class Line:
    """What one page answers to whom."""

    def __init__(
        self,
        who: str,
        method: str = GET,
        *,
        otherwise: int = 403,
        hidden_from: str = "",
        elsewhere: int = 404,
        **arguments: object,
    ) -> None:
        """``who``: role codes, ALL, SIGNED_IN (also without a role) or PUBLIC (also signed out).

        ``otherwise`` is the answer for the other roles, ``hidden_from`` lists roles that get 404
        although they may open such a page (the thing is not in their branch), ``elsewhere`` is the
        answer for the same role of another province.
        """
        self.who = who
        self.method = method
        self.otherwise = otherwise
        self.hidden_from = hidden_from.split()
        self.elsewhere = elsewhere
        self.arguments = arguments

    def answer_for(self, role: str) -> int:
        """The status a role of the thing's own province gets."""
        if role in self.hidden_from:
            return 404
        if self.who in {PUBLIC, SIGNED_IN} or role in self.who.split():
            return 200
        return self.otherwise


def the_user(world: World) -> int:
    """Lan, of Xã An Hòa."""
    return world.users["lan"].pk


def the_role(world: World) -> int:
    """Lan's role in Xã An Hòa."""
    return world.users["lan"].roles.get().pk


def a_failed_job(world: World) -> UUID:
    """A job that may be run again. Jobs belong to the installation, not to a province."""
    result = DBTaskResult.objects.get(pk=note.enqueue("một").id)
    result.set_failed(ValueError())
    return result.pk


def a_fact(world: World) -> UUID:
    """Something Lan did for Xã An Hòa."""
    with recorded("test.fact", acting=world.acting["lan"], at=NOON) as fact:
        return fact.id


def the_unit(world: World) -> int:
    """Xã An Hòa."""
    return world.units["A"].pk


def the_station(world: World) -> int:
    """The loudspeaker station of Xã An Hòa."""
    return world.units["a1"].pk


def a_renaming(world: World) -> int:
    """A change of the station's name that stands."""
    renamed = rename_unit(
        world.units["a1"],
        name="Đài truyền thanh An Hòa",
        change=Change(date(2026, 1, 1)),
        acting=command_line(),
        at=NOON,
    )
    return renamed.pk


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
    known = PlanDocument.objects.filter(status=status).first()
    return known or receive_plan(
        text.encode(), "ke-hoach.txt", acting=world.acting["minh"], at=NOON, issuer=world.units["P"]
    )


def an_activity(world: World) -> int:
    """An activity of Xã An Hòa, submitted: its own unit may change it, the province may see it."""
    return makers.a_submitted_activity(world).pk


def a_proof_of_the_activity(world: World) -> int:
    """A photo of that activity."""
    return makers.proof_of(ACTIVITIES, Activity.objects.get(), world).pk


def a_media_item(world: World) -> int:
    """A media item of Xã An Hòa, submitted."""
    return makers.a_submitted_item(world).pk


def a_proof_of_the_item(world: World) -> int:
    """A photo of that item."""
    return makers.proof_of(MEDIA_ITEMS, MediaItem.objects.get(), world).pk


def a_draft_report(world: World) -> int:
    """A report of Xã An Hòa that nobody else sees yet."""
    return reports.a_draft(world, _rule_of_communes(world)).pk


def a_submitted_report(world: World) -> int:
    """A report of Xã An Hòa that waits for its answer."""
    return reports.a_submission(world, _rule_of_communes(world)).pk


def a_frozen_consolidation(world: World) -> int:
    """A frozen round of the province."""
    return reports.a_frozen_round(world, _rule_of_communes(world)).pk


def a_written_document(world: World) -> int:
    """The Word file of that report of Xã An Hòa."""
    return reports.a_document(world, _rule_of_communes(world)).pk


def _rule_of_communes(world: World) -> ReportingRule:
    return ReportingRule.objects.select_related("element__plan").get(pk=a_rule_of_communes(world))


THINGS: dict[str, Callable[[World], object]] = {
    "activity": an_activity,
    "activity_proof": a_proof_of_the_activity,
    "media_item": a_media_item,
    "media_item_proof": a_proof_of_the_item,
    "fact": a_fact,
    "failed_job": a_failed_job,
    "user": the_user,
    "user_role": the_role,
    "unit": the_unit,
    "station": the_station,
    "renaming": a_renaming,
    "draft_plan": a_draft_plan,
    "plan": a_published_plan,
    "plan_element": an_element,
    "finding": a_finding,
    "target": a_target,
    "reporting_rule": a_reporting_rule,
    "duty": a_duty,
    "rule_of_communes": a_rule_of_communes,
    "draft_report": a_draft_report,
    "submitted_report": a_submitted_report,
    "frozen_consolidation": a_frozen_consolidation,
    "document": a_written_document,
}

NO_DRAFTS = {"hidden_from": "UO CO MO SO FO IN LD"}
"""Roles to which a plan that is not published does not exist."""

RECORDING = "LO UO CO MO SO"
"""Roles that record what their own unit did."""

OF_THE_UNIT = "UO CO MO SO"
"""Those of them that work in Xã An Hòa itself, where the matrix's records belong."""


def record_pages(space: str, thing: str) -> dict[str, Line]:
    """The pages every kind of record has."""
    proof = {"pk": thing, "proof": f"{thing}_proof"}
    return {
        f"{space}:list": Line(ALL),
        f"{space}:new": Line(RECORDING),
        f"{space}:show": Line(ALL, pk=thing),
        f"{space}:edit": Line(OF_THE_UNIT, pk=thing),
        f"{space}:submit": Line(OF_THE_UNIT, POST, pk=thing),
        f"{space}:reopen": Line(OF_THE_UNIT, pk=thing),
        f"{space}:cancel": Line(OF_THE_UNIT, pk=thing),
        f"{space}:add_evidence": Line(OF_THE_UNIT, pk=thing),
        f"{space}:proof": Line(ALL, **proof),
        f"{space}:thumbnail": Line(ALL, **proof),
        f"{space}:remove_evidence": Line(OF_THE_UNIT, POST, **proof),
    }


MATRIX: dict[str, Line] = {
    "set_language": Line(PUBLIC, POST),
    "home:today": Line(ALL, elsewhere=OPEN),
    "home:health": Line(PUBLIC),
    "ui:gallery": Line(ALL),
    "jobs:list": Line("AD"),
    "jobs:show": Line("AD", pk="failed_job", elsewhere=OPEN),
    "jobs:run_again": Line("AD", POST, pk="failed_job", elsewhere=OPEN),
    "accounts:sign_in": Line(PUBLIC),
    "accounts:sign_out": Line(PUBLIC, POST),
    "accounts:password": Line(SIGNED_IN),
    "audit:entries": Line("AD LO"),
    "audit:entry": Line("AD LO", pk="fact"),
    "roles:choose": Line(SIGNED_IN),
    "roles:users": Line("AD"),
    "roles:new_user": Line("AD"),
    "roles:user": Line("AD", pk="user"),
    "roles:edit_user": Line("AD", pk="user"),
    "roles:reset_password": Line("AD", POST, pk="user"),
    "roles:deactivate": Line("AD", pk="user"),
    "roles:activate": Line("AD", POST, pk="user"),
    "roles:grant": Line("AD", pk="user"),
    "roles:end": Line("AD", pk="user_role"),
    "orgunits:list": Line(ALL, elsewhere=OPEN),
    "orgunits:unit": Line(ALL, pk="station", elsewhere=OPEN),
    "orgunits:new": Line("LO AD", pk="unit", elsewhere=403),
    "orgunits:rename": Line("LO AD", pk="station", elsewhere=403),
    "orgunits:end": Line("LO AD", pk="station", elsewhere=403),
    "orgunits:undo": Line("LO AD", pk="station", step="renaming", elsewhere=403),
    "plans:list": Line(ALL),
    "plans:upload": Line("LO"),
    "plans:detail": Line(ALL, pk="plan"),
    "plans:print": Line(ALL, pk="plan"),
    "plans:file": Line(ALL, pk="plan"),
    "plans:export": Line(ALL, pk="plan", sheet="targets"),
    "plans:review": Line("LO AD", pk="draft_plan", otherwise=404),
    "plans:header": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:choose_kind": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:add_element": Line("LO", pk="draft_plan", kind="funding", **NO_DRAFTS),
    "plans:element": Line("LO", pk="draft_plan", element_pk="plan_element", **NO_DRAFTS),
    "plans:finding": Line("LO", POST, pk="draft_plan", finding_pk="finding", **NO_DRAFTS),
    "plans:target_settings": Line("LO", pk="plan", target_pk="target"),
    "plans:rule_settings": Line("LO", pk="plan", rule_pk="reporting_rule"),
    "plans:publish": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "plans:discard": Line("LO", pk="draft_plan", **NO_DRAFTS),
    "duties:list": Line(ALL),
    "duties:board": Line(ALL),
    "duties:print": Line(ALL),
    "duties:unresolved": Line("LO"),
    "duties:set_due": Line("LO", POST),
    "duties:show": Line(ALL, duty_pk="duty", unit_pk="unit"),
    "duties:accept": Line(OF_THE_UNIT, POST, duty_pk="duty", unit_pk="unit"),
    "duties:report": Line(OF_THE_UNIT, POST, duty_pk="duty", unit_pk="unit"),
    "duties:close": Line("LO", POST, duty_pk="duty", unit_pk="unit"),
    "duties:return": Line("LO", POST, duty_pk="duty", unit_pk="unit"),
    "duties:urge": Line("LO", POST, duty_pk="duty", unit_pk="unit"),
    "duties:set_one_due": Line("LO", POST, duty_pk="duty", unit_pk="unit"),
    **record_pages("activities", "activity"),
    **record_pages("media", "media_item"),
    "results:index": Line(ALL, elsewhere=OPEN),
    "results:plan": Line(ALL, pk="plan"),
    "obligations:list": Line(ALL),
    "obligations:waive": Line("LO", rule_pk="rule_of_communes", unit_pk="unit", period=2026),
    "submissions:list": Line(ALL),
    "submissions:new": Line(RECORDING),
    "submissions:show": Line(ALL, pk="submitted_report"),
    "submissions:print": Line(ALL, pk="submitted_report"),
    "submissions:edit": Line(OF_THE_UNIT, pk="draft_report", otherwise=404),
    "submissions:explain": Line(
        OF_THE_UNIT, pk="draft_report", figure="session_held", otherwise=404
    ),
    "submissions:submit": Line(OF_THE_UNIT, pk="draft_report", otherwise=404),
    "submissions:return": Line("LO", pk="submitted_report"),
    "submissions:approve": Line("LO", POST, pk="submitted_report"),
    "consolidation:list": Line("LO LD"),
    "consolidation:show": Line("LO LD", rule="rule_of_communes", period="2026"),
    "consolidation:edit": Line("LO", rule="rule_of_communes", period="2026"),
    "consolidation:freeze": Line("LO", POST, rule="rule_of_communes", period="2026"),
    "consolidation:frozen": Line("LO LD", pk="frozen_consolidation"),
    "documents:list": Line(ALL),
    "documents:show": Line(ALL, pk="document"),
    "documents:download": Line(ALL, pk="document", form="docx"),
    "documents:write": Line(RECORDING, POST, pk="submitted_report"),
    "documents:write_consolidated": Line("LO", POST, pk="frozen_consolidation"),
    "results:target": Line(ALL, pk="plan", target_pk="target"),
    "results:unit": Line(ALL, pk="plan", target_pk="target", unit_pk="unit"),
    "review:queue": Line("LO"),
    "review:decide": Line("LO", POST),
}
