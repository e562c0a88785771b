"""The first page by role: what waits, what is owed, how far one's targets are, and how cheaply."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html

from songhanh.foundation.lib import clock, triggers
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import receive_plan
from songhanh.records.activities.actions import return_activities
from songhanh.registry.orgunits.actions import Change, Part, merge_unit, split_unit
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.roles.enums import Role
from songhanh.reporting.obligations.actions import record_first_submission
from songhanh.reporting.submissions.actions import return_submission
from songhanh.site.home.queries import today_of
from tests.programme.texts import PROVINCE_PLAN
from tests.reporting.obligations.plans import ADHOC, ANNUAL, SUMMARY, publish, rule_of
from tests.reporting.submissions import stories as reports
from tests.results.stories import LOUDSPEAKER, SESSIONS, Story, moment, on, tell
from tests.world import PASSWORD, World, add_person, add_unit

pytestmark = pytest.mark.django_db
NOW = moment("25/11/2026")
TODAY = on("25/11/2026")
BY = command_line()
ENDED = Change(on("01/09/2026"), basis="Nghị quyết 01/NQ")


@pytest.fixture(autouse=True)
def _on_a_day_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: NOW)


@pytest.fixture
def targets(world: World) -> Story:
    """A plan of sessions and loudspeaker items, told in November."""
    story = tell(world, SESSIONS, LOUDSPEAKER)
    story.at = NOW
    return story


def home(client: Client, who: str):
    client.login(username=who, password=PASSWORD)
    response = client.get(reverse("home:today"))
    assert response.status_code == 200
    return html.fromstring(response.content)


def words(page) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


# --------------------------------------------------------------- recorders ----


def test_a_recorder_sees_what_is_owed_soon_with_the_way_to_it(client: Client, world: World) -> None:
    plan = publish(ANNUAL, ADHOC)
    page = home(client, "lan")
    [link] = page.xpath("//a[contains(., 'Báo cáo năm 2026')]/@href")
    rule = rule_of(plan, "VI.1").pk
    assert link == (
        f"{reverse('submissions:new')}?rule={rule}&unit={world.units['A'].pk}&period=2026"
    )
    assert "09/12/2026đến hạn" in words(page)
    assert "gửi qua Sở Nội vụ" in words(page)
    assert page.xpath("//a[contains(., 'Ghi hoạt động')]")


def test_only_what_is_open_and_within_sixty_days_is_owed_today(world: World) -> None:
    plan = publish(ANNUAL)
    lan = world.acting["lan"]

    def periods(day: str) -> list[str]:
        own = today_of(lan, on(day)).own
        return [one.period for one in own.owed] if own else []

    assert periods("01/10/2026") == []
    assert periods("10/10/2026") == ["2026"]
    assert periods("05/01/2027") == ["2026"], "what went missing in December still matters"
    record_first_submission(
        rule_of(plan, "VI.1"),
        unit_id=world.units["A"].pk,
        period="2026",
        acting=lan,
        at=moment("20/12/2026"),
    )
    assert periods("05/01/2027") == []


def test_who_continues_a_merged_unit_is_told_from_that_day_whose_report_it_sends(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = publish(ANNUAL)
    merge_unit(world.units["C"], into=world.units["A"], change=ENDED, acting=BY, at=NOW)
    own = today_of(world.acting["lan"], on("02/09/2026")).own
    assert own is not None
    assert [[one.code for one in owed.takes_over] for owed in own.owed] == [["C"]]
    page = home(client, "lan")
    assert "nộp thay Xã Cẩm Lĩnh (kết thúc từ 01/09/2026)" in words(page)
    [link] = page.xpath("//a[contains(., 'Báo cáo năm 2026')]/@href")
    assert f"rule={rule_of(plan, 'VI.1').pk}&" in link
    assert client.get(link).status_code == 200


def test_a_recorder_sees_what_came_back_before_what_was_begun(
    client: Client, targets: Story
) -> None:
    draft, sent = targets.draft("A", "02/03/2026"), targets.sent("A", "03/03/2026")
    back = {"remark": "Thiếu danh sách.", "acting": command_line(), "at": NOW}
    return_activities([sent], **back)
    targets.draft("B", "04/03/2026")
    page = home(client, "lan")
    links = page.xpath("//h2[.='Bản ghi còn dở']/following-sibling::ul[1]//a/@href")
    assert links == [reverse("activities:show", args=[one.pk]) for one in (sent, draft)]
    assert "Thiếu danh sách." in words(page)


def test_a_returned_report_is_there_to_be_corrected(client: Client, world: World) -> None:
    submission = reports.tell(world).submitted("lan")
    return_submission(
        submission,
        version=submission.versions,
        reason="Thiếu số liệu quý IV.",
        remarks={},
        acting=world.acting["minh"],
        at=moment("22/11/2026"),
    )
    page = home(client, "lan")
    links = page.xpath("//h2[.='Báo cáo được trả lại']/following-sibling::ul[1]//a/@href")
    assert links == [reverse("submissions:show", args=[submission.pk])]


def test_progress_is_of_the_running_quarter_or_the_year(client: Client, targets: Story) -> None:
    targets.session("A", "08/03/2026")
    targets.item("a1", "05/11/2026")
    targets.item("a1", "05/02/2026")
    page = home(client, "lan")
    text = words(page)
    assert "năm 2026 1/2" in text
    assert "quý IV/2026 1/3" in text
    [link] = page.xpath("//a[contains(., 'phát ít nhất 03 tin')]/@href")
    assert link.endswith("?period=2026-Q4")
    assert client.get(link).status_code == 200


def test_a_recorder_without_anything_to_do_is_told_so(client: Client, world: World) -> None:
    assert "Hôm nay không có việc nào đang chờ" in words(home(client, "lan"))


# ------------------------------------------------------------ lead officers ----


def test_a_lead_officer_sees_what_waits_in_the_branch(client: Client, targets: Story) -> None:
    targets.sent("A", "02/03/2026")
    targets.sent("X", "02/03/2026")
    publish(SUMMARY, code="KH-BC", number="9/KH")
    page = home(client, "minh")
    figures = [" ".join(one.text_content().split()) for one in page.xpath("//*[@class='figure']")]
    assert figures == [
        "1bản ghi chờ chấp nhận",
        "0báo cáo chờ xem xét",
        "0báo cáo quá hạn chưa nộp",
        "0khó khăn, vướng mắc chờ trả lời",
    ]
    assert "Báo cáo năm 2026 của kế hoạch KH-BC" in words(page)


def test_a_lead_officer_is_shown_the_targets_behind_their_requirement(
    client: Client, targets: Story
) -> None:
    for host in "ABC":
        for day in ("02/03/2026", "09/03/2026"):
            targets.session(host, day)
    page = home(client, "minh")
    assert "1 chỉ tiêu cần chú ý trong 2 chỉ tiêu" in words(page)
    assert "phát ít nhất 03 tin" in words(page)
    assert "02 cuộc truyền thông" not in words(page)


def test_a_lead_officer_is_asked_who_sends_the_report_of_a_divided_unit(
    client: Client, world: World
) -> None:
    plan = publish(ANNUAL)
    parts = [Part(world.units[code]) for code in "AB"]
    split_unit(world.units["C"], parts=parts, change=ENDED, acting=BY, at=NOW)
    assert "chưa rõ đơn vị nào nộp thay" not in words(home(client, "lan"))
    page = home(client, "minh")
    place = [rule_of(plan, "VI.1").pk, world.units["C"].pk, "2026"]
    address = reverse("obligations:hand_over", args=place)
    [link] = page.xpath("//a[contains(., 'Xã Cẩm Lĩnh')]/@href")
    assert link == address
    chosen = {"to_unit": world.units["A"].pk, "reason": "Phần lớn dân cư thuộc xã này."}
    assert client.post(link, chosen).status_code == 302
    assert "chưa rõ đơn vị nào nộp thay" not in words(home(client, "minh"))
    assert "nộp thay Xã Cẩm Lĩnh" in words(home(client, "lan"))


def test_the_number_of_missing_reports_is_that_of_the_board(client: Client, world: World) -> None:
    publish(ANNUAL)
    client.login(username="minh", password=PASSWORD)
    for day in ("05/12/2026", "15/12/2026", "05/01/2027"):
        lead = today_of(world.acting["minh"], on(day)).lead
        assert lead is not None
        assert lead.missing_reports == (3 if day == "15/12/2026" else 0)


def test_a_plan_in_draft_waits_for_its_review(client: Client, world: World) -> None:
    receive_plan(
        PROVINCE_PLAN.encode(),
        "ke-hoach.txt",
        acting=world.acting["minh"],
        at=NOW,
        issuer=world.units["P"],
    )
    assert "Kế hoạch đang chờ xác nhận" in words(home(client, "minh"))


# ----------------------------------------------------------------- readers ----


def test_a_leader_reads_the_targets_on_one_page(client: Client, targets: Story) -> None:
    targets.session("A", "02/03/2026")
    page = home(client, "ha")
    assert len(page.xpath("//tbody/tr")) == 2
    assert not page.xpath("//a[contains(., 'Ghi hoạt động')]")
    assert "chưa có số liệu" not in words(page)


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.INSPECTOR, Role.FINANCE_OFFICER, Role.LEADER]
)
def test_whoever_records_nothing_reads_the_targets(
    client: Client, targets: Story, role: Role
) -> None:
    add_person(targets.world, "ai-do", "", (role, "S", "P"))
    page = home(client, "ai-do")
    assert len(page.xpath("//tbody/tr")) == 2


def test_without_a_plan_a_leader_is_told_where_plans_come_from(
    client: Client, world: World
) -> None:
    assert "Chưa có kế hoạch nào đang thực hiện" in words(home(client, "ha"))


def test_another_province_sees_nothing_of_it(client: Client, targets: Story) -> None:
    assert "02 cuộc truyền thông" not in words(home(client, "xuan"))


def test_who_has_not_signed_in_is_sent_to_the_door(client: Client, world: World) -> None:
    response = client.get(reverse("home:today"))
    assert response.status_code == 302
    assert reverse("accounts:sign_in") in response["Location"]


# ------------------------------------------------------------------- price ----


@pytest.mark.parametrize("who", ["lan", "minh", "ha"])
def test_the_first_page_asks_no_more_for_more_units_and_records(
    client: Client,
    targets: Story,
    who: str,
    django_assert_num_queries,
    django_assert_max_num_queries,
) -> None:
    publish(ANNUAL, SUMMARY, code="KH-BC", number="9/KH")
    targets.draft("A", "02/03/2026")
    client.login(username=who, password=PASSWORD)
    client.get(reverse("home:today"))
    with django_assert_max_num_queries(90) as few:
        client.get(reverse("home:today"))
    for number in range(5):
        add_unit(targets.world, f"N{number}", f"Xã Số {number}", UnitKind.COMMUNE, "P")
        targets.session(f"N{number}", "08/03/2026", "A")
        targets.draft("A", "02/03/2026")
    with django_assert_num_queries(len(few)):
        client.get(reverse("home:today"))


# ------------------------------------------------------------------ health ----


def test_a_monitor_is_told_that_the_site_is_well(client: Client, db: None) -> None:
    response = client.get(reverse("home:health"))
    assert (response.status_code, response.json()) == (200, {"well": True})


def test_a_monitor_is_told_when_a_trigger_is_gone(client: Client, db: None) -> None:
    triggers.remove(connection)
    try:
        response = client.get(reverse("home:health"))
    finally:
        triggers.install(connection)
    assert (response.status_code, response.json()) == (503, {"well": False})
