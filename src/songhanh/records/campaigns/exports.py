"""``campaign_plans.csv`` of a data package (its contract)."""

from collections.abc import Iterator
from datetime import date

from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.records.campaigns.kind import ACTION_MONTH
from songhanh.records.campaigns.models import CampaignPlan
from songhanh.records.recording.exports import CodesOnDays, days_of


def campaign_plan_rows() -> Iterator[Row]:
    """Every plan for the Action Month; the contract knows no other campaign."""
    codes = CodesOnDays()
    kept = CampaignPlan.objects.filter(revises=None, campaign=ACTION_MONTH).order_by("pk")
    for one in kept.iterator(chunk_size=2000):
        yield {
            "id": one.external_id,
            "unit_code": codes.code(one.unit_id, one.issued_on or date(one.year, 1, 1)),
            "campaign": one.campaign,
            "year": one.year,
            "number": one.number,
            "issued_on": one.issued_on,
            "standing": one.standing,
            **days_of(one),
        }


TABLE = PackageTable(
    "campaign_plans.csv",
    "id unit_code campaign year standing",
    "number issued_on submitted_on decided_on",
    campaign_plan_rows,
    may_lack_standing=True,
)
