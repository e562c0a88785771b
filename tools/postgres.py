"""A PostgreSQL cluster of our own in a temporary folder on a free port, while it is needed.

    python tools/postgres.py COMMAND …    runs it with SONGHANH_DATABASE_URL set

PostgreSQL refuses to run as root, so under root the server runs as ``postgres`` (made by the Debian
package) or ``nobody``.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl`` of the newest PostgreSQL here; None without one."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdecimal() else 0,
    )
    if folders:
        return folders[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _server_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def cluster(database: str = "songhanh", settings: Sequence[str] = ()) -> Iterator[str]:
    """Start a cluster; yields its address for SONGHANH_DATABASE_URL; stops and removes it after.

    Also when the program is told to stop (SIGTERM): the server would outlive it otherwise.
    ``settings`` are the server's own, as ``name=value``.

    Raises:
        FileNotFoundError: no PostgreSQL server programs are installed.
    """
    bin_folder = programs()
    if bin_folder is None:
        raise FileNotFoundError("PostgreSQL's server programs are not installed.")
    user = _server_user()
    folder = Path(tempfile.mkdtemp(prefix="songhanh-pg-"))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(*command: str) -> None:
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )

    port = _free_port()
    data = str(folder / "data")
    with _ending_when_told():
        try:
            run(
                str(bin_folder / "initdb"), "-D", data, "-U", "songhanh", "--auth=trust",
                "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
            )  # fmt: skip
            # Durability is not what these tests are about; speed is.
            options = f"-p {port} -k {folder} -h 127.0.0.1 -c fsync=off -c synchronous_commit=off"
            options += "".join(f" -c {one}" for one in settings)
            log = str(folder / "log")
            run(str(bin_folder / "pg_ctl"), "-D", data, "-o", options, "-l", log, "-w", "start")
            run(
                str(bin_folder / "createdb"), "-h", "127.0.0.1", "-p", str(port),
                "-U", "songhanh", database,
            )  # fmt: skip
            yield f"postgresql://songhanh@127.0.0.1:{port}/{database}"
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                run(str(bin_folder / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _ending_when_told() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl+C does; a second one does not disturb the tidying up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told = (signal.SIGTERM, signal.SIGINT)

    def end(number: int, _frame: object) -> None:
        for each in told:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    before = [(each, signal.signal(each, end)) for each in told]
    try:
        yield
    finally:
        for each, handler in before:
            signal.signal(each, handler)


def main() -> int:
    """Run a command against a cluster of its own."""
    with cluster() as address:
        environment = {**os.environ, "SONGHANH_DATABASE_URL": address}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
