"""The pages every kind of record has, with their addresses."""

from typing import Any, Generic

from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.web import signed_in
from songhanh.records.recording.views.entering import EntryPages
from songhanh.records.recording.views.listing import ListPages
from songhanh.records.recording.views.proving import EvidencePages
from songhanh.records.recording.views.showing import MovePages
from songhanh.records.recording.views.spec import F, R


class RecordPages(
    ListPages[R, F], EntryPages[R, F], MovePages[R, F], EvidencePages[R, F], Generic[R, F]
):
    """List, entry, show, change, moves and evidence of one kind.

    Each kind makes one, and takes its addresses from ``urls()``; what differs from kind to kind it
    hands in (``KindPages``).
    """

    def urls(self) -> list[URLPattern]:
        """The addresses of the kind, to be included under its namespace.

        Asking for them makes the kind's pages known to those that go through every kind.
        """
        _pages[self.kind.code] = self
        return [
            path("", signed_in(self.show_list), name="list"),
            path("new/", signed_in(self.new), name="new"),
            path("<int:pk>/", signed_in(self.show), name="show"),
            path("<int:pk>/edit/", signed_in(self.edit), name="edit"),
            path("<int:pk>/submit/", require_POST(signed_in(self.submit)), name="submit"),
            path("<int:pk>/reopen/", signed_in(self.reopen), name="reopen"),
            path("<int:pk>/cancel/", signed_in(self.cancel), name="cancel"),
            path("<int:pk>/evidence/", signed_in(self.add_evidence), name="add_evidence"),
            path("<int:pk>/evidence/<int:proof>/", signed_in(self.proof), name="proof"),
            path(
                "<int:pk>/evidence/<int:proof>/thumbnail/",
                signed_in(self.thumbnail),
                name="thumbnail",
            ),
            path(
                "<int:pk>/evidence/<int:proof>/remove/",
                require_POST(signed_in(self.remove_evidence)),
                name="remove_evidence",
            ),
        ]


_pages: dict[str, RecordPages[Any, Any]] = {}


def pages_of(code: str) -> RecordPages[Any, Any] | None:
    """The pages of a kind by its code."""
    return _pages.get(code)


def every_kind() -> list[RecordPages[Any, Any]]:
    """The pages of every kind, in the order of their addresses."""
    return list(_pages.values())
