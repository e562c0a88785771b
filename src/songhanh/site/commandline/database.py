"""Django and its database for the commands that need one: made and migrated when there is none."""

import os
from contextlib import redirect_stdout
from datetime import date
from typing import TYPE_CHECKING

from songhanh.site.commandline.errors import WrongUseError

if TYPE_CHECKING:
    from songhanh.foundation.lib.acting import Acting


def prepare() -> None:
    """Set Django up and bring the database to the newest form; nothing is printed on stdout.

    Raises:
        WrongUseError: the settings name no database, or one that cannot be reached.
    """
    import sys

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        django.setup()
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        raise WrongUseError(
            f"Thiết lập của Song Hành chưa đúng ({error}) "
            "Hãy sửa biến môi trường được nêu rồi gọi lại."
        ) from error
    except DatabaseError as error:
        raise WrongUseError(
            f"Chưa kết nối được cơ sở dữ liệu ({error}). Hãy kiểm tra địa chỉ trong "
            "SONGHANH_DATABASE_URL và xem máy chủ cơ sở dữ liệu có đang chạy."
        ) from error
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with redirect_stdout(sys.stderr):
            call_command("migrate", verbosity=0, interactive=False)


def acting_by(username: str | None, on: date) -> "Acting":
    """Who acts: the user of ``--by`` in the first role held that day, else the command line.

    Raises:
        WrongUseError: no such user, or no role on that day.
    """
    from songhanh.foundation.accounts.models import User
    from songhanh.foundation.lib.acting import command_line
    from songhanh.registry.roles.queries import acting_in, roles_held

    if not username:
        return command_line()
    user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if user is None:
        raise WrongUseError(
            f"Không có tài khoản “{username}” đang dùng. Hãy kiểm tra tên sau --by."
        )
    held = list(roles_held(user, on))
    if not held:
        raise WrongUseError(
            f"Tài khoản “{username}” không giữ vai trò nào trong ngày {on:%d/%m/%Y}. "
            "Hãy chọn tài khoản khác hoặc nhờ quản trị viên giao vai trò."
        )
    return acting_in(held[0])
