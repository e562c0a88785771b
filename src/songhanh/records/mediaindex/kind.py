"""The stage of a media body as a kind of record, and as a dated row."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.counting import AdoptionStage as CountedStage
from songhanh.engines.counting import StageRow
from songhanh.foundation.ui.formats import day_text
from songhanh.ledger.drafts import StateDraft
from songhanh.ledger.enums import Standing
from songhanh.ledger.states import rows_known
from songhanh.records.mediaindex.models import AdoptionStage, Stage
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.problems import Problem

SUBJECT, ASPECT = "media_body", "stage"


def _states(row: AdoptionStage) -> tuple[StateDraft, ...]:
    return (StateDraft(row.unit_id, SUBJECT, row.unit_id, ASPECT, row.stage, row.from_on),)


def _problems(row: AdoptionStage, today: date) -> list[Problem]:  # noqa: ARG001 - no clock here
    problems = []
    if row.stage == Stage.OFFICIAL and not row.document.strip():
        problems.append(
            Problem(
                "document",
                _("Áp dụng chính thức cần có văn bản quyết định. Hãy ghi số, ngày của văn bản."),
            )
        )
    others = AdoptionStage.objects.filter(unit_id=row.unit_id, from_on=row.from_on, revises=None)
    others = others.exclude(pk=row.revises_id or row.pk)
    if others.exclude(standing=RecordStanding.CANCELLED).exists():
        problems.append(
            Problem(
                "from_on",
                _(
                    "Ngày %(day)s đơn vị đã có một mức áp dụng. Mỗi ngày chỉ có một mức; "
                    "hãy sửa bản ghi đã có hoặc kiểm tra lại ngày."
                )
                % {"day": day_text(row.from_on)},
            )
        )
    return problems


def _title(row: AdoptionStage) -> str:
    return _("Bộ chỉ số về giới: %(stage)s từ %(day)s") % {
        "stage": Stage(row.stage).label,
        "day": day_text(row.from_on),
    }


STAGES: Plain[AdoptionStage] = plain_kind(
    "media_index_stage",
    AdoptionStage,
    word=gettext_lazy("mức áp dụng bộ chỉ số"),
    plural=gettext_lazy("Mức áp dụng bộ chỉ số về giới trong truyền thông"),
    about=gettext_lazy("Cơ quan truyền thông đang ở mức nào, từ ngày nào, theo văn bản nào."),
    namespace="mediaindex",
    day_field="from_on",
    states=_states,
    fields=("stage", "from_on", "document"),
    title=_title,
    problems=_problems,
    not_copied=frozenset({"from_on", "document"}),
)


def stages_counted(
    *, known_on: date | None = None, standing: str = Standing.ACCEPTED
) -> list[StageRow]:
    """Every stage of every media body, as known on a day, for the counting engine."""
    return [
        StageRow(row.unit_id, CountedStage(row.state), row.holds_from)
        for row in rows_known(SUBJECT, known_on=known_on, standing=standing)
        if row.holds_from is not None
    ]
