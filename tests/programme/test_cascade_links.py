"""Where plans stand: proposed from their words, confirmed by a person, circles refused."""

from datetime import date

import pytest

from songhanh.engines.planreader.comparing import Verdict, align_plans
from songhanh.foundation.audit.verbs import named
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.cascade.actions.documents import (
    add_document,
    change_document,
    load_known_documents,
)
from songhanh.programme.cascade.actions.linking import confirm_link, dismiss_link, undo_link
from songhanh.programme.cascade.enums import DocumentKind, LinkRelation
from songhanh.programme.cascade.errors import CircleError
from songhanh.programme.cascade.models import UpperDocument
from songhanh.programme.cascade.queries.links import Proposal, links_of, proposals_of
from songhanh.programme.cascade.queries.tree import orphans_of, tree_of
from songhanh.programme.cascade.queries.upper import content_of
from songhanh.programme.plans.actions import confirm_all, publish_plan
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.structured import structured_of
from songhanh.registry.orgunits.enums import SuccessionKind, UnitKind
from songhanh.registry.orgunits.models import Succession
from tests.programme.cascade import COMMUNE_PLAN, DAY
from tests.programme.conftest import ReceivePlan
from tests.programme.test_pages import signed_in, told
from tests.programme.texts import PROVINCE_PLAN
from tests.world import NOON, World, add_unit


@pytest.fixture
def commune(receive: ReceivePlan, world: World) -> PlanDocument:
    """The plan of Xã An Hòa, published; its basis names the province's plan."""
    plan = receive(COMMUNE_PLAN, issuer="A", name="xa.txt")
    confirm_all(plan, acting=world.acting["minh"], at=NOON)
    publish_plan(plan, acting=world.acting["minh"], at=NOON)
    return plan


def proposal(plan: PlanDocument, words: str) -> Proposal:
    found = [one for one in proposals_of(plan) if words in one.label]
    assert len(found) == 1, [one.label for one in proposals_of(plan)]
    return found[0]


def programme() -> UpperDocument:
    return UpperDocument.objects.get(number="1790/QĐ-TTg")


def test_the_known_documents_are_there_once(db: None) -> None:
    before = UpperDocument.objects.count()
    assert before >= 5
    assert load_known_documents() == 0
    assert content_of(programme()) is not None


def test_the_provinces_plan_is_proposed_and_put_under_the_programme(
    world: World, published: PlanDocument
) -> None:
    assert published in [node.plan for node in tree_of(world.acting["minh"], DAY).loose]
    one = proposal(published, "1790/QĐ-TTg")
    assert (one.relation, one.document) == (LinkRelation.IMPLEMENTS, programme())
    confirm_link(published, one, acting=world.acting["minh"], at=NOON)
    tree = tree_of(world.acting["minh"], DAY)
    (top,) = [node for node in tree.roots if node.document == programme()]
    assert published in [node.plan for node in top.below]
    assert "1790/QĐ-TTg" not in [one.label for one in proposals_of(published)]


def test_the_communes_plan_stands_under_the_provinces_and_not_twice(
    world: World, published: PlanDocument, commune: PlanDocument
) -> None:
    minh = world.acting["minh"]
    confirm_link(published, proposal(published, "1790/QĐ-TTg"), acting=minh, at=NOON)
    confirm_link(commune, proposal(commune, "P-2026-41"), acting=minh, at=NOON)
    by_hand = Proposal(LinkRelation.IMPLEMENTS, "", document=programme())
    confirm_link(commune, by_hand, acting=minh, at=NOON)
    tree = tree_of(minh, DAY)
    (top,) = [node for node in tree.roots if node.document == programme()]
    (province,) = [node for node in top.below if node.plan == published]
    assert [node.plan for node in province.below] == [commune]
    assert tree.loose == []
    commune.refresh_from_db()
    assert commune.parent == published


def test_a_document_outside_the_registry_is_added_as_it_is_named(
    world: World, receive: ReceivePlan
) -> None:
    text = PROVINCE_PLAN.replace("1790/QĐ-TTg ngày 23/10/2021", "88/QĐ-TTg ngày 01/02/2025")
    plan = receive(text)
    one = proposal(plan, "88/QĐ-TTg")
    link = confirm_link(plan, one, acting=world.acting["minh"], at=NOON)
    assert link.document is not None
    assert (link.document.number, link.document.issued_on) == ("88/QĐ-TTg", date(2025, 2, 1))


def test_a_circle_is_refused(world: World, published: PlanDocument, commune: PlanDocument) -> None:
    minh = world.acting["minh"]
    confirm_link(commune, proposal(commune, "P-2026-41"), acting=minh, at=NOON)
    for relation in (LinkRelation.IMPLEMENTS, LinkRelation.GUIDED_BY):
        with pytest.raises(CircleError):
            confirm_link(published, Proposal(relation, "", plan=commune), acting=minh, at=NOON)
    itself = Proposal(LinkRelation.IMPLEMENTS, "", plan=published)
    with pytest.raises(CircleError):
        confirm_link(published, itself, acting=minh, at=NOON)


def test_a_document_cannot_stand_under_itself(world: World, db: None) -> None:
    minh = world.acting["minh"]
    below = add_document(
        {"kind": DocumentKind.GUIDANCE, "number": "1/BNV", "title": "A", "above": programme()},
        acting=minh,
        at=NOON,
    )
    with pytest.raises(RefusedError):
        change_document(programme(), {"above": below}, acting=minh, at=NOON)


