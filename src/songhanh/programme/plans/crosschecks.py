"""What a plan is held to beside its own text: the register, the superior plan, the list of units.

Each check gives findings that are not saved; ``actions.findings`` makes the rows of a plan equal
to them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from songhanh.engines.planreader.findings import severity_of
from songhanh.engines.vntext import fold, format_date
from songhanh.programme.elements.enums import ElementKind, Relation
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.enums import ENDED
from songhanh.programme.plans.models import NationalDocument, PlanDocument
from songhanh.programme.plans.queries.national import documents_numbered
from songhanh.programme.plans.queries.reviewing import standing_elements
from songhanh.programme.targets.enums import TargetKind
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import targets_of
from songhanh.registry.orgunits.queries import territory_of, units_meant

_CLOSING = re.compile(r"^(?:luu\b|nhu (?:tren|muc|phan|dieu|kinh gui))")
_ALL_NAMED = re.compile(r"nhu (?:tren|muc|phan|dieu|kinh gui)|co ten|neu tren|lien quan|neu tai")
_PAST = (Relation.SUPERSEDES, Relation.SUPERSEDED, Relation.FOOTNOTE, Relation.RELATED)


@dataclass(frozen=True)
class CrossFinding:
    """A finding about one element of a plan, or about its heading."""

    kind: str
    text: str
    why: str
    suggestion: str
    element: PlanElement | None = None
    severity: str = ""

    @property
    def weight(self) -> str:
        """Its severity: its own, else that of its kind."""
        return self.severity or severity_of(self.kind)


def cross_findings(plan: PlanDocument, on: date) -> list[CrossFinding]:
    """Every finding of these checks, in the order of the plan; ``on`` stands in for a blank day."""
    elements = list(standing_elements(plan))
    day = plan.issued_on or on
    return [
        *_heading(plan),
        *_citations(elements, day),
        *_against_parent(plan),
        *_recipients(plan, elements, day),
    ]


def _heading(plan: PlanDocument) -> Iterator[CrossFinding]:
    """What a plan without a text lacks in its heading; of a text the reader says so."""
    source = getattr(plan, "source", None)
    if source is not None and source.text:
        return
    if not plan.number or plan.issued_on is None:
        yield CrossFinding(
            "missing_number_date",
            "",
            _("Kế hoạch chưa có số hoặc ngày ban hành."),
            _("Bổ sung số, nơi và ngày ban hành trước khi công bố kế hoạch."),
        )
    if not plan.signatory_name:
        yield CrossFinding(
            "missing_signatory",
            "",
            _("Kế hoạch chưa ghi người ký."),
            _("Bổ sung phần ký của người có thẩm quyền."),
        )


def _citations(elements: list[PlanElement], day: date) -> Iterator[CrossFinding]:
    for element in elements:
        if element.kind != ElementKind.LEGAL_REFERENCE or not element.legalreference.number:
            continue
        known = list(documents_numbered(element.legalreference.number))
        if known:
            yield from _wrong_date(element, known)
            yield from _ended(element, known, day)


def _wrong_date(element: PlanElement, known: list[NationalDocument]) -> Iterator[CrossFinding]:
    """The printed day of a citation without a place in the text: there nobody else looks."""
    cited = element.legalreference
    if not cited.printed_date or cited.corrected_on or list(element.spans.all()):
        return
    if cited.printed_date in {one.issued_on.isoformat() for one in known}:
        return
    days = _(" hoặc ").join(format_date(one.issued_on) for one in known)
    yield CrossFinding(
        "wrong_date",
        element.text,
        _("Văn bản %(number)s ban hành ngày %(days)s.") % {"number": known[0].number, "days": days},
        _("Sửa ngày của văn bản được viện dẫn."),
        element,
    )


def _ended(
    element: PlanElement, known: list[NationalDocument], day: date
) -> Iterator[CrossFinding]:
    """A document that had ended when the plan was issued, cited as one that holds."""
    cited = element.legalreference
    printed = cited.corrected_on.isoformat() if cited.corrected_on else cited.printed_date
    meant = [one for one in known if one.issued_on.isoformat() == printed] or known[:1]
    one = meant[0]
    if one.status not in ENDED or cited.relation in _PAST:
        return
    if one.ended_on is not None and one.ended_on > day:
        return
    since = _(" từ ngày %(day)s") % {"day": format_date(one.ended_on)} if one.ended_on else ""
    newer = one.replaced_by
    yield CrossFinding(
        "reference_ended",
        element.text,
        _("Văn bản %(number)s %(status)s%(since)s.")
        % {"number": one.number, "status": one.get_status_display(), "since": since},
        _("Viện dẫn văn bản thay thế: %(newer)s.") % {"newer": newer}
        if newer
        else _("Kiểm tra văn bản còn hiệu lực và sửa căn cứ."),
        element,
        "warning",
    )


def _against_parent(plan: PlanDocument) -> Iterator[CrossFinding]:
    """Baselines and milestones that differ from the plan this one carries out."""
    if plan.parent is None:
        return
    above: dict[str, Target] = {}
    for target in targets_of(plan.parent):
        above.setdefault(target.kind, target)
    for target in targets_of(plan):
        upper = above.get(target.kind)
        if upper is not None and target.kind != TargetKind.OTHER:
            yield from _baseline(target, upper, plan.parent)
            yield from _milestones(plan, target, upper)


def _baseline(target: Target, upper: Target, parent: PlanDocument) -> Iterator[CrossFinding]:
    years = (target.baseline_year, upper.baseline_year)
    if None in years or years[0] == years[1]:
        return
    yield CrossFinding(
        "baseline_changed",
        target.element.text,
        _("Kế hoạch %(parent)s so với năm %(upper)s, ở đây so với năm %(own)s.")
        % {"parent": parent.name, "upper": str(years[1]), "own": str(years[0])},
        _("Dùng năm gốc của kế hoạch cấp trên, hoặc nêu rõ vì sao khác."),
        target.element,
    )


def _milestones(plan: PlanDocument, target: Target, upper: Target) -> Iterator[CrossFinding]:
    own = {one.year for one in target.milestones.all()}
    first, last = plan.first_year, plan.last_year
    for one in upper.milestones.all():
        within = (first is None or first <= one.year) and (last is None or one.year <= last)
        if own and within and one.year not in own:
            yield CrossFinding(
                "milestone_dropped",
                target.element.text,
                _("Kế hoạch cấp trên có mốc năm %(year)s, ở đây không nêu.")
                % {"year": str(one.year)},
                _("Bổ sung mốc của kế hoạch cấp trên."),
                target.element,
            )


def _recipients(
    plan: PlanDocument, elements: list[PlanElement], day: date
) -> Iterator[CrossFinding]:
    """A body that is given duties and does not get the plan."""
    lines = [one.text for one in elements if one.kind == ElementKind.RECIPIENT]
    assigned = [
        one
        for one in elements
        if one.kind == ElementKind.ASSIGNMENT and "lien quan" not in fold(one.text)
    ]  # "the bodies concerned" are nobody one could send to
    if not lines or not assigned or any(_ALL_NAMED.search(fold(line)) for line in lines):
        return
    named = [line for line in lines if not _CLOSING.match(fold(line))]
    territory = territory_of(plan.issuer_id, day)
    phrases = [named, *([_agency(one)] for one in assigned)]
    got, *given = units_meant(phrases, territory.pk if territory else None, day)
    for element, (units, _unknown) in zip(assigned, given, strict=True):
        left = units - got[0] - {plan.issuer_id}
        if left and not _written_there(element, named):
            yield CrossFinding(
                "assigned_not_recipient",
                element.text,
                _("Được giao nhiệm vụ nhưng không có ở nơi nhận."),
                _("Bổ sung cơ quan này vào nơi nhận."),
                element,
                "warning",
            )


def _agency(element: PlanElement) -> str:
    bodies = [one.text for one in element.assignment.agencies.all() if not one.partner]
    return bodies[0] if len(bodies) == 1 else element.text


def _written_there(element: PlanElement, lines: list[str]) -> bool:
    """Whether the agency stands among the recipients word for word."""
    words = fold(_agency(element))
    return any(words in fold(line) for line in lines)
