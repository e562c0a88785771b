"""Refusals of this app."""

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
