"""A year of work in the sample province: activities with photos, loudspeaker items, decisions.

What each commune does follows from its place in the list, so that the same demo tells the same
story: most do what the plan asks, a few fall behind, one record comes back with a remark.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from songhanh.foundation.lib.clock import start_of
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.records.activities import actions as activities
from songhanh.records.activities.content import ActivityContent
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.media import actions as media
from songhanh.records.media.content import MediaItemContent
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.evidence import add_files
from songhanh.site.demo.province import COMMUNES, PRESS, Province

TOPICS = (
    "Luật Bình đẳng giới và việc nhà cùng chia sẻ",
    "Phòng, chống bạo lực trên cơ sở giới",
    "Phụ nữ tham gia quản lý ở thôn, khu dân cư",
    "Nam giới nói về bình đẳng giới",
)
STILL_WAITING = 3
"""So many activities (the returned one among them) and items are not decided about."""
NEWS = (
    "Gương phụ nữ làm kinh tế giỏi",
    "Cha và con cùng vào bếp",
    "Hỏi đáp về Luật Bình đẳng giới",
    "Thôn không có bạo lực gia đình",
)


@dataclass
class Work:
    """What was recorded, in the order it happened."""

    activities: list[Activity]
    items: list[MediaItem]


def record(province: Province, *, year: int, today: date) -> Work:
    """Let every commune and the press body enter and submit their year up to today."""
    work = Work([], [])
    for number, (code, _name, _kind, username, _person) in enumerate(COMMUNES):
        acting = province.acting[username]
        unit_id = province.units[code].pk
        for index, day in enumerate(_session_days(number, year, today)):
            at = _evening_after(day, today)
            activity = activities.create_activity(
                _activity(number, index, day), unit_id=unit_id, acting=acting, at=at
            )
            if index == 0:
                photo = GivenFile("hinh-anh.jpg", _photo(number))
                add_files(ACTIVITIES, activity, [photo], acting=acting, at=at)
            work.activities.append(activities.submit_activity(activity, acting=acting, at=at))
        for index, day in enumerate(_item_days(number, year, today)):
            at = _evening_after(day, today)
            item = media.create_media_item(
                _item(index, day, channel="loudspeaker"), unit_id=unit_id, acting=acting, at=at
            )
            work.items.append(media.submit_media_item(item, acting=acting, at=at))
    work.items += _press(province, year=year, today=today)
    return work


def decide(province: Province, work: Work, *, at: datetime) -> tuple[int, int]:
    """The lead officer returns one activity with a remark and accepts most, many at once.

    The last few stay in the queue, for whoever tries the demo to decide about.
    """
    acting = province.acting["noi-vu"]
    returned, accepted = work.activities[-1:], work.activities[:-STILL_WAITING]
    items = work.items[:-STILL_WAITING]
    if returned:
        activities.return_activities(
            returned,
            remark="Chưa rõ số nam, số nữ tham dự. Đề nghị xã bổ sung rồi gửi lại.",
            acting=acting,
            at=at,
        )
    if accepted:
        activities.accept_activities(accepted, acting=acting, at=at)
    if items:
        media.accept_media_items(items, acting=acting, at=at)
    return len(accepted) + len(items), len(returned)


def _session_days(number: int, year: int, today: date) -> Iterator[date]:
    """Two or three sessions; every fifth commune holds one only."""
    months: tuple[int, ...] = (3, 6, 10) if number % 3 == 0 else (3, 8)
    if number % 5 == 4:
        months = (8,)
    for month in months:
        day = date(year, month, 4 + number)
        if day <= today:
            yield day


def _item_days(number: int, year: int, today: date) -> Iterator[date]:
    """Three items a quarter; every fourth commune misses one in the third quarter."""
    for quarter in range(4):
        count = 2 if number % 4 == 3 and quarter == 2 else 3
        for index in range(count):
            day = date(year, quarter * 3 + 1 + index, 6 + number)
            if day <= today:
                yield day


def _press(province: Province, *, year: int, today: date) -> Iterator[MediaItem]:
    acting = province.acting["bao-chi"]
    for month in range(1, 13):
        day = date(year, month, 15)
        if day > today:
            return
        at = _evening_after(day, today)
        content = _item(month, day, channel="television", column="Vì sự tiến bộ")
        item = media.create_media_item(
            content, unit_id=province.units[PRESS].pk, acting=acting, at=at
        )
        yield media.submit_media_item(item, acting=acting, at=at)


def _activity(number: int, index: int, day: date) -> ActivityContent:
    return ActivityContent(
        title=f"Nói chuyện chuyên đề: {TOPICS[(number + index) % len(TOPICS)]}",
        form="thematic_talk",
        held_on=day,
        place="Nhà văn hóa thôn" if number % 2 else "Hội trường Ủy ban nhân dân",
        mode="direct",
        integrated=False,
        on_law_policy=True,
        audiences=("people", "women", "men"),
        male=28 + 3 * number + index,
        female=34 + 2 * number + index,
        minority=5 + number,
    )


def _item(index: int, day: date, *, channel: str, column: str = "") -> MediaItemContent:
    return MediaItemContent(
        title=NEWS[index % len(NEWS)],
        type="news",
        published_on=day,
        channel=channel,
        on_gender_equality=True,
        column_name=column,
    )


def _evening_after(day: date, today: date) -> datetime:
    """The moment the office enters it: the next evening, but never later than today."""
    return start_of(min(day + timedelta(days=1), today)) + timedelta(hours=7)


def _photo(number: int) -> bytes:
    """A drawn stand-in for a photo: rows of people in a hall. Nobody is shown."""
    image = Image.new("RGB", (960, 640), (238, 226, 205))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 960, 150), fill=(150, 40, 60))
    for row in range(3):
        for seat in range(8 + number % 3):
            x, y = 60 + seat * 100, 240 + row * 130
            tone = 60 + (seat * 37 + row * 53 + number * 29) % 150
            draw.ellipse((x, y, x + 50, y + 50), fill=(tone, 90, 110))
            draw.rectangle((x - 12, y + 52, x + 62, y + 100), fill=(70, 110, tone))
    stream = BytesIO()
    image.save(stream, "JPEG", quality=80)
    return stream.getvalue()
