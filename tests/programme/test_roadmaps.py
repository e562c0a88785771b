"""Roadmaps: typed, proposed or from Excel; with a reason, a history, and in force at once."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from songhanh.engines.counting import RoadmapRow
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.excel import Column, workbook
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.actions import change_roadmaps, publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.roadmaps import read_rows, rows_of_file, rows_of_preview
from songhanh.programme.targets.enums import RoadmapOrigin
from songhanh.programme.targets.models import RoadmapChange, Target
from songhanh.programme.targets.queries import target_spec, targets_of
from songhanh.programme.targets.roadmaps import roadmap_changes, roadmap_version
from songhanh.results.values.queries import results_of
from tests.programme.packages import package
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

HEADINGS = ("Mục", "Chỉ tiêu", "Năm", "Phải đạt", "Số lượng mỗi đơn vị")


@pytest.fixture
def plan(world: World) -> PlanDocument:
    """A plan with two shares and a target of sessions, without a roadmap."""
    data = package(roadmap=[])
    return publish_from_package(data, acting=world.acting["minh"], at=NOON)


def target(plan: PlanDocument, key: str = "I.1") -> Target:
    return next(one for one in targets_of(plan) if one.element.key == key)


def rows_of(plan: PlanDocument, key: str = "I.1") -> dict[int, tuple[object, object]]:
    return {row.year: (row.value, row.threshold) for row in target_spec(target(plan, key)).roadmap}


def change(plan: PlanDocument, world: World, *rows: RoadmapRow, who: str = "minh", **said) -> int:
    how = {"version": roadmap_version(plan), "origin": RoadmapOrigin.TYPED, "reason": "Phụ lục I."}
    return change_roadmaps(
        plan, {target(plan): rows}, acting=world.acting[who], at=NOON, **(how | said)
    )


def sheet(*rows: tuple[object, ...]) -> bytes:
    return workbook([Column(one) for one in HEADINGS], [tuple(map(str, row)) for row in rows])


class TestChanging:
    def test_a_roadmap_is_in_force_at_once(self, plan: PlanDocument, world: World) -> None:
        change(plan, world, RoadmapRow(2026, Decimal(60), Decimal(4)))
        year = results_of(plan, as_of=date(2026, 12, 31))[0]
        assert (year.required, year.required_from, year.threshold) == (60, "roadmap", 4)

    def test_every_change_is_kept_with_its_reason_and_what_was_before(
        self, plan: PlanDocument, world: World
    ) -> None:
        change(plan, world, RoadmapRow(2026, Decimal(60)), RoadmapRow(2027, Decimal(70)))
        change(plan, world, RoadmapRow(2026, Decimal(65)), reason="Ủy ban yêu cầu cao hơn.")
        newest, first = roadmap_changes(plan)
        assert (newest.reason, first.reason) == ("Ủy ban yêu cầu cao hơn.", "Phụ lục I.")
        assert [(row.year, row.value_before, row.value) for row in newest.rows.all()] == [
            (2026, 60, 65),
            (2027, 70, None),
        ]

    def test_the_history_cannot_be_altered(self, plan: PlanDocument, world: World) -> None:
        change(plan, world, RoadmapRow(2026, Decimal(60)))
        for spoil in (
            lambda: RoadmapChange.objects.update(reason="khác"),
            lambda: RoadmapChange.objects.all()._raw_delete(RoadmapChange.objects.db),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                spoil()

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_a_change_asks_for_a_reason(
        self, plan: PlanDocument, world: World, reason: str
    ) -> None:
        with pytest.raises(RefusedError, match="lý do"):
            change(plan, world, RoadmapRow(2026, Decimal(60)), reason=reason)
        assert rows_of(plan) == {}

    def test_nothing_new_is_said(self, plan: PlanDocument, world: World) -> None:
        with pytest.raises(RefusedError, match="không có gì thay đổi"):
            change(plan, world)

    def test_two_officers_do_not_overwrite_each_other(
        self, plan: PlanDocument, world: World
    ) -> None:
        change(plan, world, RoadmapRow(2026, Decimal(60)))
        with pytest.raises(ConflictError):
            change(plan, world, RoadmapRow(2026, Decimal(70)), version=0)

    @pytest.mark.parametrize("who", ["lan", "quan", "ha"])
    def test_only_the_lead_officer_changes(
        self, plan: PlanDocument, world: World, who: str
    ) -> None:
        with pytest.raises(NotAllowedError):
            change(plan, world, RoadmapRow(2026, Decimal(60)), who=who)

    def test_a_package_that_changes_the_roadmap_is_in_the_history(
        self, plan: PlanDocument, world: World
    ) -> None:
        for value in (80, 85):
            rows = [{"ordinal": "I.1", "year": 2027, "value": value, "threshold": 3}]
            data = package(roadmap=rows)
            publish_from_package(data, acting=world.acting["minh"], at=NOON)
        newest, first = roadmap_changes(plan)
        assert {newest.origin, first.origin} == {RoadmapOrigin.PACKAGE}
        assert [(row.value_before, row.value) for row in newest.rows.all()] == [(80, 85)]


class TestSheets:
    def test_years_of_a_file_change_and_the_others_stay(
        self, plan: PlanDocument, world: World
    ) -> None:
        change(plan, world, RoadmapRow(2026, Decimal(60)), RoadmapRow(2028, Decimal(80)))
        data = sheet(
            ("I.1", "…", 2026, "62,5", ""),
            ("I.1", "…", 2027, 70, 3),
            ("I.1", "…", 2028, "", ""),
            ("I.2", "…", 2028, 12, ""),
        )
        reading = read_rows(plan, rows_of_file(data))
        assert reading.faults == []
        again = read_rows(plan, rows_of_preview(one.hidden for one in reading.changes))
        assert again.changes == reading.changes
        change_roadmaps(
            plan,
            again.wanted,
            version=roadmap_version(plan),
            origin=RoadmapOrigin.SHEET,
            reason="Theo tệp của Sở.",
            acting=world.acting["minh"],
            at=NOON,
        )
        assert rows_of(plan) == {2026: (Decimal("62.5"), None), 2027: (70, 3)}
        assert rows_of(plan, "I.2") == {2028: (12, None)}

    def test_every_fault_is_told_with_its_row(self, plan: PlanDocument) -> None:
        data = sheet(
            ("IX.9", "…", 2026, 60, ""),
            ("I.1", "…", "năm nay", 60, ""),
            ("I.1", "…", 2026, "sáu mươi", ""),
            ("I.1", "…", 2035, 60, ""),
            ("I.1", "…", 2026, 160, ""),
            ("I.1", "…", 2027, 60, ""),
            ("I.1", "…", 2027, 61, ""),
            ("I.2", "…", 2027, 10, 4),
        )
        faults = read_rows(plan, rows_of_file(data)).faults
        assert [one.number for one in faults] == [2, 3, 4, 5, 6, 8, 9]
        assert [one.found for one in faults][:4] == ["IX.9", "năm nay", "sáu mươi", "2035"]

    def test_a_file_that_is_none_is_refused(self) -> None:
        with pytest.raises(RefusedError):
            rows_of_file(b"no workbook")


class TestPages:
    @pytest.fixture
    def minh(self, plan: PlanDocument, world: World) -> Client:
        client = Client()
        client.force_login(world.users["minh"])
        return client

    def test_the_template_holds_every_target_and_year(
        self, plan: PlanDocument, minh: Client
    ) -> None:
        answer = minh.get(reverse("plans:roadmap", args=[plan.pk]), {"format": "xlsx"})
        (heading, *rows) = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
        assert heading == HEADINGS
        assert [row[2] for row in rows if row[0] == "I.1"] == [str(y) for y in range(2026, 2031)]
        assert read_rows(plan, rows_of_file(answer.content)).changes == []

    def test_a_line_is_proposed_and_confirmed(self, plan: PlanDocument, minh: Client) -> None:
        address = reverse("plans:target_roadmap", args=[plan.pk, target(plan, "I.2#2").pk])
        asked = {"propose": "line", "start_year": "2025", "start_value": "37,5"}
        form = minh.get(address, asked).context["form"]
        shown = {name: bound.initial for name, bound in form.fields.items() if "value" in name}
        assert [str(shown[f"value_{year}"]) for year in (2026, 2027, 2028)] == [
            "57.5",
            "77.5",
            "97.5",
        ]
        assert rows_of(plan, "I.2#2") == {}
        said = {name: str(value or "").replace(".", ",") for name, value in shown.items()}
        said |= {"version": "0", "origin": "line", "reason": "Chưa có phụ lục."}
        assert minh.post(address, said).status_code == 302
        assert rows_of(plan, "I.2#2")[2027] == (Decimal("77.5"), None)
        assert roadmap_changes(plan)[0].origin == RoadmapOrigin.LINE
        assert "Chưa có phụ lục." in minh.get(address).content.decode()

    def test_the_annex_fills_the_form(self, plan: PlanDocument, minh: Client) -> None:
        address = reverse("plans:target_roadmap", args=[plan.pk, target(plan, "I.2#2").pk])
        form = minh.get(address, {"propose": "annex"}).context["form"]
        assert str(form.fields["value_2028"].initial) == "97.5"
        assert form.initial["origin"] == RoadmapOrigin.ANNEX

    def test_a_file_is_looked_at_before_it_is_stored(
        self, plan: PlanDocument, minh: Client
    ) -> None:
        address = reverse("plans:roadmap_file", args=[plan.pk])
        file = SimpleUploadedFile("lo-trinh.xlsx", sheet(("I.1", "…", 2027, 70, 3)))
        preview = minh.post(address, {"file": file})
        assert preview.status_code == 200
        assert rows_of(plan) == {}
        (one,) = preview.context["reading"].changes
        said = {"row": [one.hidden], "version": "0", "origin": "sheet", "reason": ""}
        assert minh.post(address, said).status_code == 400
        assert minh.post(address, said | {"reason": "Theo tệp của Sở."}).status_code == 302
        assert rows_of(plan) == {2027: (70, 3)}

    def test_a_file_with_faults_stores_nothing(self, plan: PlanDocument, minh: Client) -> None:
        file = SimpleUploadedFile("lo-trinh.xlsx", sheet(("I.1", "…", 2050, 70, 3)))
        answer = minh.post(reverse("plans:roadmap_file", args=[plan.pk]), {"file": file})
        assert answer.status_code == 400
        assert "Dòng 2" in answer.content.decode()

    def test_queries_do_not_grow_with_the_history(
        self, plan: PlanDocument, world: World, minh: Client, django_assert_num_queries
    ) -> None:
        address = reverse("plans:roadmap", args=[plan.pk])
        change(plan, world, RoadmapRow(2026, Decimal(60)))
        minh.get(address)  # the first page of a session asks more
        with CaptureQueriesContext(connection) as first:
            minh.get(address)
        for value in range(61, 66):
            change(plan, world, RoadmapRow(2026, Decimal(value)))
        with django_assert_num_queries(len(first)):
            minh.get(address)
