"""Pages of results by request: what stands on them, for whom, in a constant number of queries."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import publish_from_package, settle_target
from songhanh.programme.targets.queries import setting_of
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.conventions.kind import CONVENTIONS
from songhanh.records.recording.actions import accept
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.results.values.things import KEPT_IN, things_behind
from tests.programme.packages import package
from tests.records.examples import EXAMPLES, enter
from tests.records.makers import proof_of
from tests.results.stories import PRESENT, Story, moment
from tests.world import PASSWORD, add_unit

pytestmark = pytest.mark.django_db
END = {"as_of": "31/12/2026"}


@pytest.fixture(autouse=True)
def _in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: PRESENT)


@pytest.fixture
def as_somebody(client: Client):
    """Asks for pages as somebody of the cast; gives the parsed page."""

    def sign_in(name: str):
        client.login(username=name, password=PASSWORD)

        def ask(address: str, status: int = 200, **query: str):
            response = client.get(address, query)
            assert response.status_code == status, address
            return response if status != 200 else html.fromstring(response.content)

        return ask

    return sign_in


def words(page) -> str:
    return " ".join(page.text_content().split())


def units_of(page):
    """The league table of a target's page."""
    return page.xpath("//table[caption[contains(., 'Đơn vị được tính')]]/tbody")[0]


def plan_page(story: Story) -> str:
    return reverse("results:plan", args=[story.plan.pk])


def target_page(story: Story, ordinal: str) -> str:
    return reverse("results:target", args=[story.plan.pk, story.target(ordinal).pk])


def unit_page(story: Story, ordinal: str, code: str) -> str:
    target = story.target(ordinal)
    return reverse("results:unit", args=[story.plan.pk, target.pk, story.unit_id(code)])


def test_one_plan_in_force_is_opened_at_once(story: Story, as_somebody) -> None:
    response = as_somebody("lan")(reverse("results:index"), status=302)
    assert response["Location"] == plan_page(story)


def test_several_plans_are_offered_the_newest_first(story: Story, as_somebody) -> None:
    newer = package(code="KH-HAI", number="99/KH-UBND", issued_on="2026-05-05")
    publish_from_package(newer, acting=command_line(), at=moment("05/05/2026"))
    page = as_somebody("minh")(reverse("results:index"))
    assert len(page.xpath("//tbody/tr")) == 2
    assert "99/KH-UBND" in page.xpath("//tbody/tr")[0].text_content()


def test_without_a_plan_the_page_says_what_comes_first(world, as_somebody) -> None:
    page = as_somebody("lan")(reverse("results:index"))
    assert "Chưa có kế hoạch nào đang thực hiện" in words(page)


def test_a_target_is_named_once_above_its_quarters(story: Story, as_somebody) -> None:
    page = as_somebody("minh")(plan_page(story), **END)
    body = page.xpath("//tbody[contains(., 'phát ít nhất 03 tin')]")
    assert len(body) == 1
    periods = [one.text_content() for one in body[0].xpath(".//th[@scope='row']")]
    assert periods == ["quý I/2026", "quý II/2026", "quý III/2026", "quý IV/2026", "năm 2026"]


def test_a_target_with_records_of_its_own_leads_to_where_they_are_kept(
    story: Story, as_somebody
) -> None:
    page = as_somebody("minh")(target_page(story, "II.6"), **END)
    assert page.xpath(f"//a[@href='{reverse('conventions:list')}']")


def test_the_two_standings_stand_beside_each_other(story: Story, as_somebody) -> None:
    for day in ("02/03/2026", "09/03/2026"):
        story.sent("A", day)
    page = as_somebody("minh")(target_page(story, "II.1"), **END)
    figures = [one.text_content() for one in page.xpath("//*[@class='figure']")]
    assert "0%" in figures[0].replace(" ", "")
    assert "33,3%" in figures[1].replace(" ", "")
    row = page.xpath("//tr[contains(., 'Xã An Hòa')]")[0]
    assert [one.text_content().strip() for one in row.xpath("td")] == ["chưa đạt", "0/2", "2", "2"]


