"""Who may open which page: results."""

from collections.abc import Callable

from songhanh.foundation.lib import filestore
from songhanh.programme.plans.models import PlanDocument
from songhanh.results.freezing.models import FrozenFigure, FrozenResults, FrozenUnit
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


def frozen_results(world: World) -> int:
    """The results of the same plan, frozen by hand: one figure with one unit that is gone since."""
    plan = PlanDocument.objects.get(pk=a_published_plan(world))
    frozen = FrozenResults.objects.create(
        plan=plan,
        number=1,
        purpose="Giao ban",
        folded="giao ban",
        plan_name=plan.title,
        as_of=NOON.date(),
        standing="accepted",
        map="reported",
        taken_at=NOON,
        content_hash="0" * 64,
    )
    return frozen.pk


def a_frozen_figure(world: World) -> int:
    """A figure of them with Xã An Hòa in it, which moved since."""
    figure = FrozenFigure.objects.create(
        frozen=FrozenResults.objects.latest("pk"),
        position=0,
        ordinal="9.9",
        kind="other",
        text="Một chỉ tiêu không còn trong kế hoạch.",
        period=str(NOON.year),
        unit_word="%",
        status="no_data",
        estimated=False,
        sentence="Chưa có giá trị.",
        rule_version="2026.1",
    )
    FrozenUnit.objects.create(
        figure=figure, unit=world.units["A"], code="A", name="Xã An Hòa", verdict="failing"
    )
    return figure.pk


THINGS: dict[str, Callable[[World], object]] = {
    "overview": a_written_overview,
    "frozen": frozen_results,
    "frozen_figure": a_frozen_figure,
}

LINES: dict[str, Line] = {
    "coverage:index": Line(ALL, elsewhere=OPEN),
    "totals:index": Line(ALL, elsewhere=OPEN),
    "overviews:of_plan": Line(ALL, pk="plan"),
    "overviews:of_frozen": Line(ALL, pk="frozen"),
    "freezing:list": Line(ALL, elsewhere=OPEN),
    "freezing:new": Line("LO", pk="plan"),
    "freezing:show": Line(ALL, pk="frozen"),
    "freezing:figure": Line(ALL, pk="frozen", figure_pk="frozen_figure"),
    "freezing:unit": Line(ALL, pk="frozen", figure_pk="frozen_figure", unit_pk="unit"),
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
