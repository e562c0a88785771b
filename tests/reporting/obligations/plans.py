"""Plans with reporting rules of every make, published in the world."""

from typing import Any

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import every_reporting_rule
from tests.programme.packages import package, structured
from tests.results.stories import moment

COMMUNES = ["các xã, phường"]


def rule(ordinal: str, kind: str, **said: Any) -> dict[str, Any]:
    """A rule as a structured plan states it: of communes, to the province, without a day."""
    return {
        "text_start": f"Báo cáo tại mục {ordinal}.",
        "line": 40,
        "ordinal": ordinal,
        "kind": kind,
        "frequency": None,
        "from": COMMUNES,
        "to": ["Ủy ban nhân dân tỉnh"],
        "via": None,
        "due": None,
        "due_rule": None,
        **said,
    }


ANNUAL = rule("VI.1", "annual", due="12-10", due_rule="before", via="Sở Nội vụ")
ANNUAL_BY = rule("VI.2", "annual", due="12-10", due_rule="by")
SEMIANNUAL = rule("VI.3", "semiannual", due="06-10", due_rule="before")
UNDATED = rule("VI.4", "annual")
ADHOC = rule("VI.5", "adhoc", to=["Sở Nội vụ"])
SUMMARY = rule("VI.6", "summary", due="12-15", due_rule="before", **{"from": ["Sở Nội vụ"]})
REPEATED = ANNUAL | {"ordinal": "VI.7", "duplicate_of": "VI.1"}
QUARTERLY_SUMMARY = rule(
    "VI.8", "summary", frequency="hằng quý", due="25", due_rule="by", **{"from": ["Sở Nội vụ"]}
)
UNSPECIFIED = rule("VI.9", "unspecified", frequency="theo quy định")


def publish(*rules: dict[str, Any], **said: Any) -> PlanDocument:
    """A plan of P for 2026 and 2027, issued on 12/01/2026, with these rules."""
    period = said.pop("period", {"from": 2026, "to": 2027})
    data = package(
        plan=structured(
            targets=[], task_groups=[], reporting=[dict(one) for one in rules], period=period
        ),
        targets={},
        roadmap=[],
        **said,
    )
    return publish_from_package(data, acting=command_line(), at=moment("15/01/2026"))


def rule_of(plan: PlanDocument, ordinal: str) -> ReportingRule:
    """A rule of the plan by its place, a repeated one too."""
    return every_reporting_rule(plan).get(element__ordinal=ordinal)
