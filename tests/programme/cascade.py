"""Own plans under the province's plan, and plans of places that were merged, for the stories."""

from datetime import date

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.cascade.checks import Entered
from songhanh.programme.cascade.queries.needs import Need, needs_of
from songhanh.programme.plans.models import PlanDocument
from tests.world import World

DAY = date(2026, 6, 15)
ENTERED = Entered("17/KH-UBND", date(2026, 2, 10), "Kế hoạch của xã", "02 cuộc một năm")

COMMUNE_PLAN = """ỦY BAN NHÂN DÂN XÃ AN HÒA
Số: 17/KH-UBND
An Hòa, ngày 10 tháng 02 năm 2026

KẾ HOẠCH
Thực hiện Chương trình Truyền thông về bình đẳng giới giai đoạn 2026 - 2030 trên địa bàn xã An Hòa

Thực hiện Kế hoạch số 41/KH-UBND ngày 12/01/2026 của Ủy ban nhân dân
tỉnh Hải Sơn, Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. MỤC TIÊU
1. Hằng năm, các thôn được truyền thông về pháp luật, chính sách bình đẳng giới ít nhất 01 cuộc.

II. NHIỆM VỤ VÀ GIẢI PHÁP
1. Tăng cường cung cấp thông tin cho người dân
a) Duy trì việc cung cấp thông tin qua các cuộc họp thôn.

III. TỔ CHỨC THỰC HIỆN
1. Các thôn: Phối hợp tổ chức các cuộc truyền thông.

Nơi nhận:
- Các thôn;
- Lưu: VT.
CHỦ TỊCH
Lê Văn Hải
"""
"""The own plan of Xã An Hòa: one session a year where the province asks for two."""


def need(
    world: World,
    plan: PlanDocument,
    unit: str = "A",
    kind: str = "programme",
    *,
    on: date = DAY,
    year: int = 2026,
) -> Need:
    """What a unit owes under a plan, as it stands at the end of a day."""
    found = [
        one
        for one in needs_of(plan, command_line(), on=on, year=year)
        if one.unit_id == world.units[unit].pk and one.kind == kind
    ]
    assert len(found) == 1, found
    return found[0]
