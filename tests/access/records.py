"""Who may open which page: records and their review."""

import io
from collections.abc import Callable

import openpyxl

from songhanh.programme.plans.models import PlanDocument
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.figures.models import SurveyEstimate, TypedValue
from songhanh.records.materials.models import MaterialVersion
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.views import pages_of
from songhanh.records.sheets.actions import open_job
from songhanh.registry.calendar.models import Occasion
from tests.access.lines import ALL, OF_THE_UNIT, OPEN, POST, PUBLIC, RECORDING, Line, record_pages
from tests.access.programme import a_published_plan
from tests.records import makers
from tests.records.examples import EXAMPLES, enter, record_of
from tests.world import NOON, World


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


def the_example(code: str) -> Callable[[World], object]:
    """The example of a kind, submitted by Xã An Hòa."""
    return lambda world: enter(world, EXAMPLES[code]).pk


def the_proof(code: str) -> Callable[[World], object]:
    """A photo of that example."""
    kind = EXAMPLES[code].plain.kind
    return lambda world: makers.proof_of(kind, record_of(EXAMPLES[code]), world).pk


def an_import_job(world: World) -> int:
    """An Excel file of activities that Xã An Hòa uploaded."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Tên hoạt động", "Hình thức", "Ngày tổ chức"])
    book.save(out)
    pages = pages_of("activity")
    assert pages is not None
    acting = world.acting["lan"]
    return open_job(out.getvalue(), "a.xlsx", pages, acting=acting, at=NOON).pk


def a_served_version(world: World) -> int:
    """An approved version with a picture, behind the code of an approved leaflet."""
    return makers.a_served_version(world).pk


def the_token(world: World) -> str:
    """What the code of such a leaflet names it by."""
    served = MaterialVersion.objects.filter(standing="accepted").first()
    return (served or makers.a_served_version(world)).material.token


def a_survey_estimate(world: World) -> int:
    """A survey estimate of the published plan of the province."""
    plan = PlanDocument.objects.get(pk=a_published_plan(world))
    content = {"plan": plan, "year": 2026, "role": "baseline", "questionnaire": "BH1"}
    return SurveyEstimate.objects.create(
        **content, external_id="e1", group="all", score=52, posted_at=NOON
    ).pk


def a_typed_value(world: World) -> int:
    """A typed value of the same plan."""
    plan = PlanDocument.objects.get(pk=a_published_plan(world))
    return TypedValue.objects.create(
        plan=plan, ordinal="I.1", year=2026, value=5, external_id="v1", posted_at=NOON
    ).pk


def figure_pages(one: str, thing: str) -> dict[str, Line]:
    """The pages of a kind of entered figure: read by all, kept by the lead officer."""
    return {
        f"figures:{one}s": Line(ALL, elsewhere=OPEN),
        f"figures:new_{one}": Line("LO", elsewhere=OPEN),
        f"figures:{one}": Line(ALL, pk=thing),
        f"figures:correct_{one}": Line("LO", pk=thing),
        f"figures:withdraw_{one}": Line("LO", pk=thing),
    }


THINGS: dict[str, Callable[[World], object]] = {
    "activity": an_activity,
    "activity_proof": a_proof_of_the_activity,
    "media_item": a_media_item,
    "media_item_proof": a_proof_of_the_item,
    "a_survey_estimate": a_survey_estimate,
    "a_typed_value": a_typed_value,
    "the_action_month": lambda world: Occasion.objects.get(code="action_month").pk,
    **{code: the_example(code) for code in EXAMPLES},
    **{f"{code}_proof": the_proof(code) for code in EXAMPLES},
    "import_job": an_import_job,
    "a_served_version": a_served_version,  # after the examples, whose proofs name the first record
    "the_token": the_token,
}

LINES: dict[str, Line] = {
    **record_pages("activities", "activity"),
    **record_pages("media", "media_item"),
    **{
        name: line
        for code, example in EXAMPLES.items()
        for name, line in record_pages(example.plain.kind.namespace, code).items()
    },
    "registers:list": Line(ALL),
    "schools:coverage": Line(ALL, elsewhere=OPEN),
    "activities:series": Line(RECORDING, elsewhere=OPEN),
    "activities:month": Line(ALL, elsewhere=OPEN),
    "activities:where": Line(ALL, elsewhere=OPEN),
    "activities:twins": Line("LO", elsewhere=OPEN),
    "activities:join": Line("LO", POST, elsewhere=OPEN),
    "activities:undo_join": Line("LO", POST, elsewhere=OPEN),
    "media:twins": Line("LO", elsewhere=OPEN),
    "media:join": Line("LO", POST, elsewhere=OPEN),
    "media:undo_join": Line("LO", POST, elsewhere=OPEN),
    "activities:attendance": Line(ALL, pk="activity"),
    "sheets:list": Line(RECORDING, elsewhere=OPEN),
    "sheets:new": Line(RECORDING, elsewhere=OPEN),
    "sheets:template": Line(RECORDING, elsewhere=OPEN, space="activities"),
    "sheets:show": Line(OF_THE_UNIT, pk="import_job", hidden_from="LO"),
    "sheets:columns": Line(OF_THE_UNIT, POST, pk="import_job", hidden_from="LO"),
    "sheets:store": Line(OF_THE_UNIT, POST, pk="import_job", hidden_from="LO"),
    "sheets:undo": Line(OF_THE_UNIT, POST, pk="import_job", hidden_from="LO"),
    "campaigns:list": Line(ALL),
    "materials:sheet": Line(ALL, elsewhere=OPEN),
    "materialversions:set_file": Line(OF_THE_UNIT, pk="material_version"),
    "qr:page": Line(PUBLIC, token="the_token"),
    "qr:code": Line(PUBLIC, token="the_token"),
    "qr:file": Line(PUBLIC, token="the_token", pk="a_served_version"),
    "qr:small": Line(PUBLIC, token="the_token", pk="a_served_version"),
    "campaigns:year": Line(ALL, year=2026, elsewhere=OPEN),
    "campaigns:show": Line(ALL, year=2026, pk="the_action_month", elsewhere=OPEN),
    "campaigns:tag": Line(RECORDING, POST, year=2026, pk="the_action_month", elsewhere=OPEN),
    **figure_pages("estimate", "a_survey_estimate"),
    **figure_pages("value", "a_typed_value"),
    "review:queue": Line("LO"),
    "review:rule": Line("LO", elsewhere=OPEN),
    "review:evidence": Line("LO", elsewhere=OPEN),
    "review:decide": Line("LO", POST),
}
