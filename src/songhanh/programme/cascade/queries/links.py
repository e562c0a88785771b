"""Links of a plan: those confirmed, and those its legal bases and its words propose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.engines.planreader.comparing import likeness
from songhanh.engines.vntext import bare, find_document_numbers
from songhanh.programme.cascade.enums import LinkRelation, LinkState
from songhanh.programme.cascade.models import PlanLink, UpperDocument
from songhanh.programme.cascade.queries.upper import number_key
from songhanh.programme.elements.enums import ElementState, Relation
from songhanh.programme.elements.models import LegalReference
from songhanh.programme.plans.enums import IN_FORCE, PUBLISHED
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.sources import text_of
from songhanh.registry.orgunits.queries import units_continued

_RELATIONS = {
    Relation.IMPLEMENTS: LinkRelation.IMPLEMENTS,
    Relation.GUIDED_BY: LinkRelation.GUIDED_BY,
    Relation.SUPERSEDES: LinkRelation.SUPERSEDES,
    Relation.SUPERSEDED: LinkRelation.SUPERSEDES,
    Relation.RELATED: LinkRelation.RELATED,
}
_REPLACES = re.compile(r"thay the|bai bo|het hieu luc")
_WORDS_BEFORE = 160


@dataclass(frozen=True)
class Cited:
    """A document as a plan names it."""

    number: str
    issued_on: date | None
    issuer_words: str
    title: str

    @property
    def words(self) -> str:
        """It in one line."""
        return " ".join(part for part in (self.number, self.issuer_words, self.title) if part)


@dataclass(frozen=True)
class Proposal:
    """A link a person may confirm: to a plan, to a document, or to one only named so far."""

    relation: LinkRelation
    why: str
    plan: PlanDocument | None = None
    document: UpperDocument | None = None
    cited: Cited | None = None

    @property
    def name(self) -> str:
        """What a form calls it."""
        if self.plan is not None:
            return f"{self.relation}-plan-{self.plan.pk}"
        if self.document is not None:
            return f"{self.relation}-document-{self.document.pk}"
        return f"{self.relation}-cited-{number_key(self.cited.number) if self.cited else ''}"

    @property
    def label(self) -> str:
        """What it leads to."""
        found = self.plan or self.document
        return str(found) if found else (self.cited.words if self.cited else "")


def links_of(plan: PlanDocument) -> list[PlanLink]:
    """The confirmed links of a plan."""
    rows = PlanLink.objects.filter(child=plan, state=LinkState.CONFIRMED)
    return list(rows.select_related("parent", "document", "decided_by"))


def proposals_of(plan: PlanDocument) -> list[Proposal]:
    """Links read from the legal bases, from "thay thế …" in the text, and from mergers.

    Nothing is proposed that a person confirmed or dismissed already.
    """
    found = [*_from_bases(plan), *_from_text(plan), *_from_mergers(plan)]
    decided = _decided(plan)
    unique = {one.name: one for one in reversed(found) if one.name not in decided}
    return [one for one in unique.values() if one.plan is None or one.plan.pk != plan.pk][::-1]


def leads_back(child: PlanDocument, parent: PlanDocument) -> bool:
    """Whether the upper plan itself stands under the lower one, at any distance."""
    above: dict[int, set[int]] = {}
    for low, high in PlanDocument.objects.filter(parent__isnull=False).values_list(
        "pk", "parent_id"
    ):
        above.setdefault(low, set()).add(high or 0)
    upward = PlanLink.objects.filter(
        state=LinkState.CONFIRMED,
        parent__isnull=False,
        relation__in=(LinkRelation.IMPLEMENTS, LinkRelation.GUIDED_BY),
    )
    for low, high in upward.values_list("child_id", "parent_id"):
        above.setdefault(low, set()).add(high or 0)
    seen, newest = {parent.pk}, {parent.pk}
    while newest:
        newest = set().union(*(above.get(one, set()) for one in newest)) - seen
        seen |= newest
    return child.pk in seen


def former_issuers(issuer_id: int) -> set[int]:
    """The units a unit continues, at any distance: the provinces a merged one was made of."""
    return units_continued([issuer_id])


def replaceable_after_merger(plan: PlanDocument) -> list[PlanDocument]:
    """Plans in force of the units its issuer continues, whose years reach into this one's."""
    former = former_issuers(plan.issuer_id)
    rows = PlanDocument.objects.filter(issuer_id__in=former, status__in=IN_FORCE).order_by("pk")
    first = plan.first_year
    return [one for one in rows if first is None or (one.last_year or first) >= first]


