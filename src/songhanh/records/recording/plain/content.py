"""What a kind says about its columns, and the actions that follow from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.ledger.drafts import EntryDraft, StateDraft
from songhanh.records.recording import actions
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Record
from songhanh.records.recording.problems import Problem
from songhanh.records.recording.queries import limited, units_recorded_by

R = TypeVar("R", bound=Record)

Content = Mapping[str, Any]
"""The content of a record: values by the names of its columns."""

_TITLE_LENGTH = 300


def no_problems(record: Record, today: date) -> list[Problem]:  # noqa: ARG001 - what others look at
    """Nothing to object to."""
    return []


@dataclass(frozen=True)
class Plain(Generic[R]):
    """A kind with its content: ``fields`` in the order of the form.

    ``title`` gives the record's name where nobody types one. ``code_lists`` names the open list
    behind a field, ``several`` the fields that hold many codes of theirs, parted by ``|``.
    ``problems`` looks at a filled record that is not saved. ``ahead`` are days that may lie in the
    future; every other day may not. ``not_copied`` is what the next record hardly shares with the
    last one.
    """

    kind: RecordKind[R]
    fields: tuple[str, ...]
    title: Callable[[R], str | Promise] | None = None
    code_lists: Mapping[str, str] = field(default_factory=dict)
    several: frozenset[str] = frozenset()
    options: Mapping[str, Callable[[], list[tuple[str, str]]]] = field(default_factory=dict)
    """Fields whose choices another register holds: asked for when the form is made."""
    problems: Callable[[R, date], list[Problem]] = no_problems
    ahead: frozenset[str] = frozenset()
    not_copied: frozenset[str] = frozenset()
    seen_by_all: bool = False
    """What is accepted is for every unit to use (the library), beyond the own branch."""
    shared: frozenset[str] = frozenset()
    """Links that may also point at what is for every unit to use (``seen_by_all``)."""
    restricted: frozenset[str] = frozenset()
    """Fields that stand neither among the facts of the page nor in the Excel file."""
    labels: Mapping[str, Promise] = field(default_factory=dict)
    """Names of fields where the column's own does not say it."""

    def label_of(self, name: str) -> str:
        """What a field is called on screens."""
        column: Any = self.kind.model._meta.get_field(name)
        return str(capfirst(self.labels.get(name, column.verbose_name)))

    def fill(self, record: R, content: Content) -> R:
        """Give a record its content, without saving it."""
        for name, value in content.items():
            setattr(record, name, value)
        if self.title is not None:
            record.title = str(self.title(record))[:_TITLE_LENGTH]
        record.folded_title = fold(record.title)
        return record

    def write(self, record: R, content: Content) -> None:
        """Give a record its content and save it."""
        self.fill(record, content).save()

    def content_of(self, record: R) -> dict[str, Any]:
        """The content of a stored record."""
        meta = record._meta
        names = [meta.get_field(name).attname for name in self.fields]  # type: ignore[union-attr]  # fields of one's own row only
        return {name: getattr(record, name) for name in names}

    def take_over(self, target: R, source: R) -> None:
        """Give one record the content of another, and save it."""
        self.write(target, self.content_of(source))

    def create(
        self, content: Content, *, unit_id: int, acting: Acting, at: datetime, key: str = ""
    ) -> R:
        """Enter a record as a draft. The same ``key`` sent twice gives the same record.

        Raises:
            RefusedError: the content contradicts itself.
            KeyTakenError: the key is that of somebody else's record.
        """
        blank = self.kind.model(external_id=key, unit_id=unit_id)
        self._require_sound(blank, content, at)
        return actions.create_once(
            self.kind, blank, lambda row: self.write(row, content), acting=acting, at=at
        )

    def change(
        self, record: R, content: Content, *, version: int, acting: Acting, at: datetime
    ) -> R:
        """Change a record that is not accepted yet; what it posts follows.

        Raises:
            ChangedMeanwhileError: somebody saved it since ``version`` was read.
            RefusedError: the content contradicts itself.
        """
        probe = self.kind.model(pk=record.pk, unit_id=record.unit_id, revises_id=record.revises_id)
        self._require_sound(probe, content, at)
        return actions.change(
            self.kind,
            record,
            lambda row: self.write(row, content),
            version=version,
            acting=acting,
            at=at,
        )

    def problems_of(self, record: R, today: date) -> list[Problem]:
        """Days that have not come yet, and what the kind itself objects to."""
        early = [
            Problem(
                name,
                _("Ngày %(day)s chưa tới. Hãy ghi sau khi việc đã diễn ra, hoặc kiểm tra lại ngày.")
                % {"day": value.strftime("%d/%m/%Y")},
            )
            for name in self.fields
            if name not in self.ahead
            and isinstance(value := getattr(record, name), date)
            and value > today
        ]
        return early or self.problems(record, today)

    def visible_to(self, acting: Acting, on: date) -> QuerySet[R]:
        """Those of the branch; drafts only of the own unit and its stations."""
        also = Q(standing=RecordStanding.ACCEPTED, revises=None) if self.seen_by_all else None
        return limited(self.kind.records(), acting, on, also)

    def own(self, acting: Acting, on: date) -> QuerySet[R]:
        """What somebody enters for, and what is still in use: neither cancelled nor a revision."""
        found = self.kind.records().filter(revises=None).exclude(standing=RecordStanding.CANCELLED)
        if acting.sees_everything:
            return found
        return found.filter(unit_id__in=units_recorded_by(acting, on))

    def usable(self, acting: Acting, on: date) -> QuerySet[R]:
        """The own ones, and where they are for every unit to use, all that are accepted."""
        own = self.own(acting, on)
        if not self.seen_by_all:
            return own
        return own | self.kind.records().filter(revises=None, standing=RecordStanding.ACCEPTED)

    def last_of(self, unit_id: int) -> R | None:
        """The record a unit entered last, to be copied; cancelled ones left out."""
        entered = self.kind.records().filter(unit_id=unit_id, revises=None)
        entered = entered.exclude(standing=RecordStanding.CANCELLED)
        return entered.order_by("-created_at", "-pk").first()

    def _require_sound(self, record: R, content: Content, at: datetime) -> None:
        problems = self.problems_of(self.fill(record, content), day_of(at))
        if problems:
            raise RefusedError(problems[0].message)


