"""The province of the worked cases: P with its communes A, B, C, department S and station a1.

A builder in plain words; ``world()`` hands the engine what the ledger and the registers would.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Self

from songhanh.engines.counting import (
    AdoptionStage,
    CampaignPlan,
    CommunityModel,
    Convention,
    Count,
    DenominatorRule,
    MapView,
    Measure,
    PlanSpec,
    RoundRole,
    Settings,
    StageRow,
    Succession,
    SuccessionKind,
    SurveyEstimate,
    TargetKind,
    TargetResult,
    TargetSpec,
    TypedValue,
    Unit,
    UnitClass,
    UnitVersion,
    World,
    evaluate,
)
from songhanh.engines.counting.units import COMMUNE_KINDS

COMMUNES = ("xã, phường, thị trấn, đặc khu",)


def day(text: str) -> date:
    """``31/12/2026`` as a date."""
    d, m, y = (int(part) for part in text.split("/"))
    return date(y, m, d)


@dataclass
class Province:
    """Everything by code; the order of calls does not matter except that parents come first."""

    ids: dict[str, int] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    successions: list[Succession] = field(default_factory=list)
    classes: list[UnitClass] = field(default_factory=list)
    counts: dict[Measure, list[Count]] = field(default_factory=lambda: defaultdict(list))
    plans: list[CampaignPlan] = field(default_factory=list)
    stages: list[StageRow] = field(default_factory=list)
    conventions: list[Convention] = field(default_factory=list)
    models: list[CommunityModel] = field(default_factory=list)
    estimates: list[SurveyEstimate] = field(default_factory=list)
    typed: list[TypedValue] = field(default_factory=list)
    records: int = 0

    @classmethod
    def of_the_cases(cls) -> Self:
        """P, A, B, C, S and a1."""
        province = cls()
        province.unit("P", "province", parent=None)
        for code in "ABC":
            province.unit(code, "commune")
        province.unit("S", "department")
        province.unit("a1", "station", parent="A")
        return province

    def unit(
        self,
        code: str,
        kind: str,
        *,
        parent: str | None = "P",
        since: str | None = None,
        until: str | None = None,
        name: str | None = None,
        aliases: tuple[str, ...] = (),
    ) -> None:
        """A unit valid from and to a day, both inside."""
        unit_id = self.ids[code] = len(self.ids) + 1
        version = UnitVersion(
            code,
            name or f"Đơn vị {code}",
            kind,
            self.ids[parent] if parent else None,
            day(since) if since else None,
            day(until) if until else None,
        )
        self.units[unit_id] = Unit(unit_id, (version,), aliases)

    def version(self, code: str, since: str, /, **changes: object) -> None:
        """The unit goes on from a day with another code, name, kind or parent."""
        unit = self.units[self.ids[code]]
        on = day(since)
        before = replace(unit.versions[-1], valid_to=on - date.resolution)
        after = replace(before, valid_from=on, valid_to=None, **changes)
        self.units[unit.id] = replace(unit, versions=(*unit.versions[:-1], before, after))

    def succeed(
        self,
        old: str,
        new: str | None,
        on: str,
        kind: SuccessionKind = SuccessionKind.MERGE,
        share: str | None = None,
    ) -> None:
        """The old unit goes into the new one."""
        self.successions.append(
            Succession(
                self.ids[old],
                self.ids[new] if new else None,
                day(on),
                kind,
                Decimal(share) if share else None,
            )
        )

    def session(
        self, host: str, on: str, *co_hosts: str, place: str | None = None, integrated: str = "no"
    ) -> None:
        """A session: held by every host, received by its place, an activity of every host."""
        self.records += 1
        dims = {"integrated": integrated}
        hosts = dict.fromkeys([host, *co_hosts])
        record = self.records if len(hosts) > 1 else None
        for each in hosts:
            count = Count(self.ids[each], day(on), dims=dims, record=record)
            self.counts[Measure.SESSION_HELD].append(count)
            self.counts[Measure.ACTIVITY_HELD].append(count)
        if place is None and self.units[self.ids[host]].latest(day(on)).kind in COMMUNE_KINDS:
            place = host
        if place is not None:
            received = Count(self.ids[place], day(on), dims=dims)
            self.counts[Measure.SESSION_RECEIVED].append(received)

    def sessions(self, host: str, number: int, on: str) -> None:
        """Several sessions on one day, summed as the ledger may."""
        count = Count(self.ids[host], day(on), Decimal(number), {"integrated": "no"})
        self.counts[Measure.SESSION_HELD].append(count)

    def activity(self, host: str, on: str) -> None:
        """An activity that is no session."""
        self.counts[Measure.ACTIVITY_HELD].append(Count(self.ids[host], day(on)))

    def item(
        self,
        outlet: str,
        on: str,
        number: int = 1,
        *,
        channel: str = "loudspeaker",
        column: str = "no",
        repeat: bool = False,
    ) -> None:
        """Items on gender equality, original or run again."""
        measure = Measure.ITEM_REPEAT if repeat else Measure.ITEM_ORIGINAL
        dims = {"channel": channel, "column": column}
        self.counts[measure].append(Count(self.ids[outlet], day(on), Decimal(number), dims))

    def plan(
        self, code: str, year: int = 2026, *, number: str | None = None, on: str | None = None
    ) -> None:
        """The Action Month plan of a unit."""
        self.plans.append(CampaignPlan(self.ids[code], year, number, day(on) if on else None))

    def stage(self, code: str, stage: AdoptionStage, since: str = "01/01/2020") -> None:
        """A media body is at a stage since a day."""
        self.stages.append(StageRow(self.ids[code], stage, day(since)))

    def model(
        self,
        identity: str,
        commune: str,
        started: str,
        met: Iterable[str] = (),
        kind: str = "digital_community",
    ) -> None:
        """A community model with the days of its activities."""
        met_on = tuple(day(one) for one in met)
        self.models.append(CommunityModel(identity, self.ids[commune], kind, day(started), met_on))

    def estimate(
        self,
        year: int,
        role: RoundRole,
        score: str,
        error: str | None = "1",
        *,
        group: str = "all",
        questionnaire: str = "v1",
        plan_code: str | None = None,
    ) -> None:
        """A score of a survey round."""
        self.estimates.append(
            SurveyEstimate(
                year,
                role,
                questionnaire,
                group,
                Decimal(score),
                Decimal(error) if error else None,
                plan_code,
            )
        )

    def typed_value(
        self, year: int, value: str, unit: str | None = None, ordinal: str = "1"
    ) -> None:
        """A value typed for the plan of P."""
        unit_id = self.ids[unit] if unit else None
        self.typed.append(TypedValue("KH", ordinal, year, Decimal(value), unit_id))

    def world(self) -> World:
        """All of it, as the engine takes it."""
        return World(
            units=tuple(self.units.values()),
            successions=tuple(self.successions),
            classes=tuple(self.classes),
            counts=self.counts,
            campaign_plans=tuple(self.plans),
            stages=tuple(self.stages),
            conventions=tuple(self.conventions),
            models=tuple(self.models),
            estimates=tuple(self.estimates),
            typed_values=tuple(self.typed),
        )

    def plan_of(
        self, issuer: str = "P", first: int | None = 2026, last: int | None = 2030
    ) -> PlanSpec:
        """A plan of a unit, of P for 2026 to 2030 unless said otherwise."""
        return PlanSpec("KH", self.ids[issuer], first, last)

    def rows(
        self,
        target: TargetSpec,
        on: str,
        *,
        plan: PlanSpec | None = None,
        map_view: MapView = MapView.REPORTED,
        under: str | None = None,
    ) -> dict[str, TargetResult]:
        """The rows of a target by period."""
        unit_filter = self.ids[under] if under else None
        plan = plan or self.plan_of()
        found = evaluate(plan, target, self.world(), day(on), map_view, unit_filter)
        return {row.period.label: row for row in found}

    def year(self, target: TargetSpec, on: str, **how: object) -> TargetResult:
        """The row of the year."""
        return self.rows(target, on, **how)[on[-4:]]


def target(kind: TargetKind, **fields: object) -> TargetSpec:
    """A target with the defaults of its kind; shares require 100."""
    shares = {
        TargetKind.ACTION_MONTH_PLAN_SHARE,
        TargetKind.MEDIA_INDEX_SHARE,
        TargetKind.CONVENTION_SHARE,
    }
    defaults: dict[str, object] = {"ordinal": "1", "subjects": COMMUNES}
    if kind in shares:
        defaults["value"] = Decimal(100)
    return TargetSpec(kind=kind, **(defaults | fields))


def counted(*kinds: str) -> DenominatorRule:
    """A denominator of kinds."""
    return DenominatorRule(kinds=frozenset(kinds))


def settings(**fields: object) -> Settings:
    """Settings of a target."""
    return Settings(**fields)