def test_what_was_dismissed_is_not_proposed_again_and_a_link_can_be_undone(
    world: World, published: PlanDocument
) -> None:
    minh = world.acting["minh"]
    one = proposal(published, "1790/QĐ-TTg")
    dismiss_link(published, one, acting=minh, at=NOON)
    assert proposals_of(published) == []
    link = confirm_link(published, one, acting=minh, at=NOON)
    undo_link(link, acting=minh, at=NOON)
    assert [each.label for each in proposals_of(published)] == [one.label]
    assert {"cascade.confirm_link", "cascade.dismiss_link", "cascade.undo_link"} <= set(named())


def test_only_the_lead_officer_of_the_branch_links(world: World, published: PlanDocument) -> None:
    one = proposal(published, "1790/QĐ-TTg")
    for name in ("lan", "ha", "quan", "xuan"):
        with pytest.raises(NotAllowedError):
            confirm_link(published, one, acting=world.acting[name], at=NOON)
    assert links_of(published) == []


def test_the_plan_of_a_former_province_is_superseded_by_that_of_the_merged_one(
    world: World, receive: ReceivePlan
) -> None:
    minh = world.acting["minh"]
    for code, name in (("F1", "Tỉnh Hải Bắc"), ("F2", "Tỉnh Hải Nam")):
        add_unit(world, code, name, UnitKind.PROVINCE, None, (None, date(2026, 5, 31)))
        Succession.objects.create(
            old=world.units[code],
            new=world.units["P"],
            on=date(2026, 6, 1),
            kind=SuccessionKind.MERGE,
        )
    former = [old_plan(world, code, f"{number}/KH-UBND") for number, code in ((5, "F1"), (6, "F2"))]
    assert {node.plan for node in orphans_of(minh, DAY)} == set(former)
    plan = receive()
    confirm_all(plan, acting=minh, at=NOON)
    publish_plan(plan, acting=minh, at=NOON)
    for old in former:
        confirm_link(plan, proposal(plan, old.code), acting=minh, at=NOON)
    nodes = [node for node in tree_of(minh, DAY).loose if node.is_superseded]
    assert {node.plan for node in nodes} == set(former)
    assert {node.plan.superseded_by for node in nodes if node.plan} == {plan}
    assert orphans_of(minh, DAY) == []
    assert set(former) <= set(plans_visible_to(minh, DAY))


def old_plan(world: World, code: str, number: str) -> PlanDocument:
    """A plan in force of a unit that has ended since."""
    return PlanDocument.objects.create(
        code=f"{code}-2024-5",
        issuer=world.units[code],
        title="Kế hoạch của tỉnh cũ",
        number=number,
        issued_on=date(2024, 3, 1),
        issuing_level="province",
        period_from=2024,
        period_to=2030,
        status=PlanStatus.ISSUED,
        received_at=NOON,
        published_at=NOON,
    )


def test_a_sentence_that_replaces_a_plan_proposes_it(world: World, receive: ReceivePlan) -> None:
    old = old_plan(world, "P", "77/KH-UBND")
    plan = receive(
        PROVINCE_PLAN.replace(
            "III. KINH PHÍ", "3. Kế hoạch này thay thế Kế hoạch số 77/KH-UBND.\n\nIII. KINH PHÍ"
        )
    )
    one = proposal(plan, old.code)
    assert (one.relation, one.plan) == (LinkRelation.SUPERSEDES, old)


def test_a_plan_of_2026_is_held_against_the_decision_of_2021(
    world: World, receive: ReceivePlan
) -> None:
    text = PROVINCE_PLAN.replace(
        "II. NHIỆM VỤ",
        "4. Phấn đấu đến năm 2030 nhận thức về bình đẳng giới của các nhóm đối tượng trong cộng"
        " đồng tăng từ 10 - 15% so với năm 2026.\n"
        "5. Phấn đấu đến năm 2030 đạt 90% cơ quan truyền thông chính thức áp dụng Bộ chỉ số về"
        " giới trong truyền thông.\n\nII. NHIỆM VỤ",
        1,
    )
    content = content_of(programme())
    assert content is not None
    table = align_plans(structured_of(receive(text)), content)
    said = [departure.message for one in table.targets for departure in one.departures]
    assert "Lấy năm gốc 2026 thay cho 2025." in said
    assert any("Không còn mốc 2025 (70)" in sentence for sentence in said)
    assert table.targets[-1].verdict is Verdict.MISSING


def test_the_pages_of_the_cascade_tell_the_story(
    world: World, published: PlanDocument, commune: PlanDocument
) -> None:
    minh = signed_in(world, "minh")
    place = f"/cascade/plans/{commune.pk}/links/"
    name = proposal(commune, "P-2026-41").name
    sent = {"proposal": name, "answer": "confirmed"}
    assert "Đã xác nhận liên kết" in told(minh.post(f"{place}decide/", sent, follow=True))
    circle = {"relation": "implements", "plan": commune.pk, "document": ""}
    response = minh.post(f"/cascade/plans/{published.pk}/links/", circle)
    assert response.status_code == 400
    assert "đã đứng dưới chính kế hoạch đó" in told(response)
    assert "An Hòa" in told(minh.get("/cascade/"))
    page = told(minh.get(f"/cascade/plans/{commune.pk}/alignment/"))
    assert "thấp hơn" in page
    workbook = minh.get(f"/cascade/plans/{commune.pk}/alignment/?format=xlsx")
    assert workbook.status_code == 200
    assert "Thêm liên kết" not in told(signed_in(world, "lan").get(place))
    document = {"kind": "guidance", "title": "Hướng dẫn mới", "number": "5/BNV-TH"}
    assert "Đã lưu" in told(minh.post("/cascade/documents/add/", document, follow=True))
    twice = document | {"issued_on": "01/02/2026", "issuer_words": "Bộ Nội vụ"}
    minh.post("/cascade/documents/add/", twice)
    assert minh.post("/cascade/documents/add/", twice).status_code == 400
