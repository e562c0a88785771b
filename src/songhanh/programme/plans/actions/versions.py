"""A corrected file of a plan: kept, compared, taken over element by element."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.elements.building import Proposed, replace_typed
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement, SourceSpan
from songhanh.programme.plans.actions.refreshing import refresh_reading
from songhanh.programme.plans.actions.reviewing import decide, free_key
from songhanh.programme.plans.actions.steps import Doing, step
from songhanh.programme.plans.actions.storing import save_pages, save_source
from songhanh.programme.plans.enums import StepKind, VersionState
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.models import PlanDocument, PlanIntake, PlanVersion
from songhanh.programme.plans.queries.reviewing import last_step
from songhanh.programme.plans.rules import can_receive, can_review
from songhanh.programme.plans.versions import (
    Difference,
    DifferenceState,
    differences_of,
    reading_of,
)


def add_version(
    plan: PlanDocument, intake: PlanIntake, *, acting: Acting, at: datetime
) -> PlanVersion:
    """Keep a corrected file beside the plan; nothing of the plan changes yet."""
    require(can_receive(acting, plan.issuer_id, day_of(at)))
    with recorded("plan.add_version", acting=acting, at=at, subject=plan) as fact:
        newest = PlanVersion.objects.filter(plan=plan).aggregate(top=Max("number"))["top"] or 0
        version = PlanVersion.objects.create(
            plan=plan,
            number=newest + 1,
            state=VersionState.WAITING,
            filename=intake.filename,
            sha256=intake.sha256,
            file_key=intake.file_key,
            size_bytes=intake.size_bytes,
            received_by_id=acting.user_id,
            received_at=at,
        )
        fact.details = {"version": version.number}
    return version


def apply_version(
    version: PlanVersion, taken: set[int], *, step_seen: int, acting: Acting, at: datetime
) -> int:
    """Let a draft rest on its corrected file; gives how many elements changed.

    ``taken`` are the places, in the order of the differences, where the new file is taken over;
    elsewhere the plan keeps what it says. All places in the text are those of the new file.

    Raises:
        NotAllowedError: not a lead officer of the branch, or the plan is published.
        ChangedMeanwhileError: the review went on after the differences were shown.
        RefusedError: the version was decided about already.
    """
    plan = version.plan
    with recorded("plan.apply_version", acting=acting, at=at, subject=plan) as fact:
        one = PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        require(can_review(acting, one, day_of(at)))
        _require_waiting(version)
        last = last_step(one)
        if (last.number if last else 0) != step_seen:
            raise ChangedMeanwhileError
        reading = reading_of(version)
        differences = differences_of(one, reading)
        elements = [each.element for each in differences if each.element is not None]
        current = list(PlanVersion.objects.filter(plan=one, state=VersionState.APPLIED))
        sources = [one.source, *one.source.pages.all()] if hasattr(one, "source") else []
        rows = [*sources, *current, version]
        with step(one, StepKind.VERSION, rows, whole=elements, acting=acting, at=at) as doing:
            doing.label = version.filename
            changed = _Taking(one, acting, at, doing).take(differences, taken)
            words = f"{one.title}\n{reading.text}"
            data = filestore.open_file(version.file_key)
            save_source(one, data, version.filename, reading.text, words)
            save_pages(one, reading.pages)
            PlanVersion.objects.filter(pk__in=[each.pk for each in current]).update(
                state=VersionState.EARLIER
            )
            _decide_version(version, VersionState.APPLIED, acting, at)
        refresh_reading(one)
        fact.details = {"version": version.number, "changed": changed}
    return changed


def set_version_aside(version: PlanVersion, *, acting: Acting, at: datetime) -> None:
    """Leave the plan as it is; the corrected file is kept.

    Raises:
        RefusedError: the version was decided about already.
    """
    require(can_receive(acting, version.plan.issuer_id, day_of(at)))
    with recorded("plan.set_version_aside", acting=acting, at=at, subject=version.plan) as fact:
        _require_waiting(version)
        _decide_version(version, VersionState.SET_ASIDE, acting, at)
        fact.details = {"version": version.number}


def _require_waiting(version: PlanVersion) -> None:
    if version.state != VersionState.WAITING:
        raise RefusedError(_("Phiên bản này đã được xử lý rồi. Hãy mở lại danh sách phiên bản."))


def _decide_version(
    version: PlanVersion, state: VersionState, acting: Acting, at: datetime
) -> None:
    version.state = state
    version.decided_by_id = acting.user_id
    version.decided_at = at
    version.save()


class _Taking:
    """Takes the differences over, one after the other, in the order of the new file."""

    def __init__(self, plan: PlanDocument, acting: Acting, at: datetime, doing: Doing) -> None:
        self.plan = plan
        self.acting = acting
        self.at = at
        self.doing = doing
        self.standing: dict[int, PlanElement] = {}
        """What became of each proposed element, by its identity: parents are found again here."""

    def take(self, differences: Sequence[Difference], taken: set[int]) -> int:
        """Every difference; gives how many elements changed."""
        changed = 0
        for place, one in enumerate(differences, start=1):
            wanted = place in taken
            changed += wanted and one.state != DifferenceState.SAME
            if one.proposed is None:
                self._gone(one.element, place, wanted=wanted)
            elif one.element is None:
                if wanted:
                    self._new(one.proposed, place)
            else:
                self._known(one, one.element, one.proposed, place, wanted=wanted)
        return changed

    def _known(
        self, one: Difference, element: PlanElement, proposed: Proposed, place: int, *, wanted: bool
    ) -> None:
        element.position = place
        self.standing[id(proposed.element)] = element
        if wanted and one.state == DifferenceState.CHANGED:
            element.text = proposed.element.text
            element.certainty, element.rule = proposed.element.certainty, proposed.element.rule
            if proposed.typed is not None:
                replace_typed(element, proposed.typed)
            decide([element], ElementState.PROPOSED, self.acting, self.at)
        parent = self._parent_of(proposed)
        if parent is not None:
            element.parent = parent
        element.save(update_fields=["position", "parent", "text", "certainty", "rule"])
        self._place(element, proposed)

    def _new(self, proposed: Proposed, place: int) -> None:
        element, parent = proposed.element, self._parent_of(proposed)
        if element.parent is not None and parent is None:
            return  # what it would stand under was not taken over
        self.standing[id(element)] = element
        element.plan, element.parent, element.position = self.plan, parent, place
        element.key = free_key(self.plan, element.kind, element.ordinal)
        element.save()
        if proposed.typed is not None:
            replace_typed(element, proposed.typed)
        self._place(element, proposed)
        self.doing.created.append(element)

    def _parent_of(self, proposed: Proposed) -> PlanElement | None:
        above = proposed.element.parent
        return self.standing.get(id(above)) if above is not None else None

    def _gone(self, element: PlanElement | None, place: int, *, wanted: bool) -> None:
        if element is None:
            return
        element.position = place
        element.save(update_fields=["position"])
        SourceSpan.objects.filter(element=element).delete()
        if wanted:
            decide([element], ElementState.REMOVED, self.acting, self.at)

    def _place(self, element: PlanElement, proposed: Proposed) -> None:
        SourceSpan.objects.filter(element=element).delete()
        for span in proposed.spans:
            span.pk, span.element = None, element
        SourceSpan.objects.bulk_create(proposed.spans)
