"""The duties that arise from the source plans, none invented (where these plans are at hand)."""

import json
from pathlib import Path
from typing import Any

import pytest

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.reporting.obligations.queries import obligations
from tests.programme.packages import package
from tests.results.stories import moment, on
from tests.world import World, add_unit

TRUTH = Path(__file__).resolve().parents[4] / "shared" / "plans" / "truth"

pytestmark = pytest.mark.django_db


def publish(name: str, issuer: str = "P", **said: Any) -> PlanDocument:
    truth = json.loads((TRUTH / name).read_text(encoding="utf-8"))
    data = package(
        code=name.removesuffix(".json"),
        plan=truth,
        targets={},
        roadmap=[],
        issuer_code=issuer,
        **{"issued_on": None} | said,
    )
    return publish_from_package(data, acting=command_line(), at=moment("15/01/2026"))


def duties(plan: PlanDocument, year: int) -> set[tuple[object, ...]]:
    """Kind, period, last day, sender's kind of duty, via and addressees of a year."""
    found = obligations(plan=plan, as_of=on("31/12/2026"), years={year}, on_request=True)
    return {
        (
            one.rule.kind,
            one.period,
            f"{one.last_day:%d/%m}" if one.last_day else None,
            one.unit_code,
            one.via,
            one.addressees,
        )
        for one in found
    }


def of_kind(found: set[tuple[object, ...]], kind: str) -> set[tuple[object, ...]]:
    return {one[1:] for one in found if one[0] == kind}


if TRUTH.is_dir():

    def test_dak_lak_units_report_before_30_11_and_the_summary_goes_on_before_05_12(
        world: World,
    ) -> None:
        found = duties(publish("dl-2026.json"), 2026)
        province = ("Ủy ban nhân dân tỉnh",)
        annual = of_kind(found, "annual")
        assert {one for one in annual if one[1] is not None} == {
            ("2026", "29/11", code, "Sở Nội vụ", province) for code in "ABC"
        }
        assert {one for one in annual if one[1] is None} == {
            ("2026", None, code, "", ()) for code in "ABC"
        }
        assert of_kind(found, "summary") == {
            ("2026", "04/12", "S", "", (*province, "Bộ Nội vụ")),
        }
        assert of_kind(found, "unspecified") == {("", None, code, "", ()) for code in "ABC"}

    def test_tuyen_quang_reports_once_a_year_before_10_12(world: World) -> None:
        add_unit(world, "D", "Huyện Chiêm Hóa", UnitKind.DISTRICT, "P")
        plan = publish("tq-2022.json")
        via = "Sở Lao động - Thương binh và Xã hội"
        annual = of_kind(duties(plan, 2024), "annual")
        assert annual == {
            ("2024", "09/12", code, via, ("Ủy ban nhân dân tỉnh",)) for code in "DMSV"
        }
        assert of_kind(duties(plan, 2021), "annual") == set()

    def test_kon_tum_reports_twice_a_year_without_a_day(world: World) -> None:
        add_unit(world, "K", "Báo Kon Tum", UnitKind.PRESS, "P")
        found = duties(publish("kt-2023.json", issuer="V"), 2023)
        to = ("Sở Thông tin và Truyền thông",)
        assert found == {
            ("semiannual", "2023-H1", None, "K", "", to),
            ("semiannual", "2023-H2", None, "K", "", to),
            ("annual", "2023", None, "K", "", to),
        }
