"""To whom a report goes: "Kính gửi" and "Nơi nhận", from the words of the reporting rule."""

from dataclasses import dataclass
from datetime import date

from songhanh.engines.vntext import fold
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import addressees_of, reporting_rules, via_of
from songhanh.registry.orgunits.offices import Office, office_of


@dataclass(frozen=True)
class Route:
    """Addressees, and the further recipients besides "Như trên" and the archive."""

    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def unit_route(plan: PlanDocument, rule: ReportingRule | None, unit_id: int, on: date) -> Route:
    """The way of a unit's report: to the rule's addressees, through the unit it names.

    A report that no rule asks for goes to whoever issued the plan.
    """
    office, issuer = office_of(unit_id, on), office_of(plan.issuer_id, on)
    if rule is None:
        return Route(_without(office, (issuer.name,)))
    through_whom = via_of(rule)
    via = through_whom if through_whom and not _same(through_whom, office) else ""
    to = _addressees(rule, office, issuer) or _without(office, (issuer.name,))
    through = f" (qua {via})" if via else ""
    return Route(tuple(f"{one}{through}" for one in to), (via,) if via else ())


def consolidated_route(plan: PlanDocument, rule: ReportingRule, unit_id: int, on: date) -> Route:
    """The way of the consolidated report: by the plan's summary rule, else by the round's own."""
    office, issuer = office_of(unit_id, on), office_of(plan.issuer_id, on)
    summaries = list(reporting_rules(plan).filter(kind=RuleKind.SUMMARY))
    for one in [*summaries, rule]:
        to = _addressees(one, office, issuer)
        if to:
            return Route(to)
    return Route(_without(office, (issuer.name,)))


def _addressees(rule: ReportingRule, office: Office, issuer: Office) -> tuple[str, ...]:
    named = addressees_of(rule)
    return _without(office, tuple(_full_name(one, issuer) for one in named))


def _full_name(printed: str, issuer: Office) -> str:
    """Ủy ban nhân dân tỉnh with the province's own name, where the issuer is meant."""
    same_words = fold(issuer.name).startswith(f"{fold(printed)} ")
    return issuer.name if same_words else printed


def _without(office: Office, names: tuple[str, ...]) -> tuple[str, ...]:
    """Nobody reports to themselves."""
    return tuple(dict.fromkeys(one for one in names if not _same(one, office)))


def _same(name: str, office: Office) -> bool:
    return fold(name) in {fold(office.name), fold(office.issuing)}
