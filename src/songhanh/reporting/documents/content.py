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
        Paragraph(opening(frame)),
        Section("Kết quả thực hiện"),
        Clause("Kết quả theo chỉ tiêu", is_title=True),
        target_table([one for one in content.figures if one.is_target], frame),
        Clause("Hoạt động, người tham dự, tin, bài", is_title=True),
        _count_table([one for one in content.figures if not one.is_target], frame),
    ]
    if explained:
        body += [
            Clause("Số liệu đơn vị giải trình", is_title=True),
            explanation_table([("", figure, one) for figure, one in explained]),
        ]
    body += [Clause("Đánh giá chung", is_title=True), *text_blocks(content.texts[Part.RESULTS])]
    return document_of(frame, (*body, *_closing_parts(content.texts)), ())


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


def document_of(
    frame: Frame, body: tuple[Block, ...], annexes: tuple[Annex, ...]
) -> OfficialDocument:
    """A report of the frame's office with this content."""
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


def opening(frame: Frame) -> str:
    """The first sentence: by which plan, who, about which period, up to which day."""
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
        yield from text_blocks(texts[part])


_PART_TITLES = {
    Part.DIFFICULTIES: "Khó khăn, vướng mắc",
    Part.SUGGESTIONS: "Kiến nghị, đề xuất",
    Part.NEXT: "Phương hướng, nhiệm vụ kỳ tiếp theo",
}


def text_blocks(text: str) -> list[Block]:
    """A part of the text, line by line; an empty one says so."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks: list[Block] = [
        Item(line.lstrip("-–+• ")) if line[0] in "-–+•" else Paragraph(line) for line in lines
    ]
    return blocks or [Paragraph(_NOTHING)]


# ----------------------------------------------------------------- tables ----


def source_of(frame: Frame) -> str:
    """What stands below a table: up to which day, frozen or not."""
    return f"Số liệu tính đến ngày {format_date(frame.as_of)}, {frame.note}."


def target_table(figures: Sequence[Figure], frame: Frame) -> Table:
    """Each target once, its words over the whole width, and below them a row for each period."""
    columns = (
        Column("Kỳ"),
        Column("Yêu cầu", _HIGH),
        Column("Thực hiện", _HIGH),
        Column("Ước thực hiện", _HIGH),
        Column("Trạng thái"),
    )
    rows: list[Row] = []
    told = ""
    place = 0
    for one in figures:
        if one.ordinal != told:
            told, place = one.ordinal, place + 1
            rows.append(Row((f"{place}. {one.short_label}",), RowKind.HEADING))
        rows.append(
            Row(
                (
                    one.period_text,
                    one.required_text,
                    _with_fraction(one),
                    one.provisional_text,
                    str(TargetStatus(one.status).label),
                )
            )
        )
    return Table(columns, tuple(rows), source_note=source_of(frame))


def _with_fraction(one: Figure) -> str:
    return f"{one.value_text} ({one.fraction_text})" if one.fraction_text else one.value_text


def _count_table(figures: Sequence[Figure], frame: Frame) -> Table:
    columns = (
        Column("Nội dung", width_mm=78),
        Column("Thực hiện", _HIGH),
        Column("Ước thực hiện", _HIGH),
    )
    rows = [
        Row((counted_name(one), one.value_text, one.provisional_text), kind_of(one))
        for one in figures
    ]
    return Table(columns, tuple(rows), source_note=source_of(frame))


def counted_name(figure: Figure) -> str:
    """The name of a count in a table; a part of a total is set in."""
    part = ":" in figure.key
    return f"– {figure.label}" if part else f"{figure.label[:1].upper()}{figure.label[1:]}"


def kind_of(figure: Figure) -> RowKind:
    """A total is bold, its parts are not."""
    return RowKind.PLAIN if ":" in figure.key else RowKind.TOTAL


def explanation_table(rows: Sequence[tuple[str, Figure, Explained]]) -> Table:
    """Figures units have another number for, with why; the unit\'s name where there are several."""
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
