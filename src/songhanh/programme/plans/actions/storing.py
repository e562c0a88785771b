"""Putting a plan that was read, or that came in a package, into the database."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from songhanh.engines.vntext import fold, normal
from songhanh.foundation.lib import filestore
from songhanh.programme.elements.building import Proposed, save_in_order, typed_instances
from songhanh.programme.plans.codes import code_year, plan_code
from songhanh.programme.plans.models import PlanDocument, SourcePage, SourceText
from songhanh.registry.orgunits.queries import nearest_versions

SUFFIXES = (".docx", ".pdf", ".txt", ".md", ".json")


def free_code(plan: PlanDocument, on: date) -> str:
    """The code of a plan from its header; its own one when it still fits."""
    issuer = nearest_versions([plan.issuer_id], on).get(plan.issuer_id)
    year = code_year(plan.issued_on, plan.issue_year, plan.first_year, on)
    taken = PlanDocument.objects.exclude(pk=plan.pk).values_list("code", flat=True)
    return plan_code(issuer.code if issuer else "", year, plan.number, set(taken))


def save_elements(found: Sequence[Proposed]) -> None:
    """Save elements with places and typed rows, in a few statements whatever their number."""
    elements = [one.element for one in found]
    save_in_order(element for element in elements if element.parent is None)
    save_in_order(element for element in elements if element.parent is not None)
    save_in_order(span for one in found for span in one.spans)
    save_in_order(
        row for one in found if one.typed for row in typed_instances(one.element, one.typed)
    )


def save_pages(plan: PlanDocument, pages: Mapping[int, int]) -> None:
    """Keep on which line of the text each page of the file begins."""
    SourcePage.objects.filter(source__plan=plan).delete()
    SourcePage.objects.bulk_create(
        SourcePage(source=plan.source, number=number, first_line=line)
        for number, line in pages.items()
    )


def save_source(plan: PlanDocument, data: bytes, filename: str, text: str, words: str) -> None:
    """Keep the file and its text; ``words`` is what the plan is found by."""
    suffix = PurePath(filename).suffix.lower()
    plan.source, _created = SourceText.objects.update_or_create(
        plan=plan,
        defaults={
            # PostgreSQL cannot hold U+0000; another sign of the same length keeps all positions.
            "text": text.replace("\x00", "\ufffd"),
            "lowered": normal(words).casefold().replace("\x00", ""),
            "folded": fold(words).replace("\x00", ""),
            "filename": PurePath(filename).name[:250],
            "sha256": hashlib.sha256(data).hexdigest(),
            "file_key": filestore.store(data, suffix if suffix in SUFFIXES else ""),
            "size_bytes": len(data),
        },
    )
