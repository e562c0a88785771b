"""What the overview of a plan says, as an annex in the layout of official documents."""

from dataclasses import dataclass
from decimal import Decimal

from songhanh.engines.docwrite import (
    Align,
    Annex,
    Column,
    DocumentKind,
    OfficialDocument,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Table,
    write_annex,
)
from songhanh.engines.vntext import format_date
from songhanh.foundation.ui.formats import amount_text, moment_text, number_text, period_text
from songhanh.programme.targets.queries import target_spec, targets_of
from songhanh.registry.orgunits.offices import office_of
from songhanh.results.freezing.models import FrozenFigure
from songhanh.results.overviews.models import Overview
from songhanh.results.values.enums import MapChoice
from songhanh.results.values.outlooks import outlooks_for
from songhanh.results.values.queries import MapName, results_of
from songhanh.results.values.tables import ResultRow, by_target, result_rows

_LONGEST = 170
_NONE = "–"
_FORECAST = (
    "Dự báo cuối kỳ tiếp tục số liệu đến nay theo giả định nêu ở trang của từng chỉ tiêu;"
    " không phải là kết quả."
)


def overview_file(overview: Overview) -> bytes:
    """The overview as a .docx file, a sheet that lies across; same facts, same bytes."""
    plan = overview.plan
    office = office_of(plan.issuer_id, overview.as_of)
    annex = Annex(
        title=f"Kết quả thực hiện các chỉ tiêu của kế hoạch số {plan.name}",
        body=(Paragraph(_asked(overview)), _table(_lines(overview)), Paragraph(_FORECAST)),
        orientation=Orientation.LANDSCAPE,
    )
    document = OfficialDocument(
        kind=DocumentKind.REPORT,
        issuing_agency=office.issuing,
        superior_agency=office.superior,
        symbol=office.symbol,
        place=office.place,
        type_name="Báo cáo",
        abstract=f"Kết quả thực hiện kế hoạch số {plan.name}",
        body=(Paragraph("Kèm theo phụ lục."),),
        signature=Signature(office.position, authority=office.authority),
        year=overview.as_of.year,
    )
    return write_annex(annex, document)


@dataclass(frozen=True)
class _Line:
    """The year of one target, as the page says it."""

    ordinal: str
    text: str
    period: str
    unit: str
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    required: Decimal | None
    status: str
    forecast: Decimal | None


def _lines(overview: Overview) -> list[_Line]:
    """One line for each target, of the figures as they are or as they were frozen."""
    if overview.frozen is not None:
        year = str(overview.as_of.year)
        return [_kept(one) for one in overview.frozen.figures.filter(period=year)]
    plan = overview.plan
    view: MapName = "reported" if overview.map == MapChoice.REPORTED else "new"
    results = results_of(
        plan,
        as_of=overview.as_of,
        known_on=overview.known_on,
        standing=overview.standing,
        map=view,
        map_day=overview.map_day,
    )
    targets = list(targets_of(plan, overview.as_of))
    specs = [target_spec(one) for one in targets]
    outlooks = outlooks_for(plan, specs, results)
    groups = by_target(result_rows(results, targets, outlooks=outlooks))
    return [_counted(group.year) for group in groups]


def _counted(row: ResultRow) -> _Line:
    result = row.result
    return _Line(
        ordinal=result.ordinal,
        text=row.target.element.text,
        period=result.period.label,
        unit=result.unit,
        value=row.value,
        numerator=result.numerator,
        denominator=result.denominator,
        required=row.required,
        status=str(row.status.label),
        forecast=row.forecast,
    )


def _kept(figure: FrozenFigure) -> _Line:
    return _Line(
        ordinal=figure.ordinal,
        text=figure.text,
        period=figure.period,
        unit=figure.unit_word,
        value=figure.value_shown,
        numerator=figure.numerator,
        denominator=figure.denominator,
        required=figure.required_shown,
        status=str(figure.status_then.label),
        forecast=figure.forecast_shown,
    )


def _asked(overview: Overview) -> str:
    said = [
        f"Tính đến hết ngày {format_date(overview.as_of)}",
        f"bản ghi được tính: {overview.get_standing_display()}",
        f"bản đồ: {overview.get_map_display()}",
    ]
    if overview.map_day:
        said.append(f"ngày bản đồ {format_date(overview.map_day)}")
    if overview.known_on:
        said.append(f"theo số liệu có đến hết ngày {format_date(overview.known_on)}")
    if overview.frozen is not None:
        frozen = overview.frozen
        said.append(
            f"bản chốt số {frozen.number} ({frozen.purpose}), chốt lúc"
            f" {moment_text(frozen.taken_at)}, mã {frozen.hash_text}"
        )
    return f"{'; '.join(said)}."


def _table(lines: list[_Line]) -> Table:
    columns = (
        Column("Mục", Align.CENTRE, width_mm=16),
        Column("Chỉ tiêu"),
        Column("Kỳ", Align.CENTRE, width_mm=24),
        Column("Giá trị", Align.RIGHT, width_mm=26),
        Column("Đạt/được tính", Align.RIGHT, width_mm=22),
        Column("Yêu cầu", Align.RIGHT, width_mm=22),
        Column("Trạng thái", width_mm=32),
        Column("Dự báo cuối kỳ", Align.RIGHT, width_mm=24),
    )
    rows = tuple(_row(line) for line in lines)
    return Table(columns, rows or (Row(("Kế hoạch chưa có chỉ tiêu.",), RowKind.HEADING),))


def _row(line: _Line) -> Row:
    text = line.text
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
    counted = _NONE
    if line.denominator:
        counted = f"{number_text(line.numerator)}/{number_text(line.denominator)}"
    return Row(
        (
            line.ordinal,
            short,
            period_text(line.period),
            _amount(line.value, line.unit),
            counted,
            _amount(line.required, line.unit),
            line.status,
            _amount(line.forecast, line.unit),
        )
    )


def _amount(number: Decimal | None, unit: str) -> str:
    return _NONE if number is None else amount_text(number, unit)