def posts_nothing(record: Record) -> tuple[EntryDraft, ...]:  # noqa: ARG001 - what others read
    """A record that only says what is."""
    return ()


def plain_kind(  # noqa: PLR0913 - a kind is what it is called and what it posts
    code: str,
    model: type[R],
    *,
    word: Promise,
    plural: Promise,
    about: Promise,
    namespace: str,
    day_field: str,
    related: Sequence[str] = (),
    drafts: Callable[[R], tuple[EntryDraft, ...]] = posts_nothing,
    states: Callable[[R], tuple[StateDraft, ...]] | None = None,
    after_posting: Callable[[Sequence[R]], None] | None = None,
    **content: Any,
) -> Plain[R]:
    """Declare a kind and its content (``Plain``) in one go.

    ``related`` are the foreign keys that ``drafts`` and ``states`` read.
    """
    declared: list[Plain[R]] = []

    def take_over(target: R, source: R) -> None:
        declared[0].take_over(target, source)

    kind: RecordKind[R] = RecordKind(
        code=code,
        model=model,
        word=word,
        plural=plural,
        namespace=namespace,
        day_field=day_field,
        with_parts=lambda rows: rows.select_related(*related) if related else rows,
        drafts=drafts,
        take_over=take_over,
        states=states,
        after_posting=after_posting,
        about=about,
    )
    declared.append(Plain(kind=kind, **content))
    return declared[0]
