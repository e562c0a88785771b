"""Campaigns with their windows, and commemorative days."""

import re
from dataclasses import dataclass, field

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import fold

_WINDOW = re.compile(
    r"(?:từ|bắt đầu(?: từ)?)\s+(?:ngày\s+)?(?P<d1>\d{1,2})"
    r"(?:\s*(?:/|tháng)\s*(?P<m1>\d{1,2}))?(?:(?:/"
    r"|\s+năm\s+)(?P<y1>\d{4}))?\s*(?:đến(?: hết)?|[-–]|tới|,?\s+(?:và\s+)?kết thúc(?: vào)?)\s*"
    r"(?:ngày\s+)?(?P<d2>\d{1,2})\s*(?:/|tháng)\s*(?P<m2>\d{1,2})(?:(?:/|\s+năm\s+)(?P<y2>\d{4}))?"
    r"|(?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?:/(?P<y3>\d{4}))?\s*(?:[-–]|đến(?: hết)?|tới)\s*"
    r"(?:ngày\s+)?(?P<d4>\d{1,2})"
    r"/(?P<m4>\d{1,2})(?:/(?P<y4>\d{4}))?",
    re.IGNORECASE,
)


def _letters(words: str) -> str:
    """A pattern for words, also where a scanner has cut one behind its first letter."""
    return r"\s+".join(rf"{word[0]}\s?{word[1:]}" for word in words.split())


_ACTION_MONTH = re.compile(
    rf"{_letters('tháng hành động')}(?:\s+(?:quốc gia\s+)?{_letters('vì bình đẳng giới')}"
    rf"(?:\s+và\s+{_letters('phòng ngừa')},?\s+{_letters('ứng phó')}\s+(?:với\s+)?"
    rf"{_letters('bạo lực trên cơ sở giới')})?)?"
    # "Tháng hành động vì trẻ em", "Tháng hành động phòng, chống ma túy" are other months.
    r"(?!\s+(?:quốc gia\s+)?(?:vì|phòng,?|về|an toàn)\s(?!bình đẳng))",
    re.IGNORECASE,
)
_OTHER_CAMPAIGN = re.compile(
    r"(?:(?:Tháng [Hh]ành động|Tuần lễ|Tháng cao điểm|Tháng truyền thông|Tuần cao điểm"
    r"|[Đđ]ợt cao điểm|Ngày hội|[Cc]hiến dịch(?: truyền thông)?)"
    r"(?:\s+(?:[^,.;()“”\"]|(?<=phòng),(?= chống)){0,90}?)?\s*(?:[“\"][^”\"]{3,120}[”\"])?)"
    r"(?=\s*\(?\s*(?:từ (?:ngày )?\d|\d{1,2}/\d{1,2}\s*[-–]))"
)
_CAMPAIGN_WORDS = re.compile(
    r"tuần lễ|tháng (?:hành động|cao điểm|truyền thông)|tuần cao điểm|chiến dịch|ngày hội",
    re.IGNORECASE,
)
# A campaign called only by its own name, behind its window: "Từ … đến … mở “Mùa hoa an toàn”".
_NAMED_BEHIND = re.compile(
    rf"(?:{_WINDOW.pattern})[^.;“”\"]{{0,24}}?\b(?:mở|tổ chức|phát động|triển khai|thực hiện"
    r"|diễn ra)\s+(?:[a-zđà-ỹ]+\s){0,5}?[“\"](?P<name>[^”\"]{4,80})[”\"]",
    re.IGNORECASE,
)
# A window does not belong to a name across a sentence, a part of one, or another campaign.
_PARTS = re.compile(rf"[.;]\s|{_CAMPAIGN_WORDS.pattern}", re.IGNORECASE)
# A window that is said to be the time of what the heading names.
_ITS_TIME = re.compile(
    rf"(?:thời gian|diễn ra)[^.;\d]{{0,40}}?(?:{_WINDOW.pattern})", re.IGNORECASE
)
# The days of the Action Month, the same in every year.
_OWN_DAYS = ("11-15", "12-15")
_RECURS = re.compile(r"(?:hằng|hàng|mỗi) năm", re.IGNORECASE)
_DAY_WORDS = (
    r"(?:Quốc tế|Phụ nữ|thành lập|truyền thống|Gia đình|gia đình|Pháp luật|Dân số|Thế giới"
    r"|thế giới|toàn dân|Toàn dân|Quốc gia|Đại đoàn kết"
    r"|hội Đại đoàn kết|Báo chí|Nhà giáo|Trẻ em|Nạn nhân|Gia đình Việt Nam|xóa bỏ|Công tác|Phòng"
    r"|Nhân quyền)"
)
_DAY = re.compile(
    rf"(?P<name>(?!ngày hội)[Nn]gày\s+(?i:{_DAY_WORDS})(?:\s+(?!ngày\b)[^\W\d]+(?:'\w+)?"
    rf"(?:,(?= ứng| chống| vì))?){{0,14}}?(?:\s+và trẻ em(?: gái)?)?)[”\"]?"
    r"\s*(?:,?\s*\(?\s*(?:ngày\s+)?"
    r"(?P<day>\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(?P<month>\d{1,2})(?!\d)"
    r"(?:[/.-]\d{4}(?!\d)|(?![/.-]\d{2}))(?!\s*[-–]\s*[Nn]gày)"
    r"|(?=\s*[,.;()“”\"]|(?<!đối)\s+(?:và|hằng|hàng|năm|hoặc|của|trên|tại|với|để|nhằm|bằng|vào|cũng|là|…"
    r"|\.\.\.)\b|$|…))"
)
_SHORT_DAY = r"\d{1,2}(?:\s*/\s*|\s+tháng\s+)\d{1,2}(?![\d/]|\s+năm\s+\d)"
_BARE_DAY = re.compile(
    rf"(?<!trước )(?<!hạn )(?:các )?(?:ngày|dịp)\s+(?:lễ\s+)?(?:kỷ niệm\s+)?(?P<days>{_SHORT_DAY}"
    rf"(?:\s*(?:,|và|;)\s*(?:(?:dịp|ngày)\s+)?{_SHORT_DAY})+)"
)
# The common calendar, for days a plan names without a date; never stated as printed.
_CALENDAR = (
    ("ngay quoc te phu nu", "03-08"),
    ("ngay phu nu viet nam", "10-20"),
    ("ngay thanh lap hoi lien hiep phu nu viet nam", "10-20"),
    ("ngay gia dinh viet nam", "06-28"),
    ("ngay phap luat", "11-09"),
    ("ngay quoc te xoa bo bao luc", "11-25"),
    ("ngay the gioi xoa bo bao luc", "11-25"),
    ("ngay quoc te hanh phuc", "03-20"),
    ("ngay quoc te tre em gai", "10-11"),
    ("ngay dan so the gioi", "07-11"),
    ("ngay dan so viet nam", "12-26"),
    ("ngay hoi dai doan ket", "11-18"),
    ("ngay quoc te thieu nhi", "06-01"),
    ("ngay gia dinh quoc te", "05-15"),
)


