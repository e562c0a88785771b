"""What can go wrong in the cascade, each with its sentence for people.

RefusedError
├── CircleError         the link would lead from a plan back to itself
└── UnfitLocalPlanError number, date or year of a local plan cannot stand
"""

from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import RefusedError


class CircleError(RefusedError):
    """A plan cannot carry out itself, not even by way of others."""

    def __init__(self, child: str, parent: str) -> None:
        super().__init__(
            _(
                "Không thể đặt “%(child)s” dưới “%(parent)s” vì văn bản này đã đứng dưới chính kế"
                " hoạch đó. Hãy chọn văn bản cấp trên khác, hoặc bỏ liên kết cũ trước."
            )
            % {"child": child, "parent": parent}
        )


class UnfitLocalPlanError(RefusedError):
    """What was entered about a local plan contradicts the calendar, the registry or the year."""
