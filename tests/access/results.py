"""Who may open which page: results."""

from collections.abc import Callable

from songhanh.foundation.lib import filestore
from songhanh.programme.plans.models import PlanDocument
from songhanh.results.overviews.models import Overview
from tests.access.lines import ALL, OPEN, Line
from tests.access.programme import a_published_plan
from tests.world import NOON, World


def a_written_overview(world: World) -> int:
    """The overview of the plan everybody in the province may read, as a Word file."""
    plan = PlanDocument.objects.get(pk=a_published_plan(world))
    return Overview.objects.create(
        plan=plan,
        as_of=NOON.date(),
        standing="accepted",
        map="reported",
        state="word_only",
        word_key=filestore.store(b"PK", ".docx"),
        asked_at=NOON,
    ).pk


THINGS: dict[str, Callable[[World], object]] = {"overview": a_written_overview}

LINES: dict[str, Line] = {
    "coverage:index": Line(ALL, elsewhere=OPEN),
    "totals:index": Line(ALL, elsewhere=OPEN),
    "overviews:of_plan": Line(ALL, pk="plan"),
    "overviews:show": Line(ALL, pk="overview"),
    "overviews:download": Line(ALL, pk="overview", form="docx"),
    "results:index": Line(ALL, elsewhere=OPEN),
    "results:plan": Line(ALL, pk="plan"),
    "results:target": Line(ALL, pk="plan", target_pk="target"),
    "results:own": Line(ALL, unit_pk="unit"),
    "results:predecessors": Line(ALL, unit_pk="unit"),
    "results:years": Line(ALL, pk="plan"),
    "results:compare": Line(ALL, pk="plan"),
    "results:spark": Line(ALL, pk="plan", target_pk="target"),
    "results:disaggregation": Line(ALL, pk="plan", target_pk="target"),
    "results:provinces": Line(ALL, pk="plan", target_pk="target"),
    "results:unit": Line(ALL, pk="plan", target_pk="target", unit_pk="unit"),
}