@dataclass
class _Named:
    """A campaign or day with every place it is named at."""

    name: str
    first: Passage
    places: list[Passage] = field(default_factory=list)
    dates: tuple[str | None, ...] = ()
    year: int | None = None
    recurs: str | None = None
    dated: bool = False

    @property
    def is_action_month(self) -> bool:
        """Whether it is the Action Month for gender equality, under a long or a short name."""
        return bool(_ACTION_MONTH.fullmatch(self.name))


def read_campaign_windows(reading: Reading) -> list[Element]:
    """Campaigns the plan names, each once, with the window it prints."""
    campaigns: dict[str, _Named] = {}
    for passage in reading.body_text():
        for found in _ACTION_MONTH.finditer(passage.clean):
            _note_campaign(campaigns, "action month", passage, found)
        for found in _OTHER_CAMPAIGN.finditer(passage.clean):
            key = fold(found.group())
            if not _ACTION_MONTH.search(found.group()):
                _note_campaign(campaigns, key, passage, found)
        for found in _NAMED_BEHIND.finditer(passage.clean):
            _note_named_behind(campaigns, passage, found)
    _take_own_time(reading, campaigns)
    _take_time_below(reading, campaigns)
    _take_time_of_row(reading, campaigns)
    _take_its_days(reading, campaigns)
    return [_window(reading, one) for one in campaigns.values()]


