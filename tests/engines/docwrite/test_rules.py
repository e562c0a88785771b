"""Rules below the motto, the agency and the abstract, however officers draw them."""

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from songhanh.engines.docwrite.looks import FONT
from tests.engines.docwrite.documents import codes, findings_after

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
# The motto at 13 pt is 3182 twips long: 159.1 pt, 56.1 mm, 2 020 570 EMU.


def strokes(count, *, raised):
    def draw(paragraph):
        run = paragraph.add_run("_" * count)
        run.font.size, run.font.name, run.font.superscript = Pt(13), FONT, raised

    return draw


def shape(inner):
    def draw(paragraph):
        paragraph._p.append(parse_xml(f"<w:r {NAMESPACES}>{inner}</w:r>"))

    return draw


def drawing(emu, height=0):
    return f'<w:drawing><wp:anchor><wp:extent cx="{emu}" cy="{height}"/></wp:anchor></w:drawing>'


def vml(element):
    return f"<w:pict>{element}</w:pict>"


DRAWN = [
    # how the rule is drawn                                                            long enough
    (strokes(24, raised=False), True),  # 24 strokes of half an em at 13 pt
    (strokes(37, raised=True), True),
    (strokes(24, raised=True), False),
    (strokes(10, raised=False), False),
    (shape(drawing(2_020_570)), True),
    (shape(drawing(2_020_570, height=12_700)), True),
    (shape(drawing(800_000)), False),
    (shape(drawing(2_020_570, height=900_000)), False),  # a picture is no rule
    (shape(vml('<v:line from="10pt,2pt" to="169pt,2pt"/>')), True),
    (shape(vml('<v:line from="10pt,2pt" to="60pt,2pt"/>')), False),
    (shape(vml('<v:shape style="position:absolute;width:159.1pt;height:0"/>')), True),
    (shape(vml('<v:shape style="width:5.6cm;height:.05pt"/>')), True),
    (shape(vml('<v:shape style="width:1.2.3;height:0"/>')), False),
]


@pytest.mark.parametrize(("draw", "long_enough"), DRAWN)
def test_a_rule_below_the_motto_is_measured(draw, long_enough):
    def redraw(word):
        _, right = word.tables[0].rows[0].cells
        (rule,) = [one for one in right.paragraphs if one._p.pPr.find(qn("w:pBdr")) is not None]
        rule._p.pPr.remove(rule._p.pPr.find(qn("w:pBdr")))
        draw(rule)

    assert codes(findings_after(redraw)) == (set() if long_enough else {"LAY-0503"})


def test_the_same_shape_for_older_programs_is_not_a_second_rule():
    """Word keeps a shape twice: as a drawing and, for programs before 2010, as VML."""
    older = vml('<v:line from="0,0" to="159pt,0"/>')
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{drawing(800_000)}</mc:Choice>"
        f"<mc:Fallback>{older}</mc:Fallback>"
        "</mc:AlternateContent>"
    )

    def redraw(word):
        _, right = word.tables[0].rows[0].cells
        (rule,) = [one for one in right.paragraphs if one._p.pPr.find(qn("w:pBdr")) is not None]
        rule._p.pPr.remove(rule._p.pPr.find(qn("w:pBdr")))
        shape(both)(rule)

    assert codes(findings_after(redraw)) == {"LAY-0503"}


def test_an_underlined_motto_has_its_rule():
    def underline(word):
        _, right = word.tables[0].rows[0].cells
        for paragraph in right.paragraphs:
            borders = paragraph._p.pPr.find(qn("w:pBdr"))
            if borders is not None:
                paragraph._p.pPr.remove(borders)
            for run in paragraph.runs:
                run.underline = run.text.startswith("Độc lập") or None

    assert findings_after(underline) == []
