"""A job in words, for the page and for Excel."""

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from songhanh.foundation.jobs.enums import STATE_OF
from songhanh.foundation.jobs.kinds import kind_of
from songhanh.foundation.jobs.models import Job, Schedule
from songhanh.foundation.lib.excel import Cell, Column, Kind

COLUMNS = [
    Column(pgettext_lazy("job", "Việc"), width=36),
    Column(gettext_lazy("Tình trạng")),
    Column(gettext_lazy("Xếp hàng lúc"), Kind.MOMENT),
    Column(gettext_lazy("Bắt đầu lúc"), Kind.MOMENT),
    Column(gettext_lazy("Kết thúc lúc"), Kind.MOMENT),
    Column(gettext_lazy("Số lần chạy"), Kind.INTEGER),
    Column(gettext_lazy("Lỗi"), width=60),
]


def row_of(job: Job) -> dict[str, object]:
    """What a page shows of a job."""
    state = STATE_OF[job.result.status]
    return {
        "pk": job.pk,
        "name": kind_of(job.result.task_path).label,
        "state": state.value,
        "state_label": state.label,
        "queued_at": job.result.enqueued_at,
        "started_at": job.result.started_at,
        "finished_at": job.result.finished_at,
        "attempt": job.attempt,
        "error": job.error,
    }


def lines_of(jobs: Iterable[Job]) -> Iterator[list[Cell]]:
    """The lines of the Excel file."""
    for job in jobs:
        yield [
            kind_of(job.result.task_path).label,
            STATE_OF[job.result.status].label,
            job.result.enqueued_at,
            job.result.started_at,
            job.result.finished_at,
            job.attempt,
            job.error,
        ]


def scheduled(row: Schedule) -> dict[str, object]:
    """What a page shows of a schedule."""
    rhythm: str | Promise
    if row.every_minutes is not None:
        rhythm = _("mỗi %(minutes)d phút") % {"minutes": row.every_minutes}
    else:
        rhythm = _("hằng ngày lúc %(time)s") % {"time": f"{row.daily_at:%H:%M}"}
    return {"name": kind_of(row.task_path).label, "rhythm": rhythm, "next_at": row.next_at}