def _take_own_time(reading: Reading, campaigns: dict[str, _Named]) -> None:
    """A plan for one campaign states the window apart: "Thời gian: từ ngày … đến ngày …"."""
    title = fold(" ".join(line.text for line in reading.layout.title))
    for campaign in campaigns.values():
        if campaign.dated or fold(campaign.name) not in title:
            continue
        for unit in reading.layout.body:
            if not unit.body.bare.startswith("thoi gian"):
                continue
            window = _WINDOW.search(unit.body.clean)
            dates = _window_dates(window) if window else None
            if dates:
                campaign.dates, campaign.dated, campaign.year = dates[:2], True, dates[2]
                break


def _take_time_below(reading: Reading, campaigns: dict[str, _Named]) -> None:
    """A heading names the campaign, an item below it the window, said to be its time."""
    for campaign in campaigns.values():
        for node in reading.outline.walk():
            if campaign.dated or not node.is_heading or not _is_named(campaign, node.body):
                continue
            for below in node.walk():
                window = _ITS_TIME.search(below.body.clean)
                dates = _window_dates(window) if window else None
                if dates and not campaign.dated:
                    campaign.dates, campaign.dated, campaign.year = dates[:2], True, dates[2]


def _is_named(campaign: _Named, passage: Passage) -> bool:
    if campaign.is_action_month:
        return bool(_ACTION_MONTH.search(passage.clean))
    return fold(campaign.name) in fold(passage.text)


def _take_time_of_row(reading: Reading, campaigns: dict[str, _Named]) -> None:
    """A row of a table names the campaign in one cell and its window in the cell of time."""
    tables = [table for node in (reading.outline, *reading.outline.walk()) for table in node.tables]
    for campaign in campaigns.values():
        for table in tables:
            for row in table.rows:
                cell = table.cell(row, "task")
                named = _is_named(campaign, cell)
                window = _WINDOW.search(table.cell(row, "time").clean) if named else None
                dates = _window_dates(window) if window else None
                if dates and not campaign.dated:
                    campaign.dates, campaign.dated, campaign.year = dates[:2], True, dates[2]


def _take_its_days(reading: Reading, campaigns: dict[str, _Named]) -> None:
    """The Action Month's own days, alone in a cell: "Tuyên truyền trực quan | 15/11 - 15/12"."""
    month = campaigns.get("action month")
    if month is None or month.dated:
        return
    for passage in reading.body_text():
        window = _WINDOW.fullmatch(passage.clean.strip(" ."))
        dates = _window_dates(window) if window else None
        if dates and dates[:2] == _OWN_DAYS:
            month.dates, month.dated, month.year = dates[:2], True, dates[2]
            return


def _note_campaign(
    campaigns: dict[str, _Named], key: str, passage: Passage, found: re.Match[str]
) -> None:
    place = passage.part(found.start(), found.end())
    known = campaigns.setdefault(key, _Named(place.text, place))
    known.places.append(place)
    if len(place.text) > len(known.name):
        known.name = place.text
    behind = passage.clean[found.end() : found.end() + 90]
    before = passage.clean[max(0, found.start() - 60) : found.start()]
    window = _window_of(before, behind)
    if window and not known.dated:
        dates = _window_dates(window)
        if dates:
            known.dates, known.dated = dates[:2], True
            known.year = dates[2]
            recurs = _RECURS.search(behind[window.end() : window.end() + 20])
            known.recurs = recurs.group().lower() if recurs else None


def _note_named_behind(
    campaigns: dict[str, _Named], passage: Passage, found: re.Match[str]
) -> None:
    name = passage.part(*found.span("name"))
    dates = _window_dates(found)
    if not dates or fold(name.text) in campaigns or _ACTION_MONTH.search(name.clean):
        return
    recurs = _RECURS.search(found.group())
    campaigns[fold(name.text)] = _Named(
        name.text,
        name,
        [name],
        dates[:2],
        dates[2],
        recurs.group().lower() if recurs else None,
        dated=True,
    )