def test_units_beyond_the_branch_are_only_in_the_total(story: Story, as_somebody) -> None:
    story.session("B", "02/03/2026")
    page = as_somebody("lan")(target_page(story, "II.1"), **END)
    table = units_of(page).text_content()
    assert "Xã An Hòa" in table
    assert "Phường Bình Minh" not in table
    assert "Còn 2 đơn vị ngoài phạm vi của bạn" in words(page)
    assert "0 đạt trong 3 được tính" in words(page)


def test_a_unit_that_has_ended_stays_with_the_branch_it_stood_in(story: Story, as_somebody) -> None:
    story.session("A", "02/03/2026")
    story.merge("A", "B", "01/07/2026")
    page = as_somebody("minh")(target_page(story, "II.1"), as_of="30/06/2026")
    assert "Xã An Hòa" in units_of(page).text_content()
    as_somebody("minh")(unit_page(story, "II.1", "A"), as_of="30/06/2026")


def test_settings_say_whether_somebody_chose_them(story: Story, as_somebody) -> None:
    ask = as_somebody("minh")
    row = "//tr[contains(., 'Số lượng mỗi đơn vị phải đạt')]"
    [before] = ask(target_page(story, "II.1"), **END).xpath(row)
    assert "mặc định" in before.text_content()
    target = story.target("II.1")
    settle_target(
        target,
        version=setting_of(target).version,
        values={"threshold": 4},
        choice=None,
        acting=command_line(),
        at=story.at,
    )
    page = ask(target_page(story, "II.1"), **END)
    [after] = page.xpath(row)
    assert "4" in after.text_content()
    assert "cơ quan thường trực đã chọn" in after.text_content()
    assert page.xpath("//a[contains(., 'Đổi cách tính')]")


def test_only_who_may_set_is_led_to_the_settings(story: Story, as_somebody) -> None:
    page = as_somebody("lan")(target_page(story, "II.1"), **END)
    assert page.xpath("//a[contains(., 'Đổi cách tính')]/@href") == []


def test_lists_apart_are_explained(story: Story, as_somebody) -> None:
    add_unit(story.world, "N", "Xã Ngọc Sơn", UnitKind.COMMUNE, "P", (date(2026, 12, 1), None))
    story.item("R", "05/12/2026", channel="newspaper", column_name="Bình đẳng giới")
    ask = as_somebody("minh")
    page = ask(target_page(story, "II.5"), as_of="20/01/2026")
    assert "1 đơn vị chưa qua trọn kỳ nào kể từ khi có, nên chưa vào mẫu số." in words(page)
    [link] = page.xpath("//a[contains(., 'Xem các đơn vị này')]/@href")
    assert "verdict=too_new" in link


def test_an_entry_leads_to_its_record_and_shows_its_photo(story: Story, as_somebody) -> None:
    session = story.session("A", "08/03/2026")
    proof = proof_of(ACTIVITIES, session, story.world)
    page = as_somebody("lan")(unit_page(story, "II.1", "A"), **END)
    [row] = page.xpath("//tbody/tr")
    assert reverse("activities:show", args=[session.pk]) in row.xpath(".//a/@href")
    assert row.xpath(".//img/@src") == [
        reverse("activities:thumbnail", args=[session.pk, proof.pk])
    ]
    assert "năm 2026: 1, cần 2" in words(page)


def test_entries_stand_by_the_quarters_they_are_judged_in(story: Story, as_somebody) -> None:
    story.item("a1", "10/02/2026")
    page = as_somebody("lan")(unit_page(story, "II.3", "A"), as_of="20/05/2026")
    text = words(page)
    assert "quý I/2026: 1, cần 3" in text
    assert "quý II/2026: 0, cần 3 Chưa có bản ghi nào được tính trong kỳ này." in text
    assert "Đài truyền thanh xã An Hòa" in text


