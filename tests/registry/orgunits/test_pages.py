"""The registry's pages: read by everybody, kept by lead officers and administrators."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import Succession, UnitVersion
from songhanh.registry.orgunits.names import search_form
from tests.registry.orgunits.units import merge, rename, unit
from tests.world import World, add_unit

DAY = date(2026, 6, 15)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


def as_(world: World, who: str) -> Client:
    client = Client()
    client.force_login(world.users[who])
    return client


def text_of(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


class TestTheList:
    def test_it_opens_with_the_top_of_the_tree(self, world: World) -> None:
        page = text_of(as_(world, "lan"), "/units/")
        assert "Tỉnh Hải Sơn" in page
        assert "Tỉnh Quảng Lâm" in page
        assert "Xã Cẩm Lĩnh" not in page

    @pytest.mark.parametrize("text", ["cam linh", "Cẩm Lĩnh", "CẨM LĨNH"])
    def test_a_unit_is_found_with_and_without_marks(self, world: World, text: str) -> None:
        assert "Xã Cẩm Lĩnh" in text_of(as_(world, "lan"), "/units/", q=text)

    def test_an_old_name_leads_to_the_unit(self, world: World) -> None:
        rename(world.units["C"], "Xã Trung Sơn", date(2026, 1, 1))
        page = text_of(as_(world, "lan"), "/units/", q="cam linh")
        assert "Xã Trung Sơn" in page

    def test_filters_work_together_and_stay_in_the_address(self, world: World) -> None:
        for number in range(60):
            add_unit(world, f"T{number:02}", f"Xã Thử {number:02}", UnitKind.COMMUNE, "P")
        query = {"kind": "commune", "province": str(world.units["P"].pk), "q": "thu"}
        page = text_of(as_(world, "lan"), "/units/", **query)
        assert "Xã Thử 49" in page
        assert "Xã Thử 50" not in page
        assert "kind=commune" in page
        second = text_of(as_(world, "lan"), "/units/", page="2", **query)
        assert "Xã Thử 50" in second

    def test_nothing_found_says_what_to_try(self, world: World) -> None:
        assert "Không tìm thấy đơn vị nào" in text_of(as_(world, "lan"), "/units/", q="xyz")

    def test_an_unreadable_day_is_today(self, world: World) -> None:
        assert "15/06/2026" in text_of(as_(world, "lan"), "/units/", day="31/02/2026")

    def test_ended_units_are_shown_when_asked_for(self, world: World) -> None:
        merge(world.units["C"], world.units["A"], date(2026, 1, 1))
        client = as_(world, "lan")
        assert "Xã Cẩm Lĩnh" not in text_of(client, "/units/", q="cam linh")
        page = text_of(client, "/units/", q="cam linh", ended="on")
        assert "đã kết thúc" in page
        assert "Xã Cẩm Lĩnh" in text_of(client, "/units/", q="cam linh", day="31/12/2025")

    def test_the_list_as_excel(self, world: World) -> None:
        answer = as_(world, "lan").get("/units/", {"q": "cam linh", "format": "xlsx"})
        sheet = ZipFile(BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode()
        assert re.findall(r"<t>([^<]*)</t>", sheet)[6:] == ["C", "Xã Cẩm Lĩnh", "xã", "P"]

    def test_one_unit_or_many_cost_the_same_statements(self, world: World) -> None:
        client = as_(world, "lan")

        def statements() -> int:
            with CaptureQueriesContext(connection) as captured:
                text_of(client, "/units/", q="xa", kind="commune")
            return len(captured)

        statements()  # the first page also keeps the chosen role in the session
        few = statements()
        for number in range(20):
            add_unit(world, f"T{number}", f"Xã Thử {number}", UnitKind.COMMUNE, "P")
        assert statements() == few


class TestAUnit:
    def test_it_shows_what_it_was_and_goes_on_in(self, world: World) -> None:
        rename(world.units["C"], "Xã Trung Sơn", date(2026, 1, 1))
        merge(world.units["C"], world.units["A"], date(2026, 3, 1))
        page = text_of(as_(world, "lan"), f"/units/{world.units['C'].pk}/")
        for words in ("Xã Cẩm Lĩnh", "Xã Trung Sơn", "Xã An Hòa", "01/03/2026", "sáp nhập"):
            assert words in page
        assert "không có hiệu lực vào ngày 15/06/2026" in page

    def test_another_day_shows_the_unit_of_that_day(self, world: World) -> None:
        rename(world.units["C"], "Xã Trung Sơn", date(2026, 1, 1))
        page = text_of(as_(world, "lan"), f"/units/{world.units['C'].pk}/", day="31/12/2025")
        assert "Xã Cẩm Lĩnh</h1>" in page

    def test_people_are_shown_within_the_branch_only(self, world: World) -> None:
        address = f"/units/{world.units['A'].pk}/"
        assert "Nguyễn Thị Lan" in text_of(as_(world, "minh"), address)
        assert "Nguyễn Thị Lan" not in text_of(as_(world, "mai"), address)
        assert "Nguyễn Thị Lan" not in text_of(as_(world, "xuan"), address)

    def test_a_unit_that_is_not_there(self, world: World) -> None:
        assert as_(world, "lan").get("/units/999999/").status_code == 404

    def test_more_units_below_cost_no_statement(self, world: World) -> None:
        client, address = as_(world, "lan"), f"/units/{world.units['P'].pk}/"

        def statements() -> int:
            with CaptureQueriesContext(connection) as captured:
                text_of(client, address)
            return len(captured)

        statements()  # the first page also keeps the chosen role in the session
        few = statements()
        for number in range(20):
            add_unit(world, f"T{number}", f"Xã Thử {number}", UnitKind.COMMUNE, "P")
        assert statements() == few


class TestKeeping:
    def test_minh_adds_a_department_with_its_short_name(self, world: World) -> None:
        typed = {
            "name": "Sở Y tế",
            "kind": "department",
            "code": "P-YT",
            "valid_from": "01/03/2026",
            "aliases": "SYT\nSở Y tế tỉnh",
        }
        answer = as_(world, "minh").post(f"/units/{world.units['P'].pk}/new/", typed, follow=True)
        assert "Đã thêm “Sở Y tế”" in answer.content.decode()
        made = queries.unit_by_code("P-YT", DAY)
        assert made is not None
        assert queries.unit_by_code("P-YT", date(2026, 2, 28)) is None
        assert queries.resolve_name("SYT", DAY, world.units["A"].pk).unit_id == made.pk

    def test_a_code_in_use_is_refused_with_what_was_typed(self, world: World) -> None:
        typed = {"name": "Sở Y tế", "kind": "department", "code": "S"}
        answer = as_(world, "minh").post(f"/units/{world.units['P'].pk}/new/", typed)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "đang là mã của “Sở Nội vụ”" in page
        assert 'value="Sở Y tế"' in page
        assert not UnitVersion.objects.filter(name="Sở Y tế").exists()

    def test_minh_renames_ends_and_takes_back(self, world: World) -> None:
        client, station = as_(world, "minh"), world.units["a1"]
        typed = {"name": "Đài An Hòa", "on": "01/06/2026", "basis": "QĐ 5"}
        client.post(f"/units/{station.pk}/rename/", typed)
        assert queries.names_on([station.pk], DAY) == {station.pk: "Đài An Hòa"}
        client.post(f"/units/{station.pk}/end/", {"on": "10/06/2026", "successor": "R"})
        assert queries.version_on(station.pk, DAY) is None
        merged = Succession.objects.get(kind="merge")
        assert merged.new == world.units["R"]
        client.post(f"/units/{station.pk}/undo/{merged.pk}/", {"reason": "nhầm"})
        assert queries.version_on(station.pk, DAY) is not None

    def test_a_unit_is_dissolved_when_nobody_goes_on(self, world: World) -> None:
        station = world.units["a1"]
        as_(world, "minh").post(f"/units/{station.pk}/end/", {"on": "10/06/2026"})
        assert Succession.objects.get().kind == "dissolve"

    def test_an_unclear_successor_is_asked_again(self, world: World) -> None:
        typed = {"on": "10/06/2026", "successor": "Xã Không Có"}
        answer = as_(world, "minh").post(f"/units/{world.units['a1'].pk}/end/", typed)
        assert answer.status_code == 400
        assert "Chưa tìm thấy đơn vị nào tên" in answer.content.decode()
        assert not Succession.objects.exists()

    @pytest.mark.parametrize("page", ["rename", "end"])
    def test_an_empty_form_says_what_is_missing(self, world: World, page: str) -> None:
        answer = as_(world, "minh").post(f"/units/{world.units['a1'].pk}/{page}/", {})
        assert answer.status_code == 400
        assert not Succession.objects.exists()

    def test_the_step_of_another_unit_is_not_found(self, world: World) -> None:
        made = rename(world.units["C"], "Xã Trung Sơn", date(2026, 1, 1))
        address = reverse("orgunits:undo", args=[world.units["a1"].pk, made.pk])
        assert as_(world, "minh").get(address).status_code == 404

    def test_readers_see_no_buttons(self, world: World) -> None:
        page = text_of(as_(world, "lan"), f"/units/{world.units['a1'].pk}/")
        assert "/rename/" not in page
        assert "/new/" not in page


def test_names_are_kept_in_one_form(world: World) -> None:
    decomposed = "Sở Y tế".encode().decode()
    one = unit("Y", f"  {decomposed}  ", UnitKind.DEPARTMENT)
    version = queries.version_on(one.pk, DAY)
    assert version is not None
    assert (version.name, version.folded_name) == ("Sở Y tế", search_form("Sở Y tế"))
