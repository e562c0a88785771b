"""Models for counting, and whether one is alive on a day."""

from collections import defaultdict
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.engines.counting import CommunityModel as CountedModel
from songhanh.ledger.enums import Standing
from songhanh.ledger.models import StateRow
from songhanh.ledger.states import rows_known
from songhanh.records.communitymodels.kind import ENDED, MET, SLEEPS_AFTER, STARTED, SUBJECT
from songhanh.records.communitymodels.models import CommunityModel


class Life(models.TextChoices):
    """Whether a model is alive, by rule."""

    ACTIVE = "active", _("đang hoạt động")
    SLEEPING = "sleeping", _("không sinh hoạt từ một năm trở lên")
    ENDED = "ended", _("đã kết thúc")


def models_counted(
    *, known_on: date | None = None, standing: str = Standing.ACCEPTED
) -> list[CountedModel]:
    """Every model with the days of its meetings, as known on a day, for the counting engine."""
    by_subject: dict[int, list[StateRow]] = defaultdict(list)
    for row in rows_known(SUBJECT, known_on=known_on, standing=standing):
        by_subject[row.subject_id].append(row)
    names = dict(CommunityModel.objects.values_list("pk", "external_id"))
    found = []
    for subject, rows in sorted(by_subject.items()):
        started = [row for row in rows if row.aspect == STARTED]
        if not started or started[-1].holds_from is None:
            continue  # only a meeting is known yet
        met = sorted(row.holds_from for row in rows if row.aspect == MET and row.holds_from)
        found.append(
            CountedModel(
                id=names.get(subject, str(subject)),
                commune_id=started[-1].unit_id,
                type=started[-1].state,
                started_on=started[-1].holds_from,
                met_on=tuple(met),
            )
        )
    return found


def life_on(model: CommunityModel, on: date) -> Life:
    """Whether a model is alive on a day: a year after its last meeting it is asleep.

    One that never met is reckoned from the day it was founded.
    """
    ended = rows_known(SUBJECT).filter(subject_id=model.pk, aspect=ENDED, holds_from__lte=on)
    if ended.exists():
        return Life.ENDED
    met = rows_known(SUBJECT, standing=Standing.PROVISIONAL).filter(
        subject_id=model.pk, aspect=MET, holds_from__lte=on
    )
    last = met.aggregate(last=models.Max("holds_from"))["last"] or model.started_on
    return Life.SLEEPING if on - last >= SLEEPS_AFTER else Life.ACTIVE
