"""The small typed rows of a plan: legal references and recipients."""

from songhanh.programme.elements.building import Typed
from songhanh.programme.elements.enums import Relation
from songhanh.programme.elements.models import LegalReference, Recipient
from songhanh.programme.elements.values import Item, iso_date, said, short, words


def legal_reference_row(item: Item) -> Typed:
    """The typed row of a cited document; its printed date stays as printed."""
    values = {
        "number": short(item, "number", 80),
        "number_probable": short(item, "number_probable", 80),
        "doc_type": short(item, "doc_type", 60),
        "printed_date": short(item, "date", 10),
        "corrected_on": iso_date(item, "date_corrected"),
        "issuer_words": short(item, "issuer", 300),
        "title": words(item, "title"),
        "relation": item.get("relation") or Relation.RELATED,
    }
    return Typed(LegalReference, values)


def recipient_row(item: Item) -> Typed:
    """The typed row of a line of "Nơi nhận"."""
    values = {
        "purpose": short(item, "purpose", 20),
        "archive": said(item, "archive", default=False),
    }
    return Typed(Recipient, values)
