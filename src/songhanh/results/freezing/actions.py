"""Freezing the results of a plan."""

from datetime import datetime

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.models import PlanDocument
from songhanh.results.freezing.content import (
    DEFINITION_FIELDS,
    FIGURE_FIELDS,
    UNIT_FIELDS,
    Asked,
    FrozenContent,
)
from songhanh.results.freezing.gathering import definitions_now, figures_now
from songhanh.results.freezing.models import (
    FrozenDefinition,
    FrozenFigure,
    FrozenResults,
    FrozenUnit,
)
from songhanh.results.freezing.rules import can_freeze
from songhanh.results.values.enums import MapChoice
from songhanh.results.values.sources import Reading

_AT_ONCE = 2000


def freeze_results(
    plan: PlanDocument,
    reading: Reading,
    *,
    purpose: str,
    map_choice: MapChoice,
    acting: Acting,
    at: datetime,
) -> FrozenResults:
    """Keep all figures of a plan as they stand now, for ever; gives what was frozen.

    Raises:
        NotAllowedError: this role does not freeze the results of this plan.
        RefusedError: a day to come, no purpose, or a plan without targets.
    """
    require(can_freeze(acting, plan, day_of(at)))
    _require_sense(reading, purpose, at)
    with recorded("results.freeze", acting=acting, at=at, reason=purpose) as fact:
        PlanDocument.objects.select_for_update().get(pk=plan.pk)
        last = FrozenResults.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
        asked = Asked(
            plan_code=plan.code,
            plan_name=plan.title,
            number=last + 1,
            purpose=purpose,
            taken_at=at,
            as_of=reading.as_of,
            known_on=reading.known_on,
            standing=reading.standing.value,
            map=map_choice.value,
            map_day=reading.map_on,
        )
        with translation.override("vi"):
            content = FrozenContent(
                asked, definitions_now(plan, reading.as_of), figures_now(plan, reading)
            )
        if not content.figures:
            raise RefusedError(
                _("Kế hoạch không có chỉ tiêu nào vào ngày ấy nên không có gì để chốt.")
            )
        fact.subject = _kept(plan, content, acting)
    return fact.subject


def _require_sense(reading: Reading, purpose: str, at: datetime) -> None:
    today = day_of(at)
    if not purpose:
        raise RefusedError(
            _("Chưa ghi mục đích chốt số liệu. Hãy ghi ngắn gọn, ví dụ “báo cáo giao ban tháng 6”.")
        )
    if reading.as_of > today or (reading.known_on and reading.known_on > today):
        raise RefusedError(
            _("Chỉ chốt được số liệu đến hôm nay, %(day)s. Hãy chọn một ngày không sau ngày ấy.")
            % {"day": f"{today:%d/%m/%Y}"}
        )


def _kept(plan: PlanDocument, content: FrozenContent, acting: Acting) -> FrozenResults:
    frozen = FrozenResults.objects.create(
        plan=plan,
        folded=fold(f"{content.asked.purpose} {plan.code} {plan.title}"),
        acting_user_id=acting.user_id,
        content_hash=content.content_hash,
        **{name: value for name, value in vars(content.asked).items() if name != "plan_code"},
    )
    FrozenDefinition.objects.bulk_create(
        FrozenDefinition(
            frozen=frozen,
            position=position,
            **{name: getattr(one, name) for name in DEFINITION_FIELDS},
        )
        for position, one in enumerate(content.definitions)
    )
    figures = FrozenFigure.objects.bulk_create(
        FrozenFigure(
            frozen=frozen,
            position=position,
            **{name: getattr(one, name) for name in FIGURE_FIELDS},
        )
        for position, one in enumerate(content.figures)
    )
    FrozenUnit.objects.bulk_create(
        (
            FrozenUnit(figure=row, **{name: getattr(one, name) for name in UNIT_FIELDS})
            for row, figure in zip(figures, content.figures, strict=True)
            for one in figure.units
        ),
        batch_size=_AT_ONCE,
    )
    return frozen
