"""The metadata of a document for an office's own document system, as an edXML file.

The header of QCVN 102:2016/BTTTT without a body: the office's system takes the fields over,
attaches the signed file, adds its trace and signature and sends. What nobody here knows is left
out, or stays empty where every message has the field (identifiers of agencies), rather than
invented. Names and order are those of the numbered elements of the standard (1.1 From to 1.14
DocumentId, 2.2 Bussiness, with its own spelling).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"

_PREFIX = "edXML"
_ADMINISTRATIVE = "2"
"""The type of administrative documents, beside those that make law."""
_NEW = {"BussinessDocType": "0", "BussinessDocReason": "Văn bản điện tử mới", "Paper": "0"}
"""A new document, not the recall, update or replacement of one; no paper follows."""

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
    ElementTree.register_namespace(_PREFIX, NAMESPACE)
    root = _element(None, "edXML")
    header = _element(_element(root, "edXMLEnvelope"), "edXMLHeader")
    message = _element(header, "MessageHeader")
    _agency(message, "From", document.sender)
    for one in document.receivers:
        _agency(message, "To", one)
    day = f"{document.issued_on:%Y/%m/%d}"
    number = "" if document.number is None else f"{document.number:02d}"
    _group(message, "Code", {"CodeNumber": number, "CodeNotation": document.notation})
    _group(message, "PromulgationInfo", {"Place": document.place, "PromulgationDate": day})
    kind = {"Type": _ADMINISTRATIVE, "TypeDetail": "0", "TypeName": document.type_name}
    _group(message, "DocumentType", kind)
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
    places = _element(message, "ToPlaces")
    for line in document.recipients:
        _say(places, "Place", line)
    _other(message, document)
    _say(message, "SteeringType", "0")
    _say(message, "DocumentId", _identifier(document, day, number))
    business = _element(_element(header, "TraceHeaderList"), "Bussiness")
    for name, text in _NEW.items():
        _say(business, name, text)
    return _written(root)


def _identifier(document: DocumentMetadata, day: str, number: str) -> str:
    """Organ, day, number and symbol; empty while organ or number is unknown."""
    organ = document.sender.identifier
    return f"{organ},{day},{number}/{document.notation}" if organ and number else ""


def _other(message: ElementTree.Element, document: DocumentMetadata) -> None:
    other = _group(
        message,
        "OtherInfo",
        {"Priority": "0", "PromulgationAmount": str(len(document.receivers))},
    )
    if document.pages is not None:
        _say(other, "PageAmount", str(document.pages))
    _say(other, "Direction", "false")
    if document.annexes:
        annexes = _element(other, "Appendixes")
        for title in document.annexes:
            _say(annexes, "Appendix", title)


def _written(root: ElementTree.Element) -> bytes:
    """The bytes, the outermost element without the prefix of those inside, as systems send it."""
    ElementTree.indent(root)
    said: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    prefixed = f"<{_PREFIX}:edXML ".encode()
    said = said.replace(prefixed, f'<edXML xmlns="{NAMESPACE}" '.encode(), 1)
    return said.removesuffix(f"</{_PREFIX}:edXML>".encode()) + b"</edXML>\n"


def _agency(parent: ElementTree.Element, name: str, agency: Agency) -> None:
    _group(parent, name, {"OrganId": agency.identifier, "OrganName": agency.name})


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
