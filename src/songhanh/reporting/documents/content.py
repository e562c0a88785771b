"""From frozen content to the facts of an official document: sections, tables, annex.

The outline follows facts, "Outline of a report". All words are Vietnamese, whatever the language
of the screen (``writing`` sees to the labels); figures stand exactly as the pages show them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.engines.counting import Period
from songhanh.engines.docwrite import (
    Align,
    Annex,
    Block,
    Clause,
    Column,
    DocumentKind,
    Item,
    OfficialDocument,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Section,
    Signature,
    Table,
)
from songhanh.engines.docwrite.wording import date_in_words
from songhanh.engines.vntext import format_date, is_upper
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.offices import Office
from songhanh.reporting.consolidation.sheets import Sheet
from songhanh.reporting.submissions.enums import Section as Part
from songhanh.reporting.submissions.figures import Explained, Figure, figure_text
from songhanh.results.values.enums import TargetStatus

_NOTHING = "Không nêu."
_LEADING_WORDS = ("triển khai thực hiện ", "thực hiện ", "triển khai ")
_HIGH = Align.RIGHT


@dataclass(frozen=True)
class Frame:
    """What surrounds the content: who writes to whom about which plan and period."""

    plan: PlanDocument
    issuer: Office
    office: Office
    place_names: tuple[str, ...]
    period: Period
    as_of: date
    year: int
    note: str
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """What one unit reports."""

    figures: tuple[Figure, ...]
    explained: Mapping[str, Explained]
    texts: Mapping[str, str]


def unit_report(frame: Frame, content: Content) -> OfficialDocument:
    """The report of one unit."""
    explained = [
        (figure, content.explained[figure.key])
        for figure in content.figures
        if figure.key in content.explained
    ]
    body: list[Block] = [
        Paragraph(_opening(frame)),
        Section("Kết quả thực hiện"),
        Clause("Kết quả theo chỉ tiêu", is_title=True),
        _target_table([one for one in content.figures if one.is_target], frame),
        Clause("Hoạt động, người tham dự, tin, bài", is_title=True),
        _count_table([one for one in content.figures if not one.is_target], frame),
    ]
    if explained:
        body += [
            Clause("Số liệu đơn vị giải trình", is_title=True),
            _explanation_table([("", figure, one) for figure, one in explained]),
        ]
    body += [Clause("Đánh giá chung", is_title=True), *_text(content.texts[Part.RESULTS])]
    return _document(frame, (*body, *_closing_parts(content.texts)), ())


def consolidated_report(frame: Frame, sheet: Sheet) -> OfficialDocument:
    """The report of the standing unit about a round, with the units in an annex."""
    body: list[Block] = [
        Paragraph(_opening(frame)),
        Section("Kết quả thực hiện"),
        Clause("Tình hình báo cáo", is_title=True),
        Paragraph(
            f"Có {len(sheet.members)} đơn vị phải báo cáo; {len(sheet.approved)} đơn vị có báo"
            f" cáo được phê duyệt, {len(sheet.waiting)} đơn vị có báo cáo chưa được phê duyệt,"
            f" {len(sheet.late)} đơn vị nộp muộn, {len(sheet.missing)} đơn vị chưa nộp (chi tiết"
            " tại Phụ lục kèm theo)."
        ),
        Clause("Kết quả theo chỉ tiêu", is_title=True),
        _target_table(sheet.targets, frame),
        Clause("Hoạt động, người tham dự, tin, bài", is_title=True),
        _totals_table(sheet, frame),
    ]
    if sheet.explanations:
        body += [
            Clause("Số liệu các đơn vị giải trình", is_title=True),
            _explanation_table(sheet.explanations),
        ]
    body += [Clause("Đánh giá chung", is_title=True), *_text(sheet.texts[Part.RESULTS])]
    annex = Annex(
        "Kết quả theo đơn vị và tình hình nộp báo cáo",
        (_unit_table(sheet),),
        orientation=Orientation.LANDSCAPE,
    )
    return _document(frame, (*body, *_closing_parts(sheet.texts)), (annex,))


def abstract_of(plan: PlanDocument, period: Period, place_names: Sequence[str] = ()) -> str:
    """``Kết quả thực hiện Chương trình … năm 2026``, from the plan's own title."""
    title = _sentence_case(plan.title, place_names).rstrip(" .;")
    for words in _LEADING_WORDS:
        if title.casefold().startswith(words):
            title = title[len(words) :]
            break
    else:
        title = f"Kế hoạch {title[:1].lower()}{title[1:]}"
    words = period_text(period)
    ending = "" if title.casefold().endswith(words) else f" {words}"
    return f"Kết quả thực hiện {title}{ending}"


def _document(
    frame: Frame, body: tuple[Block, ...], annexes: tuple[Annex, ...]
) -> OfficialDocument:
    office = frame.office
    return OfficialDocument(
        kind=DocumentKind.REPORT,
        superior_agency=office.superior,
        issuing_agency=office.issuing,
        symbol=office.symbol,
        place=office.place,
        year=frame.year,
        abstract=abstract_of(frame.plan, frame.period, frame.place_names),
        addressees=frame.addressees,
        body=body,
        signature=Signature(position=office.position, authority=office.authority),
        recipients=frame.recipients,
        archive="VT",
        annexes=annexes,
    )


def _opening(frame: Frame) -> str:
    return (
        f"Thực hiện {_cited(frame)}, {frame.office.name} báo cáo kết quả"
        f" {period_text(frame.period)} (số liệu tính đến ngày {format_date(frame.as_of)};"
        f" {frame.note}) như sau:"
    )


