"""Plans, predecessors and successors side by side; drawings as plain coordinates."""

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.targets.queries import targets_of
from songhanh.results.values.charts import ChartPoint, line_chart, spark_line
from songhanh.results.values.comparing import count_lines, pairs_of, relatives_of
from songhanh.results.values.enums import Verdict
from songhanh.results.values.queries import results_of
from songhanh.results.values.sources import Reading
from songhanh.results.values.tables import by_target, result_rows
from songhanh.results.values.tiles import MOST_TILES, TileFact, initials, tile_map
from tests.programme.packages import package, structured
from tests.results.stories import CONVENTIONS, PRESENT, RECEIVED, SESSIONS, Story, moment, on
from tests.world import PASSWORD


def groups(plan):
    results = results_of(plan, as_of=on("31/12/2026"))
    return by_target(result_rows(results, targets_of(plan, on("31/12/2026"))))


def another_plan(*targets):
    data = package(
        code="KH-HAI",
        number="99/KH-UBND",
        issued_on="2026-05-05",
        plan=structured(targets=[dict(one) for one in targets], task_groups=[]),
        targets={},
        roadmap=[],
    )
    return publish_from_package(data, acting=command_line(), at=moment("05/05/2026"))


@pytest.mark.django_db
def test_targets_of_one_kind_pair_by_their_words_and_nothing_is_left_out(story: Story) -> None:
    own = SESSIONS | {"ordinal": "I.1", "text_start": "Thôn, tổ dân phố sinh hoạt hằng năm."}
    alike = RECEIVED | {"ordinal": "I.2"}
    model = CONVENTIONS | {"ordinal": "I.3", "kind": "digital_model_per_year", "value": 1}
    other = another_plan(own, alike, model)
    pairs = [
        (pair.left and pair.left.result.ordinal, pair.right and pair.right.result.ordinal)
        for pair in pairs_of(groups(story.plan), groups(other))
    ]
    assert pairs == [
        ("II.1", "I.2"),
        ("II.2", "I.1"),
        ("II.3", None),
        ("II.4", None),
        ("II.5", None),
        ("II.6", None),
        (None, "I.3"),
    ]


@pytest.mark.django_db
def test_what_predecessors_did_stays_theirs_and_stands_together_on_the_new_map(
    story: Story,
) -> None:
    story.session("A", "08/03/2026")
    story.session("A", "09/03/2026", "B")
    story.session("B", "10/10/2026")
    story.merge("A", "B", "01/07/2026")
    relatives = relatives_of(story.unit_id("B"), on("31/12/2026"))
    assert [(one.name, one.role) for one in relatives] == [
        ("Xã An Hòa", "before"),
        ("Phường Bình Minh", "self"),
    ]
    first = count_lines(story.plan, relatives, Reading(on("31/12/2026")))[0]
    assert first.counts == (2, 2)
    assert first.on_new_map == 3  # the joint one counts once


@pytest.mark.django_db
def test_units_are_found_without_diacritics_and_sorted(
    story: Story, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: PRESENT)
    for day in ("02/03/2026", "09/03/2026"):
        story.session("B", day)
    client.login(username="minh", password=PASSWORD)
    address = reverse("results:target", args=[story.plan.pk, story.target("II.1").pk])

    def names(**query: str) -> list[str]:
        page = html.fromstring(client.get(address, {"as_of": "31/12/2026"} | query).content)
        rows = page.xpath("//table[caption[contains(., 'Đơn vị được tính')]]/tbody/tr/th")
        return [row.text_content().strip() for row in rows]

    assert names(q="binh minh") == ["Phường Bình Minh"]
    assert names(verdict="passing") == ["Phường Bình Minh"]
    assert names(sort="-count")[0] == "Phường Bình Minh"
    assert names(sort="-name")[0] == "Xã Cẩm Lĩnh"
    assert names(q="không có") == []


def test_a_gap_in_what_is_known_is_a_gap_in_the_line() -> None:
    points = [ChartPoint(str(n), value) for n, value in enumerate([None, 10, 20, None, 40])]
    known = [
        ChartPoint(one.label, None if one.value is None else Fraction(one.value)) for one in points
    ]
    chart = line_chart(known, percent=True)
    assert len(chart.lines) == 1
    assert [dot.label for dot in chart.dots] == ["1", "2", "4"]
    assert [tick.label for tick in chart.across] == ["0", "25", "50", "75", "100"]
    assert spark_line([], percent=True).is_empty
    assert (
        line_chart([ChartPoint("1", Fraction(-5), Fraction(150))], percent=True).across[-1].label
        == "150"
    )


def test_tiles_stand_by_code_and_say_how_much_passes() -> None:
    facts = [
        TileFact(2, "20", "Xã Bình Sơn", Verdict.PASSING),
        TileFact(1, "10", "Phường 5", Verdict.FAILING),
        TileFact(2, "20", "Xã Bình Sơn", Verdict.UNREVIEWED),
        TileFact(3, "30", "Xã Cẩm Lĩnh", Verdict.TOO_NEW),
    ]
    found = tile_map(facts)
    assert found is not None
    assert [(one.initials, one.look) for one in found.tiles] == [
        ("5", "failing"),
        ("BS", "partly"),
        ("CL", "apart"),
    ]
    assert tile_map([]) is None
    many = (TileFact(n, str(n), "Xã Số", Verdict.PASSING) for n in range(MOST_TILES + 1))
    assert tile_map(many) is None
    assert initials("Thị trấn Đăk Tô") == "ĐT"
