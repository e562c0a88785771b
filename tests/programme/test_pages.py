"""The pages of plans as people use them, without a browser."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.enums import Decision
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.rules.queries import reporting_rules
from songhanh.programme.targets.models import Target
from tests.programme.packages import package
from tests.programme.texts import INVITATION, PROVINCE_PLAN, UNNUMBERED_PLAN
from tests.world import NOON, World


@pytest.fixture
def minh(world: World) -> Client:
    """Minh's browser."""
    return signed_in(world, "minh")


def signed_in(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.users[name])
    return client


def told(answer: HttpResponse) -> str:
    return answer.content.decode()


def sheet_of(answer: HttpResponse) -> str:
    """The cells of a downloaded workbook, as its own XML."""
    with ZipFile(BytesIO(answer.content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def upload(client: Client, text: str, issuer: int) -> HttpResponse:
    file = SimpleUploadedFile("ke-hoach.txt", text.encode())
    return client.post("/plans/upload/", {"file": file, "issuer": issuer}, follow=True)


# ------------------------------------------------------------------- list ----


def test_an_empty_registry_says_what_comes_next(world: World, minh: Client) -> None:
    assert "Hãy tải lên tệp kế hoạch đầu tiên" in told(minh.get("/plans/"))
    assert "sau khi cơ quan thường trực ban hành" in told(signed_in(world, "lan").get("/plans/"))


def test_the_list_is_searched_and_its_filters_stay_in_the_address(
    draft: PlanDocument, minh: Client
) -> None:
    assert draft.code in told(minh.get("/plans/", {"q": "hai son"}))
    none = told(minh.get("/plans/", {"q": "quang lam", "status": "draft"}))
    assert draft.code not in none
    assert "Không có kế hoạch nào như đã lọc" in none


@pytest.mark.parametrize(
    ("year", "found"), [(2025, False), (2026, True), (2030, True), (2031, False)]
)
def test_plans_are_filtered_by_year(
    draft: PlanDocument, minh: Client, year: int, *, found: bool
) -> None:
    assert (draft.code in told(minh.get("/plans/", {"year": year}))) == found


def test_the_list_comes_as_a_workbook(draft: PlanDocument, minh: Client) -> None:
    answer = minh.get("/plans/", {"format": "xlsx", "q": "hai son"})
    assert "ke-hoach.xlsx" in answer.headers["Content-Disposition"]
    assert "P-2026-41" in sheet_of(answer)


def test_a_longer_list_asks_no_more_questions(world: World, minh: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            minh.get("/plans/")
        return len(asked)

    publish_from_package(package(code="KH-1"), acting=command_line(), at=NOON)
    minh.get("/plans/")  # the first page of a sign-in also settles the role
    one = count()
    for code in ("KH-2", "KH-3"):
        publish_from_package(package(code=code), acting=command_line(), at=NOON)
    assert count() == one


# ----------------------------------------------------------------- upload ----


def test_an_uploaded_plan_opens_its_review(world: World, minh: Client) -> None:
    answer = upload(minh, PROVINCE_PLAN, world.units["P"].pk)
    assert answer.redirect_chain[-1][0] == f"/plans/{PlanDocument.objects.get().pk}/review/"
    assert "Đã đọc kế hoạch" in told(answer)


def test_what_is_no_plan_is_explained_in_the_form(world: World, minh: Client) -> None:
    answer = upload(minh, INVITATION, world.units["P"].pk)
    assert answer.status_code == 400
    assert not PlanDocument.objects.exists()


def test_the_same_file_leads_to_the_plan_it_became(draft: PlanDocument, minh: Client) -> None:
    answer = upload(minh, PROVINCE_PLAN, draft.issuer_id)
    assert answer.redirect_chain[-1][0] == f"/plans/{draft.pk}/"
    assert "đã được nhận trước đây" in told(answer)


def test_a_file_over_the_limit_is_refused(world: World, minh: Client, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    answer = upload(minh, PROVINCE_PLAN, world.units["P"].pk)
    assert answer.status_code == 400
    assert not PlanDocument.objects.exists()


def test_an_issuer_of_another_province_is_no_choice(world: World, minh: Client) -> None:
    assert upload(minh, PROVINCE_PLAN, world.units["Q"].pk).status_code == 400
    assert not PlanDocument.objects.exists()


# ----------------------------------------------------------------- review ----


def test_both_sides_of_the_review_are_linked_by_plain_anchors(
    draft: PlanDocument, minh: Client
) -> None:
    page = told(minh.get(f"/plans/{draft.pk}/review/"))
    for element in PlanElement.objects.filter(plan=draft):
        assert f'id="e{element.pk}"' in page
        assert f'href="#se{element.pk}"' in page
        assert f'id="se{element.pk}" href="#e{element.pk}"' in page


def test_anchors_have_no_separators_however_many_elements_there_are(
    draft: PlanDocument, minh: Client
) -> None:
    element = PlanElement.objects.create(
        pk=1234567, plan=draft, kind=ElementKind.FUNDING, key="IX", position=99, text="Kinh phí"
    )
    Anomaly.objects.create(
        pk=7654321, plan=draft, position=9, kind="other", severity="hint", text="", why="Lạ."
    )
    page = told(minh.get(f"/plans/{draft.pk}/review/"))
    assert 'id="e1234567"' in page
    assert 'value="confirm:1234567:1"' in page
    assert 'id="f7654321"' in page
    assert "1.234.567" not in page
    assert "7.654.321" not in page
    edit = told(minh.get(f"/plans/{draft.pk}/elements/{element.pk}/"))
    assert "1.234.567" not in edit
    assert "1.234.567" not in told(minh.get(f"/plans/{draft.pk}/"))


def test_confirming_leads_to_the_next_unconfirmed(draft: PlanDocument, minh: Client) -> None:
    one, following = PlanElement.objects.filter(plan=draft).order_by("position")[:2]
    answer = minh.post(f"/plans/{draft.pk}/review/", {"do": f"confirm:{one.pk}:1"})
    assert answer.headers["Location"].endswith(f"#e{following.pk}")
    one.refresh_from_db()
    assert one.state == ElementState.CONFIRMED


def test_an_element_changed_meanwhile_is_told_as_a_conflict(
    draft: PlanDocument, minh: Client
) -> None:
    one = PlanElement.objects.filter(plan=draft)[0]
    minh.post(f"/plans/{draft.pk}/review/", {"do": f"remove:{one.pk}:1"})
    assert minh.post(f"/plans/{draft.pk}/review/", {"do": f"confirm:{one.pk}:1"}).status_code == 409


@pytest.mark.parametrize("do", ["", "confirm", "confirm:x:1", "confirm:1", "drop:1:1"])
def test_a_decision_that_says_nothing_is_refused(
    draft: PlanDocument, minh: Client, do: str
) -> None:
    assert minh.post(f"/plans/{draft.pk}/review/", {"do": do}).status_code == 400


def test_an_element_of_another_plan_is_not_found(draft: PlanDocument, minh: Client) -> None:
    other = publish_from_package(package(), acting=command_line(), at=NOON)
    stranger = other.elements.all()[0]
    assert minh.get(f"/plans/{draft.pk}/elements/{stranger.pk}/").status_code == 404


def test_a_target_is_corrected_with_numbers_as_people_write_them(
    draft: PlanDocument, minh: Client
) -> None:
    target = draft.targets[0]
    answer = minh.post(
        f"/plans/{draft.pk}/elements/{target.element_id}/",
        {
            "version": "1",
            "ordinal": "I.1",
            "text": "Đến năm 2030 đạt 97,5% xã, phường",
            "kind": "other",
            "comparator": ">=",
            "value": "97,5",
            "unit": "%",
            "period": "once",
            "milestones": "2028: 70 thí điểm\n2030: 97,5 chính thức",
            "subjects": "các xã\ncác phường",
        },
    )
    assert answer.status_code == 302
    again = Target.objects.get(pk=target.pk)
    assert str(again.value) == "97.5000"
    milestones = again.milestones.values_list("year", "value", "stage")
    assert [(year, float(value), stage) for year, value, stage in milestones] == [
        (2028, 70.0, "thí điểm"),
        (2030, 97.5, "chính thức"),
    ]
    assert [subject.text for subject in again.subjects.all()] == ["các xã", "các phường"]


def test_the_form_of_every_kind_saves_what_it_shows(draft: PlanDocument, minh: Client) -> None:
    for element in PlanElement.objects.filter(plan=draft):
        address = f"/plans/{draft.pk}/elements/{element.pk}/"
        form = minh.get(address).context["form"]
        shown = {bound.name: bound.value() for bound in form}
        typed = {
            name: value
            for name, value in {**shown, "version": element.version}.items()
            if value not in (None, False)
        }
        answer = minh.post(address, typed)
        assert answer.status_code == 302, (element.kind, answer.context["form"].errors)
    review = told(minh.get(f"/plans/{draft.pk}/review/"))
    assert "ít nhất 2 cuộc" in review
    assert "trước ngày 30/11" in review


def test_a_wrong_due_day_is_told_at_its_field(draft: PlanDocument, minh: Client) -> None:
    element = PlanElement.objects.get(plan=draft, reportingrule__kind="annual")
    answer = minh.post(
        f"/plans/{draft.pk}/elements/{element.pk}/",
        {"version": "1", "text": "x", "kind": "annual", "due_days": "31/11", "due_rule": "by"},
    )
    assert answer.status_code == 400
    assert "“31/11” chưa đọc được thành ngày trong năm" in told(answer)


def test_an_element_is_added_by_hand_with_its_lines(draft: PlanDocument, minh: Client) -> None:
    group = PlanElement.objects.get(plan=draft, kind=ElementKind.TASK_GROUP, key="II.2")
    answer = minh.post(
        f"/plans/{draft.pk}/elements/add/task/",
        {
            "parent": group.pk,
            "line_from": 20,
            "text": "Phát loa",
            "ordinal": "II.2.b",
            "label": "b",
        },
    )
    assert answer.status_code == 302
    added = PlanElement.objects.get(plan=draft, key="II.2.b")
    assert (added.parent, added.by_hand, added.task.label) == (group, True, "b")
    assert (added.spans.get().line_from, added.spans.get().line_to) == (20, 20)


def test_lines_beyond_the_text_are_refused(draft: PlanDocument, minh: Client) -> None:
    answer = minh.post(
        f"/plans/{draft.pk}/elements/add/funding/", {"line_from": 900, "text": "Kinh phí"}
    )
    assert answer.status_code == 400


def test_the_header_is_corrected(draft: PlanDocument, minh: Client) -> None:
    answer = minh.post(
        f"/plans/{draft.pk}/header/",
        {
            "version": "1",
            "title": "Tên mới",
            "issuer": draft.issuer_id,
            "number": "7/KH-UBND",
            "issued_on": "05/02/2026",
            "issuing_level": "province",
            "period_from": "2026",
            "period_to": "2030",
        },
    )
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.number, str(draft.issued_on)) == (
        "Tên mới",
        "7/KH-UBND",
        "2026-02-05",
    )


def test_a_finding_is_dismissed_with_a_reason(draft: PlanDocument, minh: Client) -> None:
    finding = Anomaly.objects.create(
        plan=draft, position=90, kind="other", severity="hint", text="", why="Lạ."
    )
    address = f"/plans/{draft.pk}/findings/{finding.pk}/"
    assert minh.post(address, {"decision": "dismissed"}).status_code == 400
    minh.post(address, {"decision": "dismissed", "reason": "đúng bản ký"})
    finding.refresh_from_db()
    assert finding.decision == Decision.DISMISSED


# ------------------------------------------------- publishing and settings ----


def test_a_plan_is_published_from_its_page(world: World, minh: Client) -> None:
    upload(minh, UNNUMBERED_PLAN, world.units["P"].pk)
    plan = PlanDocument.objects.get()
    assert "chưa được xác nhận" in told(minh.get(f"/plans/{plan.pk}/publish/"))
    minh.post(f"/plans/{plan.pk}/review/", {"do": "confirm_certain"})
    for element in PlanElement.objects.filter(state=ElementState.PROPOSED):
        minh.post(f"/plans/{plan.pk}/review/", {"do": f"confirm:{element.pk}:{element.version}"})
    assert minh.post(f"/plans/{plan.pk}/publish/").status_code == 400
    assert minh.post(f"/plans/{plan.pk}/publish/", {"blanks_confirmed": "on"}).status_code == 302
    plan.refresh_from_db()
    assert plan.is_published


def test_settings_of_a_target_are_saved_and_shown(published: PlanDocument, minh: Client) -> None:
    target = published.targets.get(kind="sessions_per_year")
    address = f"/plans/{published.pk}/targets/{target.pk}/settings/"
    typed = {
        "version": "0",
        "mode": "kinds",
        "kinds": ["commune"],
        "threshold": "4",
        "reading": "receives",
        "denominator_day": "30/6",
    }
    preview = minh.post(address, {**typed, "preview": "1"})
    assert "Xem thử, chưa lưu" in told(preview)
    assert not Target.objects.filter(setting__isnull=False).exists()
    assert minh.post(address, typed).status_code == 302
    page = told(minh.get(address))
    assert "2 đơn vị" in page
    assert 'value="4"' in page
    assert 'value="30/06"' in page


def test_an_unknown_code_is_told_at_its_field(published: PlanDocument, minh: Client) -> None:
    target = published.targets[0]
    answer = minh.post(
        f"/plans/{published.pk}/targets/{target.pk}/settings/",
        {"version": "0", "mode": "codes", "codes": "A, khong-co"},
    )
    assert answer.status_code == 400
    assert "khong-co" in told(answer)


def test_settings_of_a_rule_are_saved(published: PlanDocument, minh: Client) -> None:
    rule = reporting_rules(published).get(kind="annual")
    answer = minh.post(
        f"/plans/{published.pk}/rules/{rule.pk}/settings/",
        {"version": "1", "mode": "class", "class_name": "các sở, ban, ngành"},
    )
    assert answer.status_code == 302
    rule.refresh_from_db()
    assert not rule.before_is_strict
    assert rule.sender.class_name == "các sở, ban, ngành"


# --------------------------------------------------------------- the plan ----


def test_lan_reads_the_published_plan_but_no_draft(published: PlanDocument, world: World) -> None:
    lan = signed_in(world, "lan")
    page = told(lan.get(f"/plans/{published.pk}/"))
    for part in ("ít nhất 2 cuộc", "trước ngày 30/11", "Hội Liên hiệp Phụ nữ tỉnh", "Lưu: VT"):
        assert part in page
    assert "Thiết lập chỉ tiêu I.1" not in page
    PlanDocument.objects.filter(pk=published.pk).update(status="draft")
    assert lan.get(f"/plans/{published.pk}/").status_code == 404


def test_the_plan_fits_on_one_page_for_printing(published: PlanDocument, minh: Client) -> None:
    page = told(minh.get(f"/plans/{published.pk}/print/"))
    for part in ("Hằng năm, các xã, phường được truyền thông", "Đổi mới hình thức", "30/11"):
        assert part in page


def test_the_original_file_comes_back(published: PlanDocument, minh: Client) -> None:
    answer = minh.get(f"/plans/{published.pk}/file/")
    assert b"".join(answer.streaming_content) == PROVINCE_PLAN.encode()
    assert "attachment" in answer.headers["Content-Disposition"]


SHEETS = [
    ("targets", "ít nhất 02 cuộc"),
    ("tasks", "Tăng cường cung cấp thông tin"),
    ("assignments", "Hội Liên hiệp Phụ nữ tỉnh"),
]


@pytest.mark.parametrize(("sheet", "text"), SHEETS)
def test_the_parts_of_a_plan_come_as_workbooks(
    published: PlanDocument, minh: Client, sheet: str, text: str
) -> None:
    assert text in sheet_of(minh.get(f"/plans/{published.pk}/export/{sheet}/"))


def test_there_is_no_other_workbook(published: PlanDocument, minh: Client) -> None:
    assert minh.get(f"/plans/{published.pk}/export/secrets/").status_code == 404


def test_a_plan_from_a_package_says_that_it_has_no_original(world: World, minh: Client) -> None:
    plan = publish_from_package(package(), acting=command_line(), at=NOON)
    assert "không có văn bản gốc" in told(minh.get(f"/plans/{plan.pk}/review/"))
    assert minh.get(f"/plans/{plan.pk}/").status_code == 200


def test_a_draft_is_taken_out_with_a_reason(draft: PlanDocument, minh: Client) -> None:
    assert minh.post(f"/plans/{draft.pk}/discard/").status_code == 400
    assert minh.post(f"/plans/{draft.pk}/discard/", {"reason": "tải nhầm"}).status_code == 302
    assert not PlanDocument.objects.exists()
