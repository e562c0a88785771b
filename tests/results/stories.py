"""The world with a published plan of chosen targets, and short ways to let things happen in it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from songhanh.engines.counting import TargetResult
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import targets_of
from songhanh.records.activities.actions import (
    accept_activities,
    create_activity,
    submit_activity,
)
from songhanh.records.activities.content import ActivityContent
from songhanh.records.activities.models import Activity
from songhanh.records.media.actions import accept_media_items, create_media_item, submit_media_item
from songhanh.records.media.content import MediaItemContent
from songhanh.records.media.models import MediaItem
from songhanh.registry.orgunits.actions import Change, Part, merge_unit, reattach_unit, split_unit
from songhanh.results.values.queries import results_of
from tests.programme.packages import package, structured
from tests.world import World

SESSIONS = {
    "text_start": "Hằng năm, mỗi xã, phường tổ chức ít nhất 02 cuộc truyền thông.",
    "line": 10,
    "ordinal": "II.1",
    "kind": "sessions_per_year",
    "comparator": ">=",
    "value": 2,
    "value_max": None,
    "unit": "cuộc",
    "coverage": None,
    "milestones": [],
    "baseline_year": None,
    "period": "year",
    "subjects": ["các xã, phường"],
}
RECEIVED = SESSIONS | {"ordinal": "II.2", "line": 11}
LOUDSPEAKER = SESSIONS | {
    "text_start": "Mỗi quý, mỗi xã, phường phát ít nhất 03 tin, bài trên loa.",
    "line": 12,
    "ordinal": "II.3",
    "kind": "loudspeaker_items_per_quarter",
    "value": 3,
    "unit": "tin, bài",
    "period": "quarter",
}
ACTION_MONTH = SESSIONS | {
    "text_start": "100% xã, phường có kế hoạch hưởng ứng Tháng hành động.",
    "line": 13,
    "ordinal": "II.4",
    "kind": "action_month_plan_share",
    "value": 100,
    "unit": "%",
}
COLUMN = SESSIONS | {
    "text_start": "Báo, đài duy trì chuyên mục hằng tháng.",
    "line": 14,
    "ordinal": "II.5",
    "kind": "monthly_column",
    "value": 1,
    "unit": "chuyên mục",
    "period": "month",
    "subjects": ["cơ quan báo chí"],
}
CONVENTIONS = SESSIONS | {
    "text_start": "100% hương ước, quy ước được rà soát.",
    "line": 15,
    "ordinal": "II.6",
    "kind": "convention_share",
    "value": 100,
    "unit": "%",
    "subjects": ["hương ước, quy ước"],
}
TARGETS = (SESSIONS, RECEIVED, LOUDSPEAKER, ACTION_MONTH, COLUMN, CONVENTIONS)
PRESENT = datetime(2027, 1, 20, 2, tzinfo=UTC)
"""When the stories are told: the whole of 2026 has happened."""


def moment(text: str, hour: int = 9) -> datetime:
    """``10/11/2026`` at this hour in Hà Nội."""
    day = on(text)
    return datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC)


def on(text: str) -> date:
    """``10/11/2026`` as a date."""
    d, m, y = (int(part) for part in text.split("/"))
    return date(y, m, d)


@dataclass
class Story:
    """A world and its plan."""

    world: World
    plan: PlanDocument
    at: datetime = PRESENT
    made: int = field(default=0)

    def unit_id(self, code: str) -> int:
        """The unit of a code."""
        return self.world.units[code].pk

    def target(self, ordinal: str) -> Target:
        """A target by its place in the plan."""
        return targets_of(self.plan).get(element__key=ordinal)

    def draft(self, host: str, day: str, *co_hosts: str, **said: Any) -> Activity:
        """A session that was written down and not sent."""
        self.made += 1
        place = said.pop("place", None)
        content = ActivityContent(
            title=f"Nói chuyện số {self.made}",
            form="thematic_talk",
            held_on=on(day),
            co_host_ids=tuple(self.unit_id(code) for code in co_hosts),
            commune_id=self.unit_id(place) if place else None,
            **({"on_law_policy": True} | said),
        )
        by, unit_id = command_line(), self.unit_id(host)
        return create_activity(content, unit_id=unit_id, acting=by, at=self.at)

    def sent(self, host: str, day: str, *co_hosts: str, **said: Any) -> Activity:
        """A session that waits for acceptance."""
        draft = self.draft(host, day, *co_hosts, **said)
        return submit_activity(draft, acting=command_line(), at=self.at)

    def session(self, host: str, day: str, *co_hosts: str, **said: Any) -> Activity:
        """An accepted session."""
        sent = self.sent(host, day, *co_hosts, **said)
        return accept_activities([sent], acting=command_line(), at=self.at)[0]

    def item(self, outlet: str, day: str, *, accepted: bool = True, **said: Any) -> MediaItem:
        """An item on gender equality, on the loudspeaker unless said otherwise."""
        self.made += 1
        content = MediaItemContent(
            **{
                "title": f"Bản tin số {self.made}",
                "type": "news",
                "published_on": on(day),
                "channel": "loudspeaker",
                "on_gender_equality": True,
            }
            | said
        )
        by = command_line()
        made = create_media_item(content, unit_id=self.unit_id(outlet), acting=by, at=self.at)
        sent = submit_media_item(made, acting=by, at=self.at)
        return accept_media_items([sent], acting=by, at=self.at)[0] if accepted else sent

    def merge(self, old: str, new: str, day: str) -> None:
        """The old unit goes on in the new one from a day."""
        old_unit, into = self.world.units[old], self.world.units[new]
        merge_unit(old_unit, into=into, change=_change(day), acting=command_line(), at=self.at)

    def split(self, old: str, day: str, **shares: Any) -> None:
        """The old unit goes on in several, each with its share."""
        parts = [Part(self.world.units[code], share) for code, share in shares.items()]
        split_unit(
            self.world.units[old],
            parts=parts,
            change=_change(day),
            acting=command_line(),
            at=self.at,
        )

    def move(self, unit: str, under: str, day: str) -> None:
        """The unit stands under another from a day."""
        reattach_unit(
            self.world.units[unit],
            parent=self.world.units[under],
            change=_change(day),
            acting=command_line(),
            at=self.at,
        )

    def rows(self, ordinal: str, day: str, **how: Any) -> dict[str, TargetResult]:
        """The rows of a target by period."""
        found = results_of(self.plan, as_of=on(day), **how)
        return {row.period.label: row for row in found if row.ordinal == ordinal}

    def year(self, ordinal: str, day: str, **how: Any) -> TargetResult:
        """The row of the year."""
        return self.rows(ordinal, day, **how)[day[-4:]]

    def counts(self, ordinal: str, day: str, **how: Any) -> dict[str, float]:
        """What each unit has, by code."""
        outcomes = self.year(ordinal, day, **how).outcomes
        return {one.code: float(one.count) for one in outcomes if one.count is not None}


def _change(day: str) -> Change:
    return Change(on(day), basis="Nghị quyết 01/NQ")


def tell(world: World, *targets: dict[str, Any]) -> Story:
    """Publish a plan of P for 2026 to 2030 with these targets."""
    data = package(
        code="KH-P-2026",
        plan=structured(targets=[dict(one) for one in targets or TARGETS], task_groups=[]),
        targets={"II.2": {"settings": {"reading": "receives"}}}
        if RECEIVED in targets or not targets
        else {},
        roadmap=[],
    )
    plan = publish_from_package(data, acting=command_line(), at=moment("15/01/2026"))
    return Story(world, plan)
