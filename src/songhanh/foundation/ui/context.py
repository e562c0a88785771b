"""What the page frame needs on every page."""

from django.http import HttpRequest

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.ui import navigation


def page_frame(request: HttpRequest) -> dict[str, object]:
    """Navigation by role, and who is acting. Empty for somebody who is not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    acting: Acting | None = getattr(request, "acting", None)
    role = acting.role if acting else ""
    return {
        "navigation_groups": navigation.groups_for(request, role),
        "account_links": navigation.account_links_for(request, role),
        "acting_label": navigation.acting_label(request),
    }
