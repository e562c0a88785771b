"""The metadata of a document for an office's own document system, as an edXML file.

The header of QCVN 102:2016/BTTTT without a body: the office's system takes the fields over,
attaches the signed file and sends. Fields nobody here knows (identifiers of agencies that were not
entered) stay empty rather than invented.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"

# Annex VI of Decree 30/2020/NĐ-CP: how long a field may be.
_LENGTHS = {
    "OrganId": 35, "CodeNumber": 11, "CodeNotation": 30, "OrganName": 200, "Subject": 500,
    "Position": 100, "FullName": 50, "Competence": 50,
}  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]")


@dataclass(frozen=True)
class Agency:
    """A sender or receiver: its name, and its identifier where known."""

    name: str
    identifier: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentMetadata:
    """What a document system is told of a document."""

    sender: Agency
    receivers: Sequence[Agency]
    number: int | None
    notation: str
    place: str
    issued_on: date
    type_name: str
    subject: str
    competence: str
    position: str
    signer: str
    pages: int | None
    annexes: Sequence[str] = ()
    recipients: Sequence[str] = ()


def edxml(document: DocumentMetadata) -> bytes:
    """The metadata as UTF-8 XML. Same facts, same bytes."""
    ElementTree.register_namespace("edXML", NAMESPACE)
    root = _element(None, "edXML")
    header = _element(_element(root, "edXMLEnvelope"), "edXMLHeader")
    message = _element(header, "MessageHeader")
    _agency(message, "From", document.sender)
    for one in document.receivers:
        _agency(message, "To", one)
    day = f"{document.issued_on:%Y/%m/%d}"
    number = "" if document.number is None else f"{document.number:02d}"
    _say(message, "DocumentId", f"{document.sender.identifier},{day},{number}")
    _group(message, "Code", {"CodeNumber": number, "CodeNotation": document.notation})
    _group(message, "PromulgationInfo", {"Place": document.place, "PromulgationDate": day})
    _group(message, "DocumentType", {"Type": "2", "TypeName": document.type_name})
    _say(message, "Subject", document.subject)
    _say(message, "Content", document.subject)
    _group(
        message,
        "SignerInfo",
        {
            "Competence": document.competence,
            "Position": document.position,
            "FullName": document.signer,
        },
    )
    _say(message, "DueDate", "")
    other = _group(
        message,
        "OtherInfo",
        {
            "Priority": "0",
            "PromulgationAmount": str(len(document.receivers)),
            "PageAmount": "" if document.pages is None else str(document.pages),
            "Direction": "0",
        },
    )
    annexes = _element(other, "Appendixes")
    for title in document.annexes:
        _say(annexes, "Appendix", title)
    places = _element(message, "ToPlaces")
    for line in document.recipients:
        _say(places, "Place", line)
    ElementTree.indent(root)
    said: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return said + b"\n"


def _agency(parent: ElementTree.Element, name: str, agency: Agency) -> None:
    fields = {
        "OrganId": agency.identifier,
        "OrganizationInCharge": "",
        "OrganName": agency.name,
        **dict.fromkeys(("OrganAdd", "Email", "Telephone", "Fax", "Website"), ""),
    }
    _group(parent, name, fields)


def _group(
    parent: ElementTree.Element, name: str, fields: Mapping[str, str]
) -> ElementTree.Element:
    group = _element(parent, name)
    for field, text in fields.items():
        _say(group, field, text)
    return group


def _say(parent: ElementTree.Element, name: str, text: str) -> None:
    said = " ".join(_NOT_XML.sub(" ", text).split())
    _element(parent, name).text = said[: _LENGTHS.get(name, len(said))]


def _element(parent: ElementTree.Element | None, name: str) -> ElementTree.Element:
    tag = f"{{{NAMESPACE}}}{name}"
    return ElementTree.Element(tag) if parent is None else ElementTree.SubElement(parent, tag)
