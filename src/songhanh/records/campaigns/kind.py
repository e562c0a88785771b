"""Unit plans for a campaign as a kind of record."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.counting import CampaignPlan as CountedPlan
from songhanh.ledger.drafts import StateDraft
from songhanh.ledger.enums import Standing
from songhanh.ledger.states import rows_known
from songhanh.records.campaigns.models import CampaignPlan
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.problems import Problem
from songhanh.registry.calendar.enums import OccasionKind
from songhanh.registry.calendar.models import Occasion

SUBJECT = "campaign_plan"
ACTION_MONTH = "action_month"
_UNSTATED = ""


def _states(plan: CampaignPlan) -> tuple[StateDraft, ...]:
    """A plan stands since its day of issue; undated it stands by its number alone.

    The aspect is the campaign, the state its year. A plan with neither number nor day says nothing
    (counting rules: ``number`` or ``issued_on`` present).
    """
    if plan.issued_on is None and not plan.number:
        return ()
    state = str(plan.year)
    return (StateDraft(plan.unit_id, SUBJECT, plan.pk, plan.campaign, state, plan.issued_on),)


def plans_counted(
    *, known_on: date | None = None, standing: str = Standing.ACCEPTED
) -> list[CountedPlan]:
    """Every Action Month plan as known on a day, for the counting engine."""
    rows = rows_known(SUBJECT, known_on=known_on, standing=standing).filter(aspect=ACTION_MONTH)
    return [
        CountedPlan(
            unit_id=row.unit_id,
            year=int(row.state),
            number=None if row.holds_from else "+",
            issued_on=row.holds_from,
        )
        for row in rows
    ]


def _problems(plan: CampaignPlan, today: date) -> list[Problem]:
    problems = []
    if not plan.number and plan.issued_on is None:
        said = _("Hãy ghi số hoặc ngày ban hành của kế hoạch; thiếu cả hai thì chưa được tính.")
        problems.append(Problem("number", said))
    if not 2000 <= plan.year <= today.year + 1:
        problems.append(Problem("year", _("Hãy kiểm tra lại năm: %(year)d.") % {"year": plan.year}))
    same = CampaignPlan.objects.filter(
        unit_id=plan.unit_id, campaign=plan.campaign, year=plan.year, revises=None
    ).exclude(standing=RecordStanding.CANCELLED)
    if same.exclude(pk=plan.revises_id or plan.pk).exists():
        said = _("Đơn vị đã có kế hoạch của đợt này trong năm %(year)d. Hãy sửa bản đã có.")
        problems.append(Problem("campaign", said % {"year": plan.year}))
    return problems


def name_of_campaign(code: str) -> str:
    """The name of an occasion by its code; the code itself when nobody keeps it."""
    occasion = Occasion.objects.filter(code=code).first()
    return occasion.name if occasion else code


def campaign_options() -> list[tuple[str, str]]:
    """The campaigns of the calendar, the Action Month first."""
    kept = Occasion.objects.filter(kind=OccasionKind.CAMPAIGN).order_by("first_day", "name")
    named = [(one.code or f"occasion-{one.pk}", one.name) for one in kept]
    return sorted(named, key=lambda pair: pair[0] != ACTION_MONTH)


def _title(plan: CampaignPlan) -> str:
    return _("Kế hoạch %(number)s: %(campaign)s năm %(year)d") % {
        "number": plan.number or _UNSTATED,
        "campaign": name_of_campaign(plan.campaign),
        "year": plan.year,
    }


PLANS: Plain[CampaignPlan] = plain_kind(
    SUBJECT,
    CampaignPlan,
    word=gettext_lazy("kế hoạch đợt cao điểm"),
    plural=gettext_lazy("Kế hoạch đợt cao điểm"),
    about=gettext_lazy("Kế hoạch của đơn vị cho Tháng hành động và các đợt cao điểm khác."),
    namespace="campaignplans",
    day_field="issued_on",
    states=_states,
    fields=("campaign", "year", "number", "issued_on", "planned"),
    options={"campaign": campaign_options},
    title=_title,
    problems=_problems,
    not_copied=frozenset({"number", "issued_on"}),
)
