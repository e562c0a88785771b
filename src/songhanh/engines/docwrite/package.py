"""The Word file around the text: styles, language, page numbers, properties, fixed bytes."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from functools import lru_cache
from html import escape

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from songhanh.engines.docwrite import looks, oxml
from songhanh.engines.docwrite.looks import ALL_LOOKS, LANGUAGE, Look

# A zip file knows no time before 1980, and a Word file needs a moment of making.
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
_WITHOUT_DATE = date(2020, 3, 5)  # the day of the decree
_NOTHING = "<w:p/>"
_MAIN_PART = "word/document.xml"


def document_with(body: str) -> Document:
    """A Word document with our styles and the given WordprocessingML as its body.

    The body goes in as text before python-docx parses the file: elements moved over from another
    tree have their namespaces resolved one by one, which takes seconds for a large table.
    """
    text = f"<w:document {nsdecls('w', 'r')}><w:body>{body}</w:body></w:document>"
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as target:
        for name, content in _blank().items():
            target.writestr(name, text.encode() if name == _MAIN_PART else content)
    return docx.Document(package)


def number_pages(document: Document) -> None:
    """The page number in the middle of the top margin; later sections take the same header."""
    header = document.sections[0].header
    header.is_linked_to_previous = False
    number = oxml.paragraph_of(oxml.page_field(looks.PAGE_NUMBER), looks.PAGE_NUMBER)
    _replace_children(header.part.element, number)


def write_contact(document: Document, lines: list[str]) -> None:
    """Address, e-mail and phone at the foot of the first page, under a rule (box 13)."""
    first, *others = lines
    xml = oxml.bordered(first, looks.CONTACT, oxml.Place(), ("top",))
    xml += "".join(oxml.paragraph(line, looks.CONTACT) for line in others)
    # The first annex takes an empty foot, which those after it inherit.
    for section, foot in zip(document.sections, (xml, _NOTHING), strict=False):
        section.first_page_footer.is_linked_to_previous = False
        _replace_children(section.first_page_footer.part.element, foot)


def describe(document: Document, *, title: str, author: str, issued_on: date | None) -> None:
    """The properties of the file; without a date of issue they carry a fixed one."""
    moment = datetime.combine(issued_on or _WITHOUT_DATE, time(), tzinfo=UTC)
    properties = document.core_properties
    properties.title = title[:255]
    properties.author = author[:255]
    properties.last_modified_by = author[:255]
    properties.language = LANGUAGE
    properties.created = moment
    properties.modified = moment
    properties.revision = 1


def fixed_bytes(document: Document) -> bytes:
    """The file, with no trace of when it was written: same facts, same bytes."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else the bytes would tell the operating system
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


@lru_cache(maxsize=1)
def _blank() -> dict[str, bytes]:
    """The files of an empty document: our styles and settings, nothing else of the template.

    The template of python-docx brings 400 kB of styles in other fonts and colours; reading them
    for each document would take longer than writing it.
    """
    document = docx.Document()
    part = document.part
    _keep_only(part.rels, {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS})
    if part.package is not None:
        kept = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
        _keep_only(part.package.rels, kept)
    _replace_children(document.styles.element, _styles())
    _replace_children(document.settings.element, _SETTINGS)
    document.core_properties.comments = ""
    document.core_properties.keywords = ""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source:
        return {name: source.read(name) for name in source.namelist()}


def _keep_only(relationships: Relationships, types: set[str]) -> None:
    for name in [key for key, one in relationships.items() if one.reltype not in types]:
        del relationships[name]


def _replace_children(element: BaseOxmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{xml}</w:body>")))


_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/>'
)


def _styles() -> str:
    defaults = (
        f"<w:docDefaults><w:rPrDefault>{oxml.run_properties(looks.BODY)}</w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    built_in = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/>{oxml.run_properties(looks.BODY)}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
    )
    return defaults + built_in + "".join(_style(look) for look in ALL_LOOKS)


def _style(look: Look) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{look.style}">'
        f'<w:name w:val="{escape(look.name)}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"{oxml.style_properties(look)}{oxml.run_properties(look)}</w:style>"
    )