def _window_of(before: str, behind: str) -> re.Match[str] | None:
    """The window that stands with a name: behind it, or before it with nothing named between."""
    window = _WINDOW.search(behind)
    ahead = list(_WINDOW.finditer(before))
    if window and not _PARTS.search(behind[: window.start()]):
        begins_next = behind[: window.start()].rstrip().endswith(",")
        if not (begins_next and ahead and re.fullmatch(r"\W*[\w\s]*", before[ahead[-1].end() :])):
            return window
    if not ahead or _PARTS.search(before[ahead[-1].end() :]):
        return None
    named_ahead = _CAMPAIGN_WORDS.search(before[: ahead[-1].start()])
    return None if named_ahead else ahead[-1]


def _window_dates(found: re.Match[str]) -> tuple[str, str, int | None] | None:
    if found["d2"]:
        first_month = found["m1"] or found["m2"]
        parts = (found["d1"], first_month, found["d2"], found["m2"])
        year = found["y1"] or found["y2"]
    else:
        parts = (found["d3"], found["m3"], found["d4"], found["m4"])
        year = found["y3"] or found["y4"]
    d1, m1, d2, m2 = (int(part) for part in parts)
    if not all(1 <= day <= 31 for day in (d1, d2)) or not all(
        1 <= month <= 12 for month in (m1, m2)
    ):
        return None
    return f"{m1:02}-{d1:02}", f"{m2:02}-{d2:02}", int(year) if year else None


def _window(reading: Reading, campaign: _Named) -> Element:
    element: Element = {
        "name": campaign.name,
        "from": campaign.dates[0] if campaign.dated else None,
        "to": campaign.dates[1] if campaign.dated else None,
        "dates_stated": campaign.dated,
        "recurs": campaign.recurs,
        **reading.place(campaign.first, rule="campaign.name"),
        "lines": sorted({reading.source.line(place.start) for place in campaign.places}),
    }
    if campaign.year:
        element["year"] = campaign.year
    return element


def read_commemorative_days(reading: Reading) -> list[Element]:
    """Days the plan names or dates, each once."""
    days: dict[str, _Named] = {}
    for passage in reading.body_text():
        for found in _DAY.finditer(passage.clean):
            date = _month_day(found["day"], found["month"]) or _date_ahead(passage, found)
            name = passage.text[slice(*found.span("name"))].strip()
            key = date or _inferred(name) or fold(name)
            place = passage.part(found.start(), found.end())
            known = days.setdefault(key, _Named(name, place, dates=(date,)))
            known.places.append(place)
        for found in _BARE_DAY.finditer(passage.clean):
            if re.search(r"(?:trước|chậm nhất|hạn)[^.;]{0,30}$", passage.text[: found.start()]):
                continue
            for day, month in re.findall(r"(\d{1,2})\D{1,9}?(\d{1,2})", found["days"]):
                date = _month_day(day, month)
                if date:
                    place = passage.part(found.start(), found.end())
                    days.setdefault(date, _Named("", place, dates=(date,))).places.append(place)
    return [_day(reading, one) for one in _merged(days)]


_DATE_AHEAD = re.compile(
    r"(?<![\d/])(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})(?:/\d{4})?"
    r"(?:,? (?:nhân|là|vào|đúng|\()\s*(?:dịp )?|\s+[-–]\s+)$"
)


def _date_ahead(passage: Passage, found: re.Match[str]) -> str | None:
    """The date printed before the name: "tối ngày 25/11/2026 nhân Ngày Quốc tế …"."""
    ahead = _DATE_AHEAD.search(passage.text[max(0, found.start() - 40) : found.start()])
    return _month_day(ahead["day"], ahead["month"]) if ahead else None


def _merged(days: dict[str, _Named]) -> list[_Named]:
    """A day named once with and once without its date is one day."""
    return list(days.values())


def _month_day(day: str | None, month: str | None) -> str | None:
    if not day or not month or not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    return f"{int(month):02}-{int(day):02}"


def _inferred(name: str) -> str | None:
    key = fold(name).replace("i", "y")
    return next(
        (date for words, date in _CALENDAR if key.startswith(words.replace("i", "y"))), None
    )


def _day(reading: Reading, day: _Named) -> Element:
    date = day.dates[0]
    element: Element = {
        "date": date,
        "name": day.name or None,
        "date_stated": date is not None,
        **reading.place(day.first, rule="day.name"),
        "lines": sorted({reading.source.line(place.start) for place in day.places}),
    }
    inferred = _inferred(day.name)
    if date is None and inferred:
        element["date_inferred"] = inferred
    return element
