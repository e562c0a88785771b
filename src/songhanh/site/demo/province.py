"""The invented province of the demo: its units and the people who sign in.

The names of people are of the kind "Nguyễn Thị Ví Dụ" (*ví dụ* is "for example"), so that nobody
takes them for real.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from songhanh.foundation.accounts.actions import NewUser, PasswordChange, change_password
from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting, command_line
from songhanh.registry.orgunits.actions import NewUnit, Since, create_unit, give_function
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import unit_by_code
from songhanh.registry.roles.actions import RoleGrant, create_user
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import acting_in, roles_held

PASSWORD = "di-cung-nhau-2030"  # noqa: S105 - printed for everybody, a sample holds no secrets
"""The one password of all sample sign-ins, printed by the demo."""

PROVINCE = "HS"
STANDING_UNIT = "HS-SNV"
PRESS = "HS-BAO"
SOURCE = "tỉnh mẫu"

DEPARTMENTS = (
    ("HS-SNV", "Sở Nội vụ tỉnh Hải Sơn", UnitKind.DEPARTMENT),
    ("HS-STC", "Sở Tài chính tỉnh Hải Sơn", UnitKind.DEPARTMENT),
    ("HS-SVH", "Sở Văn hóa, Thể thao và Du lịch tỉnh Hải Sơn", UnitKind.DEPARTMENT),
    ("HS-SGD", "Sở Giáo dục và Đào tạo tỉnh Hải Sơn", UnitKind.DEPARTMENT),
    ("HS-STP", "Sở Tư pháp tỉnh Hải Sơn", UnitKind.DEPARTMENT),
    ("HS-BAO", "Báo và Phát thanh, Truyền hình Hải Sơn", UnitKind.PRESS),
    ("HS-PN", "Hội Liên hiệp Phụ nữ tỉnh Hải Sơn", UnitKind.MASS_ORGANISATION),
    ("HS-DTN", "Đoàn Thanh niên tỉnh Hải Sơn", UnitKind.MASS_ORGANISATION),
)
COMMUNES = (
    ("HS-01", "Xã An Lạc", UnitKind.COMMUNE, "an-lac", "Nguyễn Thị Ví Dụ"),
    ("HS-02", "Xã Bình Sơn", UnitKind.COMMUNE, "binh-son", "Trần Văn Giả Định"),
    ("HS-03", "Phường Cẩm Hà", UnitKind.WARD, "cam-ha", "Lê Thị Thí Dụ"),
    ("HS-04", "Xã Đông Hải", UnitKind.COMMUNE, "dong-hai", "Phạm Văn Minh Họa"),
    ("HS-05", "Xã Hòa Phú", UnitKind.COMMUNE, "hoa-phu", "Hoàng Thị Tưởng Tượng"),
    ("HS-06", "Phường Hải Châu Mẫu", UnitKind.WARD, "hai-chau", "Vũ Văn Làm Mẫu"),
    ("HS-07", "Xã Khánh Lâm", UnitKind.COMMUNE, "khanh-lam", "Đặng Thị Thử Nghiệm"),
    ("HS-08", "Xã Minh Thành", UnitKind.COMMUNE, "minh-thanh", "Bùi Văn Ví Von"),
    ("HS-09", "Xã Phước Sơn", UnitKind.COMMUNE, "phuoc-son", "Đỗ Thị Giả Sử"),
    ("HS-10", "Phường Sơn Trung", UnitKind.WARD, "son-trung", "Hồ Văn Bài Mẫu"),
    ("HS-11", "Xã Tân Thuận", UnitKind.COMMUNE, "tan-thuan", "Ngô Thị Trình Diễn"),
    ("HS-12", "Đặc khu Hòn Mây", UnitKind.SPECIAL_ZONE, "hon-may", "Dương Văn Tham Khảo"),
)
PEOPLE = (
    ("noi-vu", "Lý Thị Điển Hình", Role.LEAD_OFFICER, "HS-SNV"),
    ("lanh-dao", "Mai Văn Hình Mẫu", Role.LEADER, "HS"),
    ("quan-tri", "Tô Thị Quy Ước", Role.ADMINISTRATOR, "HS-SNV"),
    ("bao-chi", "Trịnh Văn Nêu Gương", Role.MEDIA_OFFICER, "HS-BAO"),
    ("phu-nu", "Đinh Thị Phác Họa", Role.CONTACT_OFFICER, "HS-PN"),
)


@dataclass
class Province:
    """The sample province as it stands in the database: units and acting people."""

    units: dict[str, OrgUnit] = field(default_factory=dict)
    acting: dict[str, Acting] = field(default_factory=dict)
    """By sign-in name."""


def find(on: date) -> Province | None:
    """The province as made before; None when it is not there yet."""
    if unit_by_code(PROVINCE, on) is None:
        return None
    province = Province()
    for code in [PROVINCE, *(row[0] for row in DEPARTMENTS), *(row[0] for row in COMMUNES)]:
        unit = unit_by_code(code, on)
        if unit is not None:
            province.units[code] = unit
    for user in User.objects.filter(username__in=sign_ins()):
        province.acting[user.username] = acting_in(roles_held(user, on)[0])
    return province


def make(*, year: int, at: datetime, on: date) -> Province:
    """Enter the units and open the accounts, each through the action a page would call."""
    province = Province()
    acting = command_line()

    def enter(code: str, name: str, kind: str, parent: str | None) -> None:
        province.units[code] = create_unit(
            NewUnit(
                code=code,
                name=name,
                kind=kind,
                parent=province.units[parent] if parent else None,
                source=SOURCE,
            ),
            acting=acting,
            at=at,
            on=on,
        )

    enter(PROVINCE, "Tỉnh Hải Sơn", UnitKind.PROVINCE, None)
    for code, name, kind in DEPARTMENTS:
        enter(code, name, kind, PROVINCE)
    since = date(year, 1, 1)
    give_function(
        province.units[STANDING_UNIT],
        function="standing_unit",
        since=Since(since),
        acting=acting,
        at=at,
    )
    for code, name, kind, username, person in COMMUNES:
        enter(code, name, kind, PROVINCE)
        enter(f"{code}-LOA", f"Đài truyền thanh {name}", UnitKind.STATION, code)
        _open_account(province, (username, person), (Role.COMMUNE_OFFICER, code), since, at)
    for username, person, role, code in PEOPLE:
        _open_account(province, (username, person), (role, code), since, at)
    return province


def sign_ins() -> list[str]:
    """Every sample sign-in name."""
    return [row[3] for row in COMMUNES] + [row[0] for row in PEOPLE]


def _open_account(
    province: Province, person: tuple[str, str], post: tuple[str, str], since: date, at: datetime
) -> None:
    username, full_name = person
    role, code = post
    opened = create_user(
        NewUser(username=username, full_name=full_name),
        RoleGrant(role=role, unit_id=province.units[code].pk, valid_from=since),
        acting=command_line(),
        at=at,
    )
    acting = acting_in(roles_held(opened.user, since)[0])
    change = PasswordChange(present=opened.password, new=PASSWORD)
    change_password(opened.user, change, address="", acting=acting, at=at)
    province.acting[username] = acting
