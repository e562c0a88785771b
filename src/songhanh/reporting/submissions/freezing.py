"""What a frozen version holds, as one plain value, and the document its seal is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from songhanh.foundation.lib.seals import seal
from songhanh.reporting.submissions.enums import SubmissionKind
from songhanh.reporting.submissions.figures import Explained, Figure, columns
from songhanh.reporting.submissions.routing import Step


@dataclass(frozen=True, slots=True)
class ProvingFile:
    """A file behind the figures: the record it proves and its hash."""

    record_kind: str
    record_id: int
    sha256: str


@dataclass(frozen=True)
class FrozenContent:
    """Everything in a snapshot. ``entries`` and ``explained`` go by the key of a figure."""

    plan_code: str
    rule_key: str
    unit_code: str
    unit_name: str
    period: str
    number: int
    taken_at: datetime
    as_of: date
    figures: tuple[Figure, ...]
    entries: Mapping[str, tuple[int, ...]]
    explained: Mapping[str, Explained]
    texts: Mapping[str, str]
    files: tuple[ProvingFile, ...]
    definitions: Mapping[str, str]
    until: date
    kind: str
    route: tuple[Step, ...]

    @property
    def content_hash(self) -> str:
        """The seal over all of it."""
        return seal(document_of(self))


def document_of(content: FrozenContent) -> dict[str, object]:
    """The content as plain lists and mappings, the form that is sealed.

    What a version does not have is left out, so that a seal of before its time still holds.
    """
    more: dict[str, object] = {}
    if content.until != content.as_of:
        more["until"] = content.until
    if content.kind != SubmissionKind.MAIN:
        more["kind"] = str(content.kind)
    if content.route:
        more["route"] = [step.name for step in content.route]
    return {
        "plan": content.plan_code,
        "rule": content.rule_key,
        "unit": [content.unit_code, content.unit_name],
        "period": content.period,
        "number": content.number,
        "taken_at": content.taken_at.astimezone(UTC),
        "as_of": content.as_of,
        "figures": [columns(figure) for figure in content.figures],
        "entries": {key: sorted(ids) for key, ids in content.entries.items() if ids},
        "explained": {key: [one.value, one.reason] for key, one in content.explained.items()},
        "texts": {str(section): text for section, text in content.texts.items()},
        "files": sorted([one.record_kind, one.record_id, one.sha256] for one in content.files),
        "definitions": dict(content.definitions),
        **more,
    }