def test_a_record_of_somebody_else_is_counted_but_not_opened(story: Story, as_somebody) -> None:
    session = story.session("S", "08/03/2026", place="A")
    page = as_somebody("lan")(unit_page(story, "II.2", "A"), **END)
    assert "bản ghi ngoài phạm vi của bạn" in words(page)
    assert session.title not in words(page)
    assert "Sở Nội vụ" in words(page)


def test_a_commune_does_not_open_its_neighbour(story: Story, as_somebody) -> None:
    as_somebody("lan")(unit_page(story, "II.1", "B"), status=404, **END)
    as_somebody("xuan")(plan_page(story), status=404)


@pytest.mark.parametrize("query", [{"as_of": "không"}, {"standing": "x"}, {"period": "2026-Q9"}])
def test_a_filter_nobody_can_read_is_no_error(story: Story, as_somebody, query) -> None:
    ask = as_somebody("minh")
    for address in (plan_page(story), target_page(story, "II.3"), unit_page(story, "II.3", "A")):
        ask(address, **query)


def test_both_pages_are_also_workbooks(story: Story, client: Client) -> None:
    client.login(username="minh", password=PASSWORD)
    for address in (plan_page(story), target_page(story, "II.1")):
        response = client.get(address, END | {"format": "xlsx"})
        assert response["Content-Type"].endswith("spreadsheetml.sheet")


def test_pages_ask_the_database_no_more_for_more_units(
    story: Story, client: Client, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    client.login(username="minh", password=PASSWORD)
    story.session("A", "08/03/2026")
    pages = [plan_page(story), target_page(story, "II.1"), unit_page(story, "II.1", "A")]
    client.get(pages[0])
    asked = []
    for address in pages:
        with django_assert_max_num_queries(90) as few:
            client.get(address, END)
        asked.append(len(few))
    for number in range(5):
        add_unit(story.world, f"N{number}", f"Xã Số {number}", UnitKind.COMMUNE, "P")
        story.session(f"N{number}", "08/03/2026", "A")
    for address, number in zip(pages, asked, strict=True):
        with django_assert_num_queries(number):
            client.get(address, END)


def test_a_convention_is_named_and_leads_over_its_commune_to_its_record(
    story: Story, as_somebody
) -> None:
    unread_yet = {"reviewed_on": "", "discriminating": ""}
    clean = enter(story.world, EXAMPLES["convention"])
    unread = enter(story.world, EXAMPLES["convention"], title="Thôn Tây", **unread_yet)
    accept(CONVENTIONS.kind, [clean, unread], acting=story.world.acting["minh"], at=PRESENT)
    ask = as_somebody("minh")
    page = ask(target_page(story, "II.6"), **END)
    row = page.xpath("//tr[contains(., 'Thôn Tây')]")[0]
    assert "chưa rà soát" in row.text_content()
    assert "1 bản chưa rà soát" in words(page)
    page = ask(row.xpath(".//a")[0].get("href"))
    [kept] = page.xpath("//table[caption[contains(., 'Hồ sơ của đơn vị')]]/tbody")
    links = [one.get("href") for one in kept.xpath(".//th/a")]
    assert sorted(links) == sorted(
        reverse("conventions:show", args=[one.pk]) for one in (clean, unread)
    )
    assert "rà soát bản mới nhất và kết luận" in kept.text_content()


def test_every_kind_of_thing_can_be_asked_for_and_none_is_said(story: Story, as_somebody) -> None:
    minh, a = story.world.acting["minh"], story.unit_id("A")
    for kind in KEPT_IN:
        assert things_behind(kind, {a}, [], minh, date(2026, 12, 31)) == []
    page = as_somebody("minh")(unit_page(story, "II.4", "A"), **END)
    assert "Đơn vị chưa có hồ sơ nào cho chỉ tiêu này" in words(page)