def _cited(frame: Frame) -> str:
    """The plan in full, as a first citation asks: number, date, issuer, abstract."""
    plan = frame.plan
    number = f" số {plan.number}" if plan.number else ""
    day = f" {date_in_words(plan.issued_on)}" if plan.issued_on else ""
    title = _sentence_case(plan.title, frame.place_names).rstrip(" .;")
    return f"Kế hoạch{number}{day} của {frame.issuer.name} về việc {title[:1].lower()}{title[1:]}"


def _sentence_case(text: str, place_names: Sequence[str]) -> str:
    """A title printed in capitals in running letters; names of places keep theirs."""
    text = " ".join(text.split())
    if not is_upper(text):
        return text
    text = text.capitalize()
    for name in place_names:
        text = text.replace(name.lower(), name)
    return text


def _closing_parts(texts: Mapping[str, str]) -> Iterator[Block]:
    for part in (Part.DIFFICULTIES, Part.SUGGESTIONS, Part.NEXT):
        yield Section(_PART_TITLES[part])
        yield from _text(texts[part])


_PART_TITLES = {
    Part.DIFFICULTIES: "Khó khăn, vướng mắc",
    Part.SUGGESTIONS: "Kiến nghị, đề xuất",
    Part.NEXT: "Phương hướng, nhiệm vụ kỳ tiếp theo",
}


def _text(text: str) -> list[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks: list[Block] = [
        Item(line.lstrip("-–+• ")) if line[0] in "-–+•" else Paragraph(line) for line in lines
    ]
    return blocks or [Paragraph(_NOTHING)]


# ----------------------------------------------------------------- tables ----


def _source(frame: Frame) -> str:
    return f"Số liệu tính đến ngày {format_date(frame.as_of)}, {frame.note}."


def _target_table(figures: Sequence[Figure], frame: Frame) -> Table:
    columns = (
        Column("TT", Align.CENTRE),
        Column("Chỉ tiêu", width_mm=58),
        Column("Kỳ", Align.CENTRE),
        Column("Yêu cầu", _HIGH),
        Column("Thực hiện", _HIGH),
        Column("Ước thực hiện", _HIGH),
        Column("Trạng thái"),
    )
    rows = [
        Row(
            (
                str(place),
                one.short_label,
                one.period_text,
                one.required_text,
                f"{one.value_text} ({one.fraction_text})" if one.fraction_text else one.value_text,
                one.provisional_text,
                str(TargetStatus(one.status).label),
            )
        )
        for place, one in enumerate(figures, start=1)
    ]
    return Table(columns, tuple(rows), source_note=_source(frame))


def _count_table(figures: Sequence[Figure], frame: Frame) -> Table:
    columns = (
        Column("Nội dung", width_mm=78),
        Column("Thực hiện", _HIGH),
        Column("Ước thực hiện", _HIGH),
    )
    rows = [
        Row((_counted_name(one), one.value_text, one.provisional_text), _kind(one))
        for one in figures
    ]
    return Table(columns, tuple(rows), source_note=_source(frame))


def _totals_table(sheet: Sheet, frame: Frame) -> Table:
    columns = (
        Column("Nội dung", width_mm=62),
        Column("Tổng các báo cáo đã phê duyệt", _HIGH),
        Column("Theo bản ghi của mọi đơn vị", _HIGH),
        Column("Chênh lệch", _HIGH),
    )
    rows = [
        Row(
            (
                _counted_name(one.figure),
                one.reported_text,
                one.figure.value_text,
                one.difference_text,
            ),
            _kind(one.figure),
        )
        for one in sheet.totals
    ]
    return Table(columns, tuple(rows), source_note=_source(frame))


def _counted_name(figure: Figure) -> str:
    part = ":" in figure.key
    return f"– {figure.label}" if part else f"{figure.label[:1].upper()}{figure.label[1:]}"


def _kind(figure: Figure) -> RowKind:
    return RowKind.PLAIN if ":" in figure.key else RowKind.TOTAL


def _explanation_table(rows: Sequence[tuple[str, Figure, Explained]]) -> Table:
    with_unit = any(unit for unit, _figure, _explained in rows)
    columns = [
        Column("Số liệu", width_mm=45),
        Column("Hệ thống tính", _HIGH),
        Column("Đơn vị nêu", _HIGH),
        Column("Lý do", width_mm=45),
    ]
    cells = [
        (
            figure.name,
            figure.value_text,
            figure_text(explained.value, figure.unit_word),
            " ".join(explained.reason.split()),
        )
        for _unit, figure, explained in rows
    ]
    if with_unit:
        columns.insert(0, Column("Đơn vị"))
        cells = [(rows[at][0], *texts) for at, texts in enumerate(cells)]  # type: ignore[misc]  # one column more
    return Table(tuple(columns), tuple(Row(tuple(texts)) for texts in cells))


def _unit_table(sheet: Sheet) -> Table:
    columns = (
        Column("TT", Align.CENTRE),
        Column("Đơn vị", width_mm=60),
        Column("Báo cáo"),
        Column("Thời hạn nộp"),
        Column("Hoạt động", _HIGH),
        Column("Cuộc truyền thông", _HIGH),
        Column("Lượt người", _HIGH),
        Column("Trong đó nữ", _HIGH),
        Column("Tin, bài", _HIGH),
    )
    rows = [
        Row(
            (
                str(place),
                one.unit_name,
                one.state_label or "chưa nộp",
                one.timeliness_label,
                *one.cells,
            )
        )
        for place, one in enumerate(sheet.members, start=1)
    ]
    return Table(columns, tuple(rows))
