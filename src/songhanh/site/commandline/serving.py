"""Serving the site with Granian, and a worker for the jobs beside it, until Ctrl+C."""

import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from songhanh.foundation.lib import memory
from songhanh.site.commandline.errors import WrongUseError
from songhanh.site.commandline.output import say

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

BLOCKING_THREADS = 4
"""Threads that run views. Granian's own default is far too high for a database behind it."""


def serve(host: str, port: int, *, greeting: str = "") -> None:
    """Serve until stopped; the worker ends with the site.

    Raises:
        WrongUseError: the address is taken or not this machine's.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _require_free(host, port)
    from django.db import connection

    _require_triggers(connection)
    _let_go_of_the_database()
    memory.settle()  # what is loaded now is not copied by a fork either
    if greeting:
        say(greeting)
    say(f"Trang đang mở tại http://{host}:{port}/ (nhấn Ctrl+C để dừng).")
    with _worker():
        Granian(
            "songhanh.site.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=BLOCKING_THREADS,
            log_level=LogLevels.warning,
        ).serve()


def _require_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise WrongUseError(
            f"Chưa mở được trang tại {host}:{port} ({error.strerror}). "
            "Hãy dừng chương trình đang dùng cổng này, hoặc chọn cổng khác bằng --port."
        ) from error


def _require_triggers(connection: "BaseDatabaseWrapper") -> None:
    from songhanh.foundation.lib.triggers import missing

    if lost := missing(connection):
        raise WrongUseError(
            f"Cơ sở dữ liệu thiếu {len(lost)} bộ canh giữ lịch sử (ví dụ {lost[0]}) nên trang "
            "chưa được mở. Hãy chạy “songhanh migrate” rồi mở lại."
        )


def _let_go_of_the_database() -> None:
    """Leave no connection to the processes that begin here: each opens its own.

    A pool that came along in a fork could not grow any more, and all pages would wait for its one
    connection.
    """
    from django.db import connections

    for each in connections.all(initialized_only=True):
        each.close()
        if close_pool := getattr(each, "close_pool", None):  # PostgreSQL's
            close_pool()


@contextmanager
def _worker() -> Iterator[None]:
    """A worker of its own process, so that a long job never slows a page.

    It is forked where the machine can: it then need not load again what is loaded here.
    """
    from songhanh.foundation.jobs.__main__ import main

    worker = multiprocessing.Process(target=main, name="songhanh-worker")
    worker.start()
    try:
        yield
    finally:
        worker.terminate()
        worker.join(timeout=10)
        if worker.is_alive():
            worker.kill()
