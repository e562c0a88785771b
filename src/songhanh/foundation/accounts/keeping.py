"""What somebody typed into a form while their session ended, carried through signing in again.

The text travels, signed, in the sign-in page itself: nothing of it is stored on the server, and
nothing is carried out before the person, signed in again, says so.
"""

from dataclasses import asdict, dataclass
from typing import Self

from django.core import signing
from django.http import HttpRequest

_SALT = "accounts.kept-form"
_SECONDS = 12 * 3600
_MOST_CHARACTERS = 200_000
FIELD = "kept_form"
"""The name of the hidden field of the sign-in page."""


@dataclass(frozen=True)
class KeptForm:
    """A form that was sent but not carried out: its address, its texts, whose session it was."""

    path: str
    values: list[tuple[str, str]]
    had_files: bool
    user_id: int | None

    @classmethod
    def of(cls, request: HttpRequest, user_id: int | None) -> Self | None:
        """The form a request sends; None where it is too long to be kept, or holds a password."""
        values = [
            (name, value)
            for name, texts in request.POST.lists()
            for value in texts
            if name not in {"csrfmiddlewaretoken", FIELD}
        ]
        if any("password" in name or name == "code" for name, _ in values):
            return None
        if sum(len(name) + len(value) for name, value in values) > _MOST_CHARACTERS:
            return None
        return cls(request.get_full_path(), values, bool(request.FILES), user_id)

    def signed(self) -> str:
        """The form as the text of a hidden field."""
        return signing.dumps(asdict(self), salt=_SALT, compress=True)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The form of a hidden field; None for none, a changed one, or one of the day before."""
        if not text:
            return None
        try:
            kept = signing.loads(text, salt=_SALT, max_age=_SECONDS)
        except signing.BadSignature:
            return None
        kept["values"] = [(name, value) for name, value in kept["values"]]
        return cls(**kept)

    @property
    def seen(self) -> list[str]:
        """The typed texts long enough to be recognised by the person."""
        return [value for _, value in self.values if len(value) > 2]
