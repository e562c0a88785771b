"""Workers as processes: one killed in mid-job, several at once, on the suite's own database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def address(transactional_db: None) -> str:
    """The test's database as other processes reach it."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    given = connection.settings_dict
    server = f"{given['HOST']}:{given['PORT']}" if given["PORT"] else given["HOST"]
    who = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    return f"postgresql://{who}@{server}/{given['NAME']}"


@pytest.fixture
def start(address: str, tmp_path: Path) -> Start:
    """Starts a helper process on that database."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "songhanh.site.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "SONGHANH_DATABASE_URL": address,
        "SONGHANH_VAR": str(tmp_path),
    }

    def run(verb: str, *words: str) -> "subprocess.Popen[str]":
        script = (
            "import sys, django; django.setup(); from tests.foundation.jobs import helper;"
            f" helper.{verb}(*sys.argv[1:])"
        )
        command = [sys.executable, "-c", script, *words]
        return subprocess.Popen(
            command, env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE
        )

    return run


def words_of(process: "subprocess.Popen[str]") -> list[str]:
    """What a process said, once it has ended well."""
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return said.split()


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_worker_killed_in_mid_job_is_replaced_and_the_effect_stands_once(
    start: Start, tmp_path: Path
) -> None:
    flag = tmp_path / "hanging"
    words_of(start("enqueue", "note_and_hang_once", str(flag)))

    victim = start("work")
    wait_until(flag.exists)
    victim.send_signal(signal.SIGKILL)
    victim.communicate(timeout=10)

    assert words_of(start("effects")) == []
    assert words_of(start("statuses")) == ["RUNNING"]
    time.sleep(2.1)  # the lease ends

    words_of(start("work"))
    assert words_of(start("effects")) == ["hang"]
    assert words_of(start("statuses")) == ["SUCCESSFUL"]


def test_several_workers_run_each_job_and_each_scheduled_time_once(start: Start) -> None:
    words_of(start("enqueue_many", "20"))
    words_of(start("schedule"))
    for process in [start("work") for _ in range(3)]:
        words_of(process)
    expected = sorted(["schedule", *(str(number) for number in range(20))])
    assert sorted(words_of(start("effects"))) == expected


def test_a_long_job_is_kept_by_its_heartbeat(start: Start, tmp_path: Path) -> None:
    flag = tmp_path / "begun"
    words_of(start("enqueue", "note_slowly", str(flag)))
    first = start("work")
    wait_until(flag.exists)
    time.sleep(2.5)  # longer than the lease
    words_of(start("work"))
    words_of(first)
    assert words_of(start("effects")) == ["slow"]


def test_a_worker_of_its_own_ends_when_it_is_told_to(start: Start) -> None:
    words_of(start("enqueue", "note", "một"))
    process = start("work_as_a_process")
    wait_until(lambda: words_of(start("effects")) == ["một"])
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert process.returncode == 0
