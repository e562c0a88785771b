"""Refusals of this app."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import RefusedError


def no_such_target(plan_code: str, key: str) -> RefusedError:
    """A target was named that the plan does not have."""
    return RefusedError(
        _(
            "Kế hoạch “%(plan)s” không có chỉ tiêu ở mục “%(key)s”. "
            "Hãy xem số mục của các chỉ tiêu trên trang kế hoạch."
        )
        % {"plan": plan_code, "key": key}
    )


def require_map_day(as_of: date, map_name: str, map_day: date | None) -> None:
    """Pass when there is no map day, or one that a comparable series can have.

    Raises:
        RefusedError: a map day without the new map, or one before the as-of day.
    """
    if map_day is None:
        return
    if map_name != "new":
        raise RefusedError(
            _("Ngày bản đồ chỉ dùng cùng bản đồ mới. Hãy chọn bản đồ mới hoặc bỏ ngày bản đồ.")
        )
    if map_day < as_of:
        raise RefusedError(
            _(
                "Ngày bản đồ %(map_day)s đứng trước ngày tính đến %(as_of)s. "
                "Hãy chọn một ngày bản đồ không sớm hơn."
            )
            % {"map_day": f"{map_day:%d/%m/%Y}", "as_of": f"{as_of:%d/%m/%Y}"}
        )
