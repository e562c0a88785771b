"""A scratch site with the cast of the tests (Lan, Minh, Hà …), to look at a page under work."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Make a fresh database in a temporary folder, fill it with the cast, serve it until Ctrl+C."""
    with tempfile.TemporaryDirectory(prefix="songhanh-world-") as var:
        os.environ["SONGHANH_VAR"] = var
        os.environ.setdefault("SONGHANH_DEBUG", "1")
        import django  # noqa: PLC0415 - settings read SONGHANH_VAR, set just above
        from django.core.management import call_command  # noqa: PLC0415 - as above

        django.setup()
        call_command("migrate", verbosity=0)
        from tests.world import PASSWORD, PEOPLE, build_world  # noqa: PLC0415 - as above

        build_world()
        for username, full_name, role, unit, _branch in PEOPLE:
            sys.stdout.write(f"{username:<8} {PASSWORD}   {full_name}, {role} {unit}\n")
        sys.stdout.flush()
        command = [sys.executable, str(ROOT / "manage.py"), "runserver", "127.0.0.1:8000"]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
