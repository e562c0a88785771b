"""Who leads a plan, whom it concerns; which documents somebody may see; layouts, signatories."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus

from songhanh.foundation.jobs.models import Job
from songhanh.foundation.lib import libreoffice
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.queries import reporting_rules, senders_on, via_of
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.registry.orgunits.models import UnitFunction, UnitVersion
from songhanh.registry.orgunits.offices import place_of
from songhanh.registry.orgunits.queries import (
    ancestors_on,
    members_of_words,
    nearest_versions,
    territory_of,
    valid_on,
    version_on,
)
from songhanh.registry.roles.enums import Role
from songhanh.reporting.consolidation.rules import can_read
from songhanh.reporting.documents.enums import DocumentSource, LayoutKind, PdfState
from songhanh.reporting.documents.models import (
    DocumentTemplate,
    DrawnPdf,
    IssuedDocument,
    Letter,
    Signatory,
)

DRAWING = "songhanh.reporting.documents.jobs.draw_pdf"
"""The job that draws a PDF, by its path: jobs stand above queries."""

STANDING_UNIT = "standing_unit"
"""The function of the unit that consolidates, as units carry it."""


def is_lead(plan: PlanDocument, unit_id: int, on: date) -> bool:
    """Whether the unit issues the plan or consolidates its reports.

    The standing unit is whoever the plan's summary rule names, whom reports pass through, or who
    bears that function in the plan's territory.
    """
    if unit_id == plan.issuer_id:
        return True
    rules = list(reporting_rules(plan))
    summaries = [rule for rule in rules if rule.kind == RuleKind.SUMMARY]
    if any(unit_id in _ids(senders_on(rule, on)[0]) for rule in summaries):
        return True
    territory = territory_of(plan.issuer_id, on)
    ways = sorted({via for rule in rules if (via := via_of(rule))})
    if ways and unit_id in _ids(members_of_words(ways, territory.pk if territory else None, on)[0]):
        return True
    functions = UnitFunction.objects.filter(valid_on(on), function=STANDING_UNIT, unit_id=unit_id)
    return functions.exists() and serves(plan, unit_id, on)


def serves(plan: PlanDocument, unit_id: int, on: date) -> bool:
    """Whether the unit stands in the plan's territory on a day."""
    if version_on(unit_id, on) is None:
        return False
    territory = territory_of(plan.issuer_id, on)
    if territory is None:
        return True
    return territory.pk in ancestors_on([unit_id], on).get(unit_id, [])


def place_names(plan: PlanDocument, on: date) -> tuple[str, ...]:
    """Names of places a title printed in capitals is likely to hold."""
    chain = ancestors_on([plan.issuer_id], on).get(plan.issuer_id, [])
    return tuple(place_of(version) for version in nearest_versions(chain, on).values())


def documents_visible_to(acting: Acting, on: date) -> QuerySet[IssuedDocument]:
    """Documents of the units of the branch; consolidated ones for those who read these."""
    found = IssuedDocument.objects.select_related("plan", "acting_user")
    seen = units_seen_by(acting, on)
    if seen is None:
        return found
    readable = Q(source=DocumentSource.SUBMISSION, unit_id__in=seen)
    readable |= Q(source=DocumentSource.LETTER, unit_id=acting.unit_id)
    if can_read(acting):
        readable |= Q(source=DocumentSource.CONSOLIDATION, plan__issuer_id__in=seen)
    return found.filter(readable)


def letters_visible_to(acting: Acting) -> QuerySet[Letter]:
    """Letters and notices of the own unit, for its lead officers."""
    found = Letter.objects.select_related("plan")
    if acting.sees_everything:
        return found
    own = acting.unit_id if acting.acts_as(Role.LEAD_OFFICER) else None
    return found.filter(unit_id=own)


def signatories_visible_to(acting: Acting, on: date) -> QuerySet[Signatory]:
    """Those who sign for the units somebody reports for."""
    return Signatory.objects.filter(unit_id__in=units_recorded_by(acting, on))


def signatories_on(unit_id: int, on: date) -> QuerySet[Signatory]:
    """Who signs for a unit on a day, the newest first."""
    return Signatory.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), unit_id=unit_id, valid_from__lte=on
    )


def signatory_of(unit_id: int, on: date) -> Signatory | None:
    """Who signs for a unit on a day unless another is chosen."""
    return signatories_on(unit_id, on).first()


def signing_for(document: IssuedDocument, on: date) -> Signatory | None:
    """Who signs a report's document unless another is chosen: who signed its last one, while that
    holds, else the newest of the unit.
    """
    earlier = IssuedDocument.objects.filter(signatory__isnull=False)
    if document.snapshot is not None:
        earlier = earlier.filter(snapshot__submission_id=document.snapshot.submission_id)
    elif document.consolidation is not None:
        round_id = document.consolidation.consolidation_id
        earlier = earlier.filter(consolidation__consolidation_id=round_id)
    last = earlier.select_related("signatory").order_by("-written_at", "-pk").first()
    if last is not None and last.signatory is not None and last.signatory.holds_on(on):
        return last.signatory
    return signatory_of(document.unit_id, on)


def template_for(unit_id: int, kind: str, on: date) -> DocumentTemplate | None:
    """The layout of a unit's documents of a kind: of the nearest branch that adapted it.

    None where the built-in layout is used, whether nobody adapted it or somebody went back to it.
    """
    around = [unit_id, *ancestors_on([unit_id], on).get(unit_id, [])]
    newest: dict[int, DocumentTemplate] = {}
    for one in DocumentTemplate.objects.filter(branch_id__in=around, kind=kind):
        newest.setdefault(one.branch_id, one)
    nearest = next((newest[one] for one in around if one in newest), None)
    return None if nearest is None or nearest.is_built_in else nearest


def templates_of(branch_id: int | None) -> dict[str, list[DocumentTemplate]]:
    """The versions of each kind of a branch, the newest first."""
    found: dict[str, list[DocumentTemplate]] = {kind: [] for kind in LayoutKind.values}
    for one in DocumentTemplate.objects.filter(branch_id=branch_id).select_related("acting_user"):
        found[one.kind].append(one)
    return found


@dataclass(frozen=True)
class Pdf:
    """The PDF beside a Word file: how far it is, and where it is kept."""

    state: PdfState
    key: str = ""
    pages: int | None = None
    error: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether it is worth looking again in a moment."""
        return self.state in {PdfState.WAITING, PdfState.RUNNING}


def pdf_of(file_key: str) -> Pdf:
    """How far the PDF of a kept Word file is."""
    drawn = DrawnPdf.objects.filter(file_key=file_key).first()
    if drawn is not None:
        return Pdf(PdfState.READY, drawn.pdf_key, drawn.pages)
    jobs = Job.objects.select_related("result").filter(
        result__task_path=DRAWING, result__args_kwargs__args__0=file_key
    )
    job = jobs.order_by("-result__enqueued_at").first()
    if job is None:
        able = libreoffice.is_installed()
        return Pdf(PdfState.NOT_ASKED if able else PdfState.UNABLE)
    states: dict[str, PdfState] = {
        TaskResultStatus.READY: PdfState.WAITING,
        TaskResultStatus.RUNNING: PdfState.RUNNING,
        TaskResultStatus.FAILED: PdfState.FAILED,
    }
    return Pdf(states.get(job.result.status, PdfState.NOT_ASKED), error=job.error)


def _ids(versions: Iterable[UnitVersion]) -> set[int]:
    return {version.unit_id for version in versions}
