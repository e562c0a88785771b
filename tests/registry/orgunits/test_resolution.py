"""What a printed name means: one unit, a class, or several for a person to choose from."""

from datetime import date

import pytest

from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.names import in_full, search_form, spellings
from songhanh.registry.orgunits.queries import Outcome
from tests.registry.orgunits.units import merge, province, rename, unit

DAY = date(2026, 5, 15)

pytestmark = pytest.mark.django_db

BODIES = [
    ("LD", "Sở Lao động - Thương binh và Xã hội", UnitKind.DEPARTMENT),
    ("NV", "Sở Nội vụ", UnitKind.DEPARTMENT),
    ("VH", "Sở Văn hóa, Thể thao và Du lịch", UnitKind.DEPARTMENT),
    ("VP", "Văn phòng Ủy ban nhân dân tỉnh", UnitKind.DEPARTMENT),
    ("MT", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", UnitKind.MASS_ORGANISATION),
    ("PN", "Hội Liên hiệp Phụ nữ tỉnh", UnitKind.MASS_ORGANISATION),
    ("BC", "Báo và Phát thanh, Truyền hình Đắk Sơn", UnitKind.PRESS),
    ("H", "Huyện Ia H'Drai", UnitKind.DISTRICT),
    ("TP", "Thành phố Đắk Sơn", UnitKind.DISTRICT),
    ("A", "Xã An Hòa", UnitKind.COMMUNE),
    ("B", "Phường Bắc Lý", UnitKind.WARD),
]


@pytest.fixture
def here() -> OrgUnit:
    """Tỉnh Đắk Sơn with its bodies."""
    top = province("P", "Tỉnh Đắk Sơn")
    for code, name, kind in BODIES:
        unit(code, name, kind, top)
    return top


NAMES = [
    # as printed in a plan of the province, the code of the unit
    ("Sở Nội vụ", "NV"),
    ("SỞ NỘI VỤ", "NV"),
    ("Sở Nội vụ tỉnh Đắk Sơn", "NV"),
    ("so noi vu", "NV"),
    ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh", "MT"),
    ("Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh", "MT"),
    ("Sở LĐ-TBXH", "LD"),
    ("Sở LĐTB&XH", "LD"),
    ("Sở Lao động, Thương binh và Xã hội tỉnh", "LD"),
    ("Sở VHTTDL", "VH"),
    ("Văn phòng UBND tỉnh", "VP"),
    ("Hội LHPN tỉnh", "PN"),
    ("Hội LHPN tỉnh Đắk Sơn", "PN"),
    ("Báo và Phát thanh, Truyền hình Đắc Sơn", "BC"),
    ("Báo và phát thanh, truyền hình Đắk Sơn.", "BC"),
    ("UBND tỉnh", "P"),
    ("Ủy ban nhân dân tỉnh Đắk Sơn", "P"),
    ("tỉnh Đắc Sơn", "P"),
    ("UBND xã An Hoà", "A"),
    ("xã An Hòa", "A"),
    ("An Hòa", "A"),
    ("P. Bắc Lý", "B"),
    ("TP. Đắk Sơn", "TP"),
    ("UBND TP Đắk Sơn", "TP"),
    ("huyện Ia H’Drai", "H"),
    ("huyện Ia HDrai", "H"),
]


@pytest.mark.parametrize(("text", "code"), NAMES)
def test_a_name_means_the_unit_near_the_place(here: OrgUnit, text: str, code: str) -> None:
    meant = queries.resolve_name(text, DAY, here.pk)
    assert (meant.outcome, [one.code for one in meant.units]) == (Outcome.UNIT, [code])
    assert meant.unit_id == meant.units[0].unit_id


CLASSES = [
    ("UBND các xã, phường", ("commune", "special_zone", "township", "ward"), ["A", "B"], ()),
    ("các sở, ban, ngành", ("department",), ["LD", "NV", "VH", "VP"], ()),
    ("sở, ban, ngành, đơn vị", ("department",), ["LD", "NV", "VH", "VP"], ("đơn vị",)),
    ("các huyện, thành phố", ("district",), ["H", "TP"], ()),
    ("các tổ chức chính trị - xã hội tỉnh", ("mass_organisation",), ["MT", "PN"], ()),
    ("Trung tâm Văn hóa-Thể thao và Truyền thông các huyện, thành phố", ("centre",), [], ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds", "codes", "unresolved"), CLASSES)
def test_a_class_expands_on_the_day(
    here: OrgUnit, text: str, kinds: tuple, codes: list, unresolved: tuple
) -> None:
    meant = queries.resolve_name(text, DAY, here.pk)
    assert (meant.outcome, meant.kinds, meant.unresolved) == (Outcome.CLASS, kinds, unresolved)
    assert [one.code for one in meant.units] == codes
    assert meant.unit_id is None


class TestNeverGuessed:
    def test_two_units_of_one_name_are_both_returned(self, here: OrgUnit) -> None:
        unit("A2", "Phường An Hòa", UnitKind.WARD, here)
        meant = queries.resolve_name("An Hòa", DAY, here.pk)
        assert (meant.outcome, {one.code for one in meant.units}) == (
            Outcome.AMBIGUOUS,
            {"A", "A2"},
        )
        assert "Hãy chọn một đơn vị" in meant.message

    def test_marks_tell_two_names_apart(self, here: OrgUnit) -> None:
        unit("A2", "Xã An Hóa", UnitKind.COMMUNE, here)
        codes = {
            text: [one.code for one in queries.resolve_name(text, DAY, here.pk).units]
            for text in ("Xã An Hòa", "Xã An Hóa", "xa an hoa")
        }
        assert codes == {"Xã An Hòa": ["A"], "Xã An Hóa": ["A2"], "xa an hoa": ["A", "A2"]}

    def test_a_department_of_another_province_is_for_a_person_to_confirm(
        self, here: OrgUnit
    ) -> None:
        unit("Q-YT", "Sở Y tế", UnitKind.DEPARTMENT, province("Q", "Tỉnh Quảng Lâm"))
        meant = queries.resolve_name("Sở Y tế", DAY, here.pk)
        assert (meant.outcome, [one.code for one in meant.units]) == (Outcome.AMBIGUOUS, ["Q-YT"])

    def test_a_province_far_away_is_meant_by_its_name(self, here: OrgUnit) -> None:
        far = province("Q", "Tỉnh Quảng Lâm")
        assert queries.resolve_name("tỉnh Quảng Lâm", DAY, here.pk).unit_id == far.pk

    def test_a_unit_of_other_days_is_said_to_be_one(self, here: OrgUnit) -> None:
        old = unit("C", "Xã Cẩm Lĩnh", UnitKind.COMMUNE, here)
        other = unit("D", "Xã Đông", UnitKind.COMMUNE, here)
        merge(old, other, date(2025, 7, 1))
        meant = queries.resolve_name("xã Cẩm Lĩnh", DAY, here.pk)
        assert (meant.outcome, [one.code for one in meant.units]) == (Outcome.NOT_VALID, ["C"])
        assert queries.resolve_name("xã Cẩm Lĩnh", date(2025, 6, 30), here.pk).unit_id == old.pk

    def test_a_former_name_of_a_living_unit_is_that_unit(self, here: OrgUnit) -> None:
        one = unit("C", "Xã Ea Bar", UnitKind.COMMUNE, here)
        rename(one, "Xã Buôn Đôn", date(2025, 7, 1))
        assert queries.resolve_name("xã Ea Bar", DAY, here.pk).unit_id == one.pk

    @pytest.mark.parametrize("text", ["Phòng không có thật", "", "...", "x" * 300, "'; DROP"])
    def test_words_that_mean_nothing_are_unknown(self, here: OrgUnit, text: str) -> None:
        assert queries.resolve_name(text, DAY, here.pk).outcome == Outcome.UNKNOWN


def test_a_line_of_several_bodies_is_taken_apart(here: OrgUnit) -> None:
    found = queries.resolve_names("Sở Nội vụ, Sở VHTTDL và UBND các xã, phường", DAY, here.pk)
    assert [one.outcome for one in found] == [Outcome.UNIT, Outcome.UNIT, Outcome.CLASS]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Xã  M'Drắk", "xa mdrak"),
        ("Xã M’Đrăk", "xa mdrak"),
        ("Sở Văn hóa, Thể thao và Du lịch", "so van hoa the thao du lich"),
        ("Thị trấn Thuỷ Nguyên", "thi tran thui nguien"),
        ("Phan Rang-Tháp Chàm", "phan rang thap cham"),
    ],
)
def test_the_form_names_are_searched_by(text: str, form: str) -> None:
    assert search_form(text) == form


def test_c_and_k_at_the_end_of_a_syllable_are_one_sound() -> None:
    assert set(spellings("Đắc Lắk")) == {"dac lak", "dac lac", "dak lak", "dak lac"}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("TP. Kon Tum", "thành phố Kon Tum"),
        ("TPHCM", "thành phố Hồ Chí Minh"),
        ("Q.1", "quận 1"),
        ("TX Buôn Hồ", "thị xã Buôn Hồ"),
        ("Sở TTTT", "Sở TTTT"),
    ],
)
def test_short_words_for_places_are_written_out(short: str, full: str) -> None:
    assert in_full(short) == full
