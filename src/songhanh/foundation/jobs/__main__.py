"""A worker in a process of its own: ``python -m songhanh.foundation.jobs``. Ctrl+C ends it."""

import signal
import threading

import django


def main() -> None:
    """Work until told to stop; the job at hand is finished first."""
    django.setup()
    from songhanh.foundation.jobs.worker import run_worker  # noqa: PLC0415 - needs the apps loaded

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_worker(stop)


if __name__ == "__main__":
    main()
