"""What the overview of a plan says, as an annex in the layout of official documents."""

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
from songhanh.foundation.ui.formats import amount_text, number_text, period_text
from songhanh.programme.targets.queries import target_spec, targets_of
from songhanh.registry.orgunits.offices import office_of
from songhanh.results.overviews.models import Overview
from songhanh.results.values.enums import MapChoice
from songhanh.results.values.outlooks import outlooks_for
from songhanh.results.values.queries import MapName, results_of
from songhanh.results.values.tables import ResultRow, TargetRows, by_target, result_rows

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
        body=(Paragraph(_asked(overview)), _table(_groups(overview)), Paragraph(_FORECAST)),
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


def _groups(overview: Overview) -> list[TargetRows]:
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
    return by_target(result_rows(results, targets, outlooks=outlooks))


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
    return f"{'; '.join(said)}."


def _table(groups: list[TargetRows]) -> Table:
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
    rows = tuple(_row(group.year) for group in groups)
    return Table(columns, rows or (Row(("Kế hoạch chưa có chỉ tiêu.",), RowKind.HEADING),))


def _row(row: ResultRow) -> Row:
    result = row.result
    text = row.target.element.text
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
    counted = _NONE
    if result.denominator:
        counted = f"{number_text(result.numerator)}/{number_text(result.denominator)}"
    return Row(
        (
            result.ordinal,
            short,
            period_text(result.period),
            _NONE if row.value is None else amount_text(row.value, result.unit),
            counted,
            _NONE if row.required is None else amount_text(row.required, result.unit),
            str(row.status.label),
            _NONE if row.forecast is None else amount_text(row.forecast, result.unit),
        )
    )
