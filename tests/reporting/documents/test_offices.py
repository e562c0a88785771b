"""How offices are named at the head of their documents."""

import pytest

from songhanh.engines.counting import parse_period
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.offices import (
    abbreviation,
    committee_name,
    office_of,
    place_of,
)
from songhanh.reporting.documents.content import abstract_of
from tests.reporting.submissions.stories import ISSUED
from tests.world import World, add_unit


@pytest.mark.parametrize(
    ("name", "kind", "committee", "place"),
    [
        ("Tỉnh Hải Sơn", UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Hải Sơn", "Hải Sơn"),
        ("Thành phố Huế", UnitKind.PROVINCE, "Ủy ban nhân dân thành phố Huế", "Huế"),
        ("Xã An Hòa", UnitKind.COMMUNE, "Ủy ban nhân dân xã An Hòa", "An Hòa"),
        ("An Hòa", UnitKind.COMMUNE, "Ủy ban nhân dân xã An Hòa", "An Hòa"),
        ("Phường 1", UnitKind.WARD, "Ủy ban nhân dân Phường 1", "Phường 1"),
        ("Đặc khu Hòn Mây", UnitKind.SPECIAL_ZONE, "Ủy ban nhân dân đặc khu Hòn Mây", "Hòn Mây"),
        ("UBND xã An Hòa", UnitKind.COMMUNE, "Ủy ban nhân dân xã An Hòa", "An Hòa"),
    ],
)
def test_a_territory_issues_through_its_peoples_committee(
    name: str, kind: UnitKind, committee: str, place: str
) -> None:
    version = UnitVersion(name=name, kind=kind)
    assert committee_name(version) == committee
    assert place_of(version) == place


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sở Nội vụ", "SNV"),
        ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
        ("Đoàn Thanh niên", "ĐTN"),
        ("Ủy ban Mặt trận Tổ quốc", "UBMTTQ"),
        ("Hội Liên hiệp Phụ nữ tỉnh", "HLHPN"),
    ],
)
def test_the_symbol_is_made_of_initials(name: str, letters: str) -> None:
    assert abbreviation(name) == letters


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "superior", "issuing", "position"),
    [
        ("P", "", "Ủy ban nhân dân tỉnh Hải Sơn", "CHỦ TỊCH"),
        ("S", "Ủy ban nhân dân tỉnh Hải Sơn", "Sở Nội vụ", "GIÁM ĐỐC"),
        ("A", "", "Ủy ban nhân dân xã An Hòa", "CHỦ TỊCH"),
        ("a1", "Ủy ban nhân dân xã An Hòa", "Đài truyền thanh", "TRƯỞNG ĐÀI"),
        ("R", "", "Báo và Phát thanh, Truyền hình", "TỔNG BIÊN TẬP"),
        ("M", "", "Hội Liên hiệp Phụ nữ tỉnh", "CHỦ TỊCH"),
        ("D", "Ủy ban nhân dân tỉnh Hải Sơn", "Sở Y tế", "GIÁM ĐỐC"),
        ("T", "Sở Y tế tỉnh Hải Sơn", "Trung tâm Truyền thông", "GIÁM ĐỐC"),
    ],
)
def test_each_office_stands_under_its_own_superior(
    world: World, code: str, superior: str, issuing: str, position: str
) -> None:
    add_unit(world, "D", "Sở Y tế tỉnh Hải Sơn", UnitKind.DEPARTMENT, "P")
    add_unit(world, "T", "Trung tâm Truyền thông", UnitKind.CENTRE, "D")
    office = office_of(world.units[code].pk, ISSUED)
    assert (office.superior, office.issuing, office.position) == (superior, issuing, position)


@pytest.mark.parametrize(
    ("title", "period", "abstract"),
    [
        (
            "Thực hiện Chương trình A trên địa bàn tỉnh Hải Sơn",
            "2026",
            "Kết quả thực hiện Chương trình A trên địa bàn tỉnh Hải Sơn năm 2026",
        ),
        (
            "TRIỂN KHAI THỰC HIỆN CHƯƠNG TRÌNH A TỈNH HẢI SƠN",
            "2026-H1",
            "Kết quả thực hiện chương trình a tỉnh Hải Sơn 6 tháng đầu năm 2026",
        ),
        ("Thực hiện mục tiêu 6 năm 2023", "2023", "Kết quả thực hiện mục tiêu 6 năm 2023"),
        (
            "Truyền thông về bình đẳng giới",
            "2026-Q3",
            "Kết quả thực hiện Kế hoạch truyền thông về bình đẳng giới quý III/2026",
        ),
    ],
)
def test_the_abstract_is_made_from_the_plans_title(title: str, period: str, abstract: str) -> None:
    plan = PlanDocument(title=title)
    assert abstract_of(plan, parse_period(period), ("Hải Sơn",)) == abstract
