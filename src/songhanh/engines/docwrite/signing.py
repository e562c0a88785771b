"""The forms of signing (box 7a): who signs in whose place, as the lines above a name."""

from enum import StrEnum

from songhanh.engines.docwrite.document import Signature
from songhanh.engines.docwrite.wording import capitals


class SigningForm(StrEnum):
    """By what right somebody signs; the value is the prefix, empty for the head of an office."""

    HEAD = ""
    COLLECTIVE = "TM."
    ACTING = "Q."
    DEPUTY = "KT."
    BY_ORDER = "TL."
    DELEGATED = "TUQ."


def signature_lines(
    form: SigningForm, *, position: str, head: str = "", body: str = "", name: str = ""
) -> Signature:
    """The signature of a form, from the position of the signer.

    ``head`` is the position of the head in whose place somebody signs (KT., TL., TUQ.), ``body``
    the collective body of the office; where a deputy signs for the head of a collective body, its
    line "TM. …" comes first. Source: Decree 30/2020/NĐ-CP, Annex I, part I, section II, 7.
    """
    collective = (f"{SigningForm.COLLECTIVE} {capitals(body)}",) if body else ()
    position = capitals(position)
    match form:
        case SigningForm.HEAD:
            return Signature(position=position, name=name)
        case SigningForm.COLLECTIVE:
            return Signature(position=position, name=name, authority=collective)
        case SigningForm.ACTING:
            return Signature(position=f"{form} {position}", name=name, authority=collective)
        case SigningForm.DEPUTY:
            place = f"{form} {capitals(head)}"
            return Signature(position=position, name=name, authority=(*collective, place))
        case SigningForm.BY_ORDER | SigningForm.DELEGATED:
            place = f"{form} {capitals(head)}"
            return Signature(position=position, name=name, authority=(place,))
