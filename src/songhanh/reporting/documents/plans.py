"""What own plans being drafted get from here: who signs for the unit, the layout it uses."""

from collections.abc import Mapping
from datetime import date

from songhanh.engines.docwrite import OfficialDocument, Signature
from songhanh.reporting.documents.enums import LayoutKind
from songhanh.reporting.documents.layouts import file_of
from songhanh.reporting.documents.queries import signatories_on, template_for


def plan_signatures(unit_id: int, on: date) -> Mapping[str, Signature]:
    """The signature blocks of those who sign for a unit, the one that signs by itself first."""
    return {str(one.pk): one.signature for one in signatories_on(unit_id, on)}


def plan_file(facts: OfficialDocument, unit_id: int, on: date) -> bytes:
    """A plan as a Word file: in the layout its branch adapted for plans, else the built-in one.

    Raises:
        RefusedError: a part is missing that every document must have, or the template is damaged.
    """
    return file_of(facts, template_for(unit_id, LayoutKind.PLAN, on))
