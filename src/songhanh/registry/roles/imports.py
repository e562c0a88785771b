"""``users.csv`` of a data package: accounts and their roles (its contract).

A row is one user in one unit; who works in several has a row for each. Accounts that come so have
no password: an administrator gives one, or an invitation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from songhanh.foundation.accounts import actions as accounts
from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import valid_on
from songhanh.registry.roles.actions import RoleGrant, end_role, grant_role
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.rules import can_manage_users

_LONGEST_NAME = 120


@dataclass(frozen=True)
class _Given:
    """A user in one unit, as a row says it."""

    row: TableRow
    person: accounts.NewUser
    unit_id: int
    roles: frozenset[str]


def import_users(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in accounts and roles, all or nothing; a role no longer named ends the day before.

    Users, and units of a user, that no row names stay as they are.
    """
    require(can_manage_users(acting))
    units = _units_on(day_of(at))
    distinct = _distinct(rows, reader)
    given = [one for row in distinct if (one := _given(reader, row, units)) is not None]
    _one_name_each(given, reader)
    if reader.has_errors:
        return ImportCount()
    counts = {"added": 0, "changed": 0, "same": 0}
    for one in given:
        try:
            counts[_keep(one, acting=acting, at=at)] += 1
        except RefusedError as error:
            reader.fault(
                one.row, "username", expected="một tài khoản hợp lệ", message=error.message
            )
    return ImportCount(**counts)


def _units_on(day: date) -> Mapping[str, int]:
    return dict(UnitVersion.objects.filter(valid_on(day)).values_list("code", "unit_id"))


def _distinct(rows: Sequence[TableRow], reader: CellReader) -> list[TableRow]:
    """The rows of a user and unit once: equal ones are one with a warning, others a fault."""
    first: dict[tuple[str, str], TableRow] = {}
    for row in rows:
        key = (row.cells.get("username", "").lower(), row.cells.get("unit_code", ""))
        before = first.setdefault(key, row)
        if before is row:
            continue
        place = f"Tệp {row.file}: dòng {before.row} và dòng {row.row}"
        if before.content == row.content:
            said = f"{place} giống hệt nhau; chỉ tính một dòng."
            reader.warn(row, "username", expected="mỗi người, đơn vị một dòng", message=said)
        else:
            said = f"{place} cùng người và đơn vị nhưng khác nội dung. Hãy giữ lại một dòng đúng."
            reader.fault(row, "username", expected="mỗi người, đơn vị một dòng", message=said)
    return list(first.values())


def _given(reader: CellReader, row: TableRow, units: Mapping[str, int]) -> _Given | None:
    username = reader.text(row, "username", required=True).lower()
    full_name = reader.text(row, "full_name")
    code = reader.text(row, "unit_code", required=True)
    roles = _roles(reader, row)
    _check_lengths(reader, row, full_name)
    if code and code not in units:
        reader.fault(
            row,
            "unit_code",
            expected="mã một đơn vị đang có hiệu lực",
            message=f"Tệp {row.file}, dòng {row.row}, cột “unit_code”: hiện không có đơn vị nào "
            f"mang mã “{code}”. Hãy sửa mã hoặc bổ sung đơn vị.",
        )
    if not username or code not in units or not roles:
        return None
    person = accounts.NewUser(username, full_name, reader.text(row, "email"))
    return _Given(row, person, units[code], roles)


def _roles(reader: CellReader, row: TableRow) -> frozenset[str]:
    reader.text(row, "roles", required=True)
    named = reader.words(row, "roles")
    unknown = [word for word in named if word not in Role.values]
    if unknown:
        expected = " ".join(Role.values)
        reader.fault(
            row,
            "roles",
            expected=expected,
            message=f"Tệp {row.file}, dòng {row.row}, cột “roles”: không có vai trò "
            f"“{', '.join(unknown)}”. Giá trị dùng được: {expected}.",
        )
    return frozenset(named) - frozenset(unknown)


def _check_lengths(reader: CellReader, row: TableRow, full_name: str) -> None:
    if len(full_name) > _LONGEST_NAME:
        reader.fault(
            row,
            "full_name",
            expected=f"tối đa {_LONGEST_NAME} ký tự",
            message=f"Tệp {row.file}, dòng {row.row}, cột “full_name” dài quá "
            f"{_LONGEST_NAME} ký tự. Hãy rút gọn.",
        )
    try:
        if email := reader.text(row, "email"):
            validate_email(email)
    except ValidationError:
        reader.fault(
            row,
            "email",
            expected="một địa chỉ thư điện tử",
            message=f"Tệp {row.file}, dòng {row.row}, cột “email”: “{row.cells['email']}” không "
            "phải địa chỉ thư điện tử. Hãy sửa hoặc để trống.",
        )


def _one_name_each(given: Sequence[_Given], reader: CellReader) -> None:
    """A user has one name and one address, in however many units they work."""
    first: dict[str, _Given] = {}
    for one in given:
        before = first.setdefault(one.person.username, one)
        if before.person != one.person:
            reader.fault(
                one.row,
                "full_name",
                expected=before.person.full_name,
                message=f"Tệp {one.row.file}: dòng {before.row.row} và dòng {one.row.row} cùng "
                f"tài khoản “{one.person.username}” nhưng khác họ tên hoặc thư điện tử. "
                "Hãy ghi giống nhau.",
            )


def _keep(one: _Given, *, acting: Acting, at: datetime) -> str:
    """Give the account what its row says: whether it was added, changed or the same."""
    user = User.objects.filter(username=one.person.username).first()
    here = UserRole.objects.filter(user=user, unit_id=one.unit_id, valid_to=None)
    added = user is None or not here.exists()
    if user is None:
        user = accounts.open_account(one.person, acting=acting, at=at)
    named = (user.full_name, user.email) == (one.person.full_name, one.person.email)
    if not named:
        accounts.change_user(user, one.person, acting=acting, at=at)
    moved = _settle_roles(user, one, acting=acting, at=at)
    return "added" if added else "same" if named and not moved else "changed"


def _settle_roles(user: User, one: _Given, *, acting: Acting, at: datetime) -> bool:
    today = day_of(at)
    held = UserRole.objects.filter(user=user, unit_id=one.unit_id, deputy_for=None, valid_to=None)
    roles = {row.role: row for row in held}
    over = [row for role, row in roles.items() if role not in one.roles]
    new = sorted(one.roles - set(roles))
    for row in over:
        end_role(row, last_day=today - timedelta(days=1), acting=acting, at=at)
    for role in new:
        grant = RoleGrant(role=role, unit_id=one.unit_id, valid_from=today)
        grant_role(user, grant, acting=acting, at=at)
    return bool(over or new)
