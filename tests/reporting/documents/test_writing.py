"""Reports as official documents: laid out by the decree, with every figure of the screen."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from songhanh.engines.counting import parse_period
from songhanh.engines.docwrite import DocumentKind, Severity, check_layout
from songhanh.foundation.lib.errors import RefusedError
from songhanh.reporting.consolidation.actions import freeze_consolidation
from songhanh.reporting.consolidation.queries import frozen_sheet
from songhanh.reporting.documents.writing import (
    write_consolidation,
    write_report,
    write_submission,
)
from songhanh.reporting.submissions.queries import figures_of, snapshots_of
from tests.reporting.submissions.stories import PERIOD, Story, at

pytestmark = pytest.mark.django_db


def texts_in(data: bytes) -> str:
    """Everything a document says, tables included, cells apart."""
    word = Document(BytesIO(data))
    lines = [paragraph.text for paragraph in word.paragraphs]
    for table in word.tables:
        for row in table.rows:
            lines += [cell.text for cell in row.cells]
    return "\n".join(lines)


def errors_of(data: bytes) -> list[str]:
    found = check_layout(data, DocumentKind.REPORT)
    return [
        f"{one.code} {one.message} {one.place}" for one in found if one.severity == Severity.ERROR
    ]


def busy(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.activity("lan", date(2026, 5, 8))
    story.activity("mai", date(2026, 6, 8), accepted=False)
    for day in (5, 6, 7):
        story.item("a1", date(2026, 10, day))
    story.item("A", date(2026, 10, 8), channel="facebook")


def test_a_communes_report_stands_under_its_own_name(story: Story) -> None:
    busy(story)
    snapshot = snapshots_of(story.submitted("lan"))[0]
    data = write_submission(snapshot)
    said = texts_in(data)
    assert "ỦY BAN NHÂN DÂN XÃ AN HÒA" in said
    assert "ỦY BAN NHÂN DÂN TỈNH HẢI SƠN" not in said
    assert "/BC-UBND" in said
    assert "An Hòa, ngày" in said
    assert "Kính gửi: Ủy ban nhân dân tỉnh Hải Sơn (qua Sở Nội vụ)." in said
    assert "TM. ỦY BAN NHÂN DÂN" in said
    assert "- Như trên;" in said
    assert "của Ủy ban nhân dân tỉnh Hải Sơn về việc thực hiện Chương trình" in said
    assert errors_of(data) == []


def test_every_figure_of_the_screen_is_in_the_file(story: Story) -> None:
    busy(story)
    snapshot = snapshots_of(story.submitted("lan"))[0]
    cells = set(texts_in(write_submission(snapshot)).split("\n"))
    for figure in figures_of(snapshot):
        shown = figure.value_text
        if figure.fraction_text:
            shown = f"{shown} ({figure.fraction_text})"
        assert shown in cells, figure.key
        assert figure.provisional_text in cells, figure.key
        if figure.is_target:
            assert figure.required_text in cells, figure.key


def test_a_departments_report_names_the_committee_above(story: Story) -> None:
    story.activity("minh", date(2026, 4, 8))
    data = write_submission(snapshots_of(story.submitted("minh"))[0])
    said = texts_in(data)
    assert "ỦY BAN NHÂN DÂN TỈNH HẢI SƠN" in said
    assert "SỞ NỘI VỤ" in said
    assert "/BC-SNV" in said
    assert "GIÁM ĐỐC" in said
    assert "Kính gửi: Ủy ban nhân dân tỉnh Hải Sơn." in said
    assert errors_of(data) == []


def test_the_consolidated_report_lists_the_units_in_an_annex(story: Story) -> None:
    busy(story)
    story.approved("lan")
    frozen = freeze_consolidation(
        story.annual,
        parse_period(PERIOD),
        saves=0,
        acting=story.world.acting["minh"],
        at=at(2, 12),
    )
    data = write_consolidation(frozen)
    said = texts_in(data)
    assert "Phụ lục" in said
    for name in ("Xã An Hòa", "Phường Bình Minh", "Xã Cẩm Lĩnh", "Sở Nội vụ"):
        assert name in said
    assert "- Ủy ban nhân dân tỉnh Hải Sơn;" in said
    assert "- Bộ Nội vụ." in said
    for total in frozen_sheet(frozen).totals:
        assert total.reported_text in said
        assert total.figure.value_text in said
    assert errors_of(data) == []


def test_same_facts_same_bytes(story: Story) -> None:
    busy(story)
    story.approved("lan")
    for code in ("A", "B", "S", "P"):
        asked = {"unit_id": story.unit_id(code), "period": PERIOD, "as_of": date(2026, 12, 1)}
        assert write_report(story.plan, **asked) == write_report(story.plan, **asked)


def test_a_report_nobody_submitted_says_that_it_is_not_frozen(story: Story) -> None:
    busy(story)
    data = write_report(
        story.plan, unit_id=story.unit_id("B"), period=PERIOD, as_of=date(2026, 11, 20)
    )
    assert "số liệu chưa chốt" in texts_in(data)
    assert errors_of(data) == []


def test_a_submitted_report_is_written_as_frozen_also_later(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.submitted("lan")
    story.activity("lan", date(2026, 11, 19), moment=at(21, 11))
    said = texts_in(
        write_report(
            story.plan, unit_id=story.unit_id("A"), period=PERIOD, as_of=date(2026, 12, 31)
        )
    )
    assert "bản chốt lần 1" in said
    assert "1 hoạt động truyền thông" in said


def test_before_it_was_submitted_the_report_is_drawn_up_as_of_that_day(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.submitted("lan")
    said = texts_in(
        write_report(story.plan, unit_id=story.unit_id("A"), period=PERIOD, as_of=date(2026, 6, 30))
    )
    assert "số liệu tính đến ngày 30/06/2026" in said.lower()
    assert "số liệu chưa chốt" in said


@pytest.mark.parametrize("code", ["S", "P"])
def test_standing_unit_and_issuer_get_the_consolidated_report(story: Story, code: str) -> None:
    story.approved("lan")
    data = write_report(
        story.plan, unit_id=story.unit_id(code), period=PERIOD, as_of=date(2026, 12, 1)
    )
    assert "Tình hình báo cáo" in texts_in(data)
    assert errors_of(data) == []


@pytest.mark.parametrize(
    ("code", "period", "as_of", "words"),
    [
        ("X", "2026", date(2026, 12, 1), "không thuộc phạm vi"),
        ("A", "2026-Q5", date(2026, 12, 1), "2026-Q5"),
        ("A", "năm nay", date(2026, 12, 1), "kỳ báo cáo"),
        ("A", "2025", date(2026, 12, 1), "nằm ngoài thời gian"),
        ("A", "2027", date(2026, 12, 1), "bắt đầu từ ngày 01/01/2027"),
        ("S", "2026-Q1", date(2026, 12, 1), "không có chế độ báo cáo"),
    ],
)
def test_what_there_is_no_report_of_is_refused_in_a_sentence(
    story: Story, code: str, period: str, as_of: date, words: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        write_report(story.plan, unit_id=story.unit_id(code), period=period, as_of=as_of)
    assert words in refused.value.message


@pytest.mark.parametrize("period", ["2026-H1", "2026-Q3", "2026-03"])
def test_a_period_no_rule_asks_for_is_reported_to_the_issuer(story: Story, period: str) -> None:
    busy(story)
    data = write_report(
        story.plan, unit_id=story.unit_id("A"), period=period, as_of=date(2026, 12, 1)
    )
    assert "Kính gửi: Ủy ban nhân dân tỉnh Hải Sơn." in texts_in(data)
    assert errors_of(data) == []
