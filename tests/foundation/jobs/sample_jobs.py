"""Jobs for tests. Their effect is a fact in the audit trail, which nobody can take away again."""

import time
from pathlib import Path

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError

DONE = "test.job_done"


def leave_a_fact(reason: str) -> None:
    with recorded(DONE, acting=command_line(), at=clock.now(), reason=reason):
        pass


@job(label="ghi một việc")
def note(reason: str) -> str:
    leave_a_fact(reason)
    return reason


@job(label="ghi một việc theo lịch")
def note_by_schedule() -> None:
    leave_a_fact("schedule")


@job(label="vấp ngã", max_attempts=2)
def stumble(reason: str) -> None:
    leave_a_fact(reason)
    raise ValueError("nothing of this may stand")


@job(label="từ chối")
def refuse() -> None:
    raise RefusedError("Kế hoạch này đã được thay thế nên không gửi nhắc nữa.")


@job(label="ghi rồi dừng giữa chừng")
def note_and_hang_once(flag: str) -> None:
    """Hang on the first run, after the effect was written and before the job is done."""
    leave_a_fact("hang")
    if not Path(flag).exists():
        Path(flag).touch()
        time.sleep(120)


@job(label="ghi chậm", atomic=False)
def note_slowly(flag: str) -> None:
    Path(flag).touch()
    time.sleep(5)
    leave_a_fact("slow")
