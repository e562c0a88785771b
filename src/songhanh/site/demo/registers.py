"""What the sample province keeps in its registers: one or two things of every kind.

The first communes keep most, so that lists, maps and coverage have something to tell apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import start_of
from songhanh.records.campaigns.kind import PLANS
from songhanh.records.channels.kind import CHANNELS, READINGS
from songhanh.records.communitymodels.kind import MEETINGS, MODELS
from songhanh.records.conventions.kind import CONVENTIONS
from songhanh.records.materials.kind import MATERIALS, MESSAGES, MOVES, VERSIONS
from songhanh.records.recording import actions
from songhanh.records.recording.models import Record
from songhanh.records.recording.plain import Plain
from songhanh.records.schools.kind import ACTIVITIES as SCHOOL_ACTIVITIES
from songhanh.records.schools.kind import SCHOOLS
from songhanh.records.training.kind import COURSES, DAYS, TRAINEES
from songhanh.site.demo.province import COMMUNES, STANDING_UNIT, Province

_WITH_SCHOOLS = 3
_WITH_MODELS = 4
_WITH_LEAFLETS = 4


@dataclass
class _Clerk:
    """Enters records for one unit, sends them and has them accepted the evening after.

    What is older than the sample units is entered on their first day.
    """

    acting: Acting
    unit_id: int
    reviewer: Acting
    since: date
    today: date

    def enter(self, plain: Plain[Any], day: date, **content: Any) -> Any:
        """One record, accepted; nothing of a day that has not come."""
        at = self._evening(day)
        made = plain.create(content, unit_id=self.unit_id, acting=self.acting, at=at)
        sent: Record = actions.submit(plain.kind, made, acting=self.acting, at=at)
        actions.accept(plain.kind, [sent], acting=self.reviewer, at=at)
        return sent

    def _evening(self, day: date) -> datetime:
        evening = max(min(day + timedelta(days=1), self.today), self.since)
        return start_of(evening) + timedelta(hours=7)


def keep_registers(province: Province, *, year: int, today: date) -> int:
    """Fill the registers of the standing unit and the communes; how many records there are."""
    reviewer, since = province.acting["noi-vu"], date(year, 1, 1)
    office = _Clerk(reviewer, province.units[STANDING_UNIT].pk, reviewer, since, today)
    communes = [
        _Clerk(province.acting[username], province.units[code].pk, reviewer, since, today)
        for code, _name, _kind, username, _person in COMMUNES
    ]
    _library(office, communes, year)
    _course(office, year)
    for number, (clerk, (_code, name, *_rest)) in enumerate(zip(communes, COMMUNES, strict=True)):
        _commune(clerk, name, number, year)
    return _count()


def _commune(clerk: _Clerk, name: str, number: int, year: int) -> None:
    _convention(clerk, number, year)
    if number < _WITH_MODELS:
        _model(clerk, name, number, year)
    if number < _WITH_SCHOOLS:
        _school(clerk, name, number, year)
    if number % 4 == 0:
        _channel(clerk, name, number, year)
    issued = date(year, 11, 3)
    if issued <= clerk.today and number % 4:
        plan = {"campaign": "action_month", "year": year, "issued_on": issued}
        clerk.enter(PLANS, issued, number=f"{30 + number}/KH-UBND", **plan)


def _convention(clerk: _Clerk, number: int, year: int) -> None:
    adopted, reviewed = date(year - 1, 2, 10), date(year - 1, 2, 20)
    is_reviewed = number % 3 != 0
    clerk.enter(
        CONVENTIONS,
        reviewed,
        title=f"Thôn {number + 1}",
        type="huong_uoc",
        state="recognised",
        state_on=adopted,
        adopted_on=adopted,
        text_on=adopted,
        reviewed_on=reviewed if is_reviewed else None,
        discriminating=False if is_reviewed else None,
    )


def _model(clerk: _Clerk, name: str, number: int, year: int) -> None:
    begun = date(year - 1, 6, 1)
    model = clerk.enter(
        MODELS,
        begun,
        title=f"Nhóm Gia đình bình đẳng {name}",
        type="digital_community" if number % 2 else "club",
        started_on=begun,
        male=12 + number,
        female=20 + number,
    )
    for day in _days(year, 10, clerk.today, step=3 + number % 2):
        clerk.enter(MEETINGS, day, model_id=model.pk, held_on=day, subject="Chia sẻ việc nhà")


def _school(clerk: _Clerk, name: str, number: int, year: int) -> None:
    opened = date(year - 1, 9, 5)
    school = clerk.enter(
        SCHOOLS,
        opened,
        title=f"Trường THCS {name.split(' ', 1)[-1]}",
        level="lower_secondary",
        opened_on=opened,
        male=180 + number,
        female=175 + number,
    )
    for day in _days(year, 12, clerk.today, step=2 + number):
        clerk.enter(
            SCHOOL_ACTIVITIES,
            day,
            school_id=school.pk,
            work="extracurricular",
            held_on=day,
            subject="Phòng, chống bạo lực học đường",
            male=60,
            female=62,
        )


def _channel(clerk: _Clerk, name: str, number: int, year: int) -> None:
    opened = date(year - 1, 5, 1)
    channel = clerk.enter(
        CHANNELS,
        opened,
        title=f"Trang {name}",
        type="fanpage",
        address=f"https://facebook.com/trang-mau-{number}",
        opened_on=opened,
        is_working=True,
    )
    for day in _days(year, 28, clerk.today, step=4):
        clerk.enter(
            READINGS,
            day,
            channel_id=channel.pk,
            read_on=day,
            followers=800 + 50 * day.month + number,
            views=2000 + 100 * day.month,
            source="typed",
        )


def _library(office: _Clerk, communes: list[_Clerk], year: int) -> None:
    """A message, a leaflet with an approved version, and copies that went to some communes."""
    begun = date(year - 1, 12, 1)
    office.enter(
        MESSAGES,
        begun,
        title="Việc nhà cùng chia sẻ",
        text="Chia sẻ việc nhà là trách nhiệm của cả vợ và chồng.",
        topics="stereotypes",
        valid_from=begun,
    )
    leaflet = office.enter(
        MATERIALS,
        begun,
        title="Tờ gấp phòng, chống bạo lực gia đình",
        type="folded_leaflet",
        topics="domestic_violence",
        description="Dấu hiệu của bạo lực gia đình và nơi giúp đỡ.",
        print_run=5000,
        made_on=begun,
    )
    office.enter(
        VERSIONS,
        begun,
        material_id=leaflet.pk,
        label="bản 1",
        language="vi",
        issued_on=begun,
        transcript="Khi bị bạo lực, hãy báo Ủy ban nhân dân cấp xã hoặc gọi Tổng đài 111.",
    )
    moved = {"material_id": leaflet.pk, "moved_on": begun}
    office.enter(MOVES, begun, direction="in", quantity=5000, **moved)
    for number, clerk in enumerate(communes[:_WITH_LEAFLETS]):
        quantity = 200 + 10 * number
        office.enter(MOVES, begun, direction="out", quantity=quantity, **moved)
        clerk.enter(MOVES, begun, direction="in", quantity=quantity, **moved)


def _course(office: _Clerk, year: int) -> None:
    day = date(year - 1, 10, 6)
    course = office.enter(
        COURSES,
        day,
        title="Tập huấn kỹ năng truyền thông về bình đẳng giới",
        topics="law_policy",
        starts_on=day,
        hours=16,
    )
    for held in (day, day + timedelta(days=1)):
        office.enter(DAYS, held, course_id=course.pk, held_on=held, presence="on_site")
    office.enter(
        TRAINEES,
        day + timedelta(days=1),
        course_id=course.pk,
        counted_on=day + timedelta(days=1),
        kind_of_person="propagandist",
        male=14,
        female=22,
        tested=30,
        before=52,
        after=74,
    )


def _days(year: int, day: int, today: date, *, step: int) -> Iterator[date]:
    """A day of every so many months that has come."""
    for month in range(1, 13, step):
        if (held := date(year, month, day)) <= today:
            yield held


def _count() -> int:
    kinds = (CONVENTIONS, MODELS, MEETINGS, SCHOOLS, SCHOOL_ACTIVITIES, CHANNELS, READINGS, PLANS)
    library = (MESSAGES, MATERIALS, VERSIONS, MOVES, COURSES, DAYS, TRAINEES)
    return sum(plain.kind.records().count() for plain in (*kinds, *library))