def _decided(plan: PlanDocument) -> set[str]:
    names = set()
    for link in PlanLink.objects.filter(child=plan).select_related("document"):
        place = f"plan-{link.parent_id}" if link.parent_id else f"document-{link.document_id}"
        names.add(f"{link.relation}-{place}")
    if plan.parent_id:
        names.add(f"{LinkRelation.IMPLEMENTS}-plan-{plan.parent_id}")
    return names


def _from_bases(plan: PlanDocument) -> Iterable[Proposal]:
    rows = LegalReference.objects.filter(
        element__plan=plan, relation__in=_RELATIONS, number__gt=""
    ).exclude(element__state=ElementState.REMOVED)
    for row in rows.select_related("element"):
        cited = Cited(
            row.number_probable or row.number,
            row.corrected_on or _day(row.printed_date),
            row.issuer_words,
            row.title,
        )
        relation = _RELATIONS[Relation(row.relation)]
        yield from _meant(cited, relation, row.element.text)


def _from_text(plan: PlanDocument) -> Iterable[Proposal]:
    """A number after "thay thế" names a plan this one replaces."""
    text = text_of(plan)
    for number in find_document_numbers(text):
        before = bare(text[max(0, number.start - _WORDS_BEFORE) : number.start])
        if _REPLACES.search(before.rpartition(".")[2]):
            cited = Cited(number.text, None, "", "")
            sentence = text[max(0, number.start - _WORDS_BEFORE) : number.end].rpartition("\n")[2]
            for one in _plans(cited):
                yield Proposal(LinkRelation.SUPERSEDES, sentence.strip(), plan=one)


def _from_mergers(plan: PlanDocument) -> Iterable[Proposal]:
    for old in replaceable_after_merger(plan):
        yield Proposal(LinkRelation.SUPERSEDES, old.title, plan=old)


def _meant(cited: Cited, relation: LinkRelation, why: str) -> list[Proposal]:
    """Plans that bear number and day; else documents; else the document as it is named."""
    plans = [Proposal(relation, why, plan=one) for one in _plans(cited)]
    if plans or relation == LinkRelation.SUPERSEDES:
        return plans
    documents = [Proposal(relation, why, document=one) for one in _documents(cited)]
    return documents or [Proposal(relation, why, cited=cited)]


def _plans(cited: Cited) -> Sequence[PlanDocument]:
    """The number alone is no key: day and issuer tell between several that bear it."""
    rows = PlanDocument.objects.filter(status__in=PUBLISHED, number__gt="").order_by("pk")
    found = [
        one
        for one in rows
        if number_key(one.number) == number_key(cited.number)
        and (cited.issued_on is None or one.issued_on in (None, cited.issued_on))
    ]
    if len(found) > 1 and cited.issuer_words:
        best = max(likeness(one.issuer_words, cited.issuer_words) for one in found)
        found = [one for one in found if likeness(one.issuer_words, cited.issuer_words) == best]
    return found


def _documents(cited: Cited) -> list[UpperDocument]:
    return [
        one
        for one in UpperDocument.objects.exclude(number="")
        if number_key(one.number) == number_key(cited.number)
        and (cited.issued_on is None or one.issued_on in (None, cited.issued_on))
    ]


def _day(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None
