"""A unit drafts its own plan from the one above, takes it as Word, and registers that very file."""

from copy import deepcopy
from io import BytesIO

import pytest
from docx import Document

from songhanh.engines.docwrite import (
    DocumentKind,
    check_layout,
    template_with_marks,
    write_document,
)
from songhanh.foundation.lib.errors import ConflictError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.cascade.actions.drafting import HEAD, begin_draft, change_draft
from songhanh.programme.cascade.actions.registering import register_file
from songhanh.programme.cascade.drafting import gaps_of, official_document
from songhanh.programme.cascade.layouting import file_of
from songhanh.programme.cascade.models import PlanDraft
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.documents.actions import add_signatory, add_template
from songhanh.reporting.documents.enums import LayoutKind, Signing
from songhanh.reporting.documents.models import DocumentTemplate
from tests.programme.cascade import DAY, ENTERED, need
from tests.programme.test_pages import signed_in, told
from tests.world import NOON, World


@pytest.fixture
def own(world: World, published: PlanDocument) -> PlanDraft:
    """What Lan finds when she begins the plan of Xã An Hòa."""
    return begin_draft(need(world, published), acting=world.acting["lan"], at=NOON)


def part(own: PlanDraft, heading: str) -> str:
    return own.parts.get(heading=heading).text


def test_a_draft_begins_with_what_binds_the_unit(own: PlanDraft) -> None:
    assert own.title.endswith("trên địa bàn xã An Hòa")
    assert own.basis.startswith("Căn cứ Kế hoạch số 41/KH-UBND ngày 12/01/2026 của Ủy ban nhân")
    assert "ít nhất 02 cuộc" in part(own, "Mục tiêu")
    assert "03 tin, bài" in part(own, "Mục tiêu")
    assert "Đổi mới hình thức truyền thông" in part(own, "Nhiệm vụ và giải pháp")
    duties = part(own, "Tổ chức thực hiện")
    assert "a) Xây dựng kế hoạch" in duties
    assert "trước ngày 30/11" in duties
    assert "vận động hội viên" not in duties
    assert len(gaps_of(own)) >= 4


def test_beginning_again_gives_the_same_draft(
    world: World, published: PlanDocument, own: PlanDraft
) -> None:
    again = begin_draft(need(world, published), acting=world.acting["minh"], at=NOON)
    assert again == own


def test_the_word_file_has_the_official_layout_without_a_finding(own: PlanDraft) -> None:
    data = write_document(official_document(own, DAY))
    assert [(one.code, one.message) for one in check_layout(data, "plan")] == []
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)
    assert "I. MỤC ĐÍCH, YÊU CẦU" in text


def test_the_signed_file_is_read_back_and_registered(
    world: World, published: PlanDocument, own: PlanDraft
) -> None:
    data = write_document(official_document(own, DAY))
    row = register_file(
        need(world, published),
        data,
        "ke-hoach-A.docx",
        entered=ENTERED,
        acting=world.acting["lan"],
        at=NOON,
    )
    assert row.document is not None
    kinds = list(row.document.elements.values_list("kind", flat=True))
    assert kinds.count(ElementKind.TARGET) == 3
    assert kinds.count(ElementKind.TASK_GROUP) == 2
    assert row.document.title.lower() == own.title.lower()


def test_of_two_who_write_at_once_nobody_is_overwritten(world: World, own: PlanDraft) -> None:
    head = {name: getattr(own, name) for name in HEAD}
    lan = world.acting["lan"]
    change_draft(own, version=1, head=head, parts={1: "1. Của Lan."}, acting=lan, at=NOON)
    with pytest.raises(ConflictError):
        change_draft(own, version=1, head=head, parts={1: "1. Sau."}, acting=lan, at=NOON)
    assert part(own, "Mục đích, yêu cầu") == "1. Của Lan."
    with pytest.raises(NotAllowedError):
        change_draft(own, version=2, head=head, parts={}, acting=world.acting["mai"], at=NOON)


def test_lan_writes_on_the_page_and_keeps_what_she_typed(
    world: World, published: PlanDocument
) -> None:
    lan = signed_in(world, "lan")
    place = f"/cascade/plans/{published.pk}/needs/{world.units['A'].pk}/programme/0/draft/"
    assert lan.get(place).status_code == 404
    page = lan.post(f"{place}begin/", follow=True)
    assert "ngoặc vuông" in told(page)
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent["part-1"] = "1. Mục đích riêng của xã."
    assert "Đã lưu dự thảo" in told(lan.post(place, sent, follow=True))
    late = lan.post(place, sent | {"part-1": "1. Chữ gõ muộn."})
    assert late.status_code == 400
    assert "Chữ gõ muộn" in told(late)
    file = lan.get(f"{place}file/")
    assert file["Content-Disposition"].startswith("attachment")
    assert file.content[:2] == b"PK"


def test_the_plan_is_signed_in_the_form_that_is_chosen(
    world: World, published: PlanDocument
) -> None:
    lan = {"acting": world.acting["lan"], "at": NOON}
    told_of = {"body": "Ủy ban nhân dân", "name": "Lê Văn Hải"}
    chair = {"signing": Signing.COLLECTIVE, "position": "Chủ tịch", "head": "", **told_of}
    deputy = {"signing": Signing.DEPUTY, "position": "Phó Chủ tịch", "head": "Chủ tịch", **told_of}
    unit = world.units["A"].pk
    by_deputy = add_signatory(unit, deputy, DAY.replace(month=1), **lan)
    add_signatory(unit, chair, DAY.replace(month=2), **lan)
    own = begin_draft(need(world, published), **lan)
    assert (own.authority, own.position) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    browser = signed_in(world, "lan")
    place = f"/cascade/plans/{published.pk}/needs/{unit}/programme/0/draft/"
    form = browser.get(place).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    browser.post(place, sent | {"signatory": str(by_deputy.pk)})
    word = Document(BytesIO(browser.get(f"{place}file/").content))
    cell = word.tables[-1].rows[0].cells[-1]
    assert [line.text for line in cell.paragraphs if line.text.strip()] == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lê Văn Hải",
    ]
    form = browser.get(place).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    browser.post(place, sent | {"position": "Q. CHỦ TỊCH", "authority": "TM. ỦY BAN NHÂN DÂN"})
    own.refresh_from_db()
    assert (own.position, own.authority) == ("Q. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN")


def test_the_layout_the_province_adapted_for_plans_is_used(world: World, own: PlanDraft) -> None:
    word = Document(BytesIO(template_with_marks(DocumentKind.PLAN)))
    mark = next(one for one in word.paragraphs if one.text == "{{NOI_DUNG}}")
    new = mark.insert_paragraph_before("Theo mẫu chung của tỉnh:", style=mark.style)
    new.runs[0]._r.insert(0, deepcopy(mark.runs[0]._r.rPr))
    adapted = BytesIO()
    word.save(adapted)
    layout = DocumentTemplate(branch=world.units["P"], kind=LayoutKind.PLAN, file_name="mau.docx")
    add_template(layout, adapted.getvalue(), acting=world.acting["minh"], at=NOON)
    data = file_of(official_document(own, DAY), own.unit_id, DAY)
    assert "Theo mẫu chung của tỉnh:" in [one.text for one in Document(BytesIO(data)).paragraphs]
    assert [one.message for one in check_layout(data, "plan")] == []
    assert data != write_document(official_document(own, DAY))
