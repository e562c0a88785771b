"""What happened to a duty in a unit, and what proves it."""

from dataclasses import dataclass
from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.models import DutyFile, DutyRecord, DutyStep
from songhanh.programme.duties.proving import OwnRecord, RecordKey, records_found
from songhanh.programme.duties.queries.carrying import carried_of, confirmed_duties
from songhanh.programme.duties.queries.shaping import absorbed_by
from songhanh.programme.plans.enums import PUBLISHED
from songhanh.programme.plans.queries import plans_visible_to


@dataclass(frozen=True)
class StepShown:
    """A step with the records it names; None stands for one this person may not open."""

    step: DutyStep
    records: tuple[tuple[DutyRecord, OwnRecord | None], ...]


def steps_of(one: CarriedDuty, acting: Acting) -> list[StepShown]:
    """What happened to it, the latest first, with who did it; of duties merged into it too."""
    duties = [one.duty.element_id, *absorbed_by(one.duty)]
    steps = DutyStep.objects.filter(duty__element__in=duties, unit_id=one.unit_id)
    found = list(
        steps.select_related("acting_user", "duty__element")
        .prefetch_related("files", "records")
        .order_by("-happened_at", "-number")
    )
    named = [(row.record_kind, row.record_id) for step in found for row in step.records.all()]
    shown = records_found(acting, one.day, named)
    return [
        StepShown(
            step,
            tuple((row, shown.get((row.record_kind, row.record_id))) for row in step.records.all()),
        )
        for step in found
    ]


def duties_proven_by(acting: Acting, on: date, record: RecordKey) -> list[CarriedDuty]:
    """The duties, as far as this person sees them, that a record was named for as proof."""
    kind, pk = record
    rows = DutyRecord.objects.filter(record_kind=kind, record_id=pk)
    keys = set(rows.values_list("step__duty_id", "step__unit_id"))
    if not keys:
        return []
    plans = plans_visible_to(acting, on).filter(status__in=PUBLISHED)
    duties = confirmed_duties(plans).filter(pk__in={duty_id for duty_id, _unit in keys})
    return [one for one in carried_of(list(duties), acting, on) if one.key in keys]


def file_of(one: CarriedDuty, pk: int) -> DutyFile | None:
    """A file handed in with a report on this very duty; None where there is no such file."""
    duties = [one.duty.element_id, *absorbed_by(one.duty)]
    files = DutyFile.objects.filter(step__duty__element__in=duties, step__unit_id=one.unit_id)
    return files.filter(pk=pk).first()
