"""Correcting what a record's day says about its campaign."""

from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.records.campaigns.models import CampaignTag
from songhanh.records.campaigns.queries import code_of
from songhanh.records.campaigns.rules import can_tag
from songhanh.records.recording.kinds import kind_of
from songhanh.records.recording.queries import limited
from songhanh.records.recording.rules import can_record
from songhanh.registry.calendar.queries import Occurrence

TAGGED_KINDS = ("activity", "media_item")


def tag_record(
    campaign: Occurrence,
    kind_code: str,
    record_id: int,
    *,
    belongs: bool,
    acting: Acting,
    at: datetime,
) -> None:
    """Say whether a record belongs to a campaign, whatever its day.

    Raises:
        RefusedError: there is no such record in the branch.
    """
    require(can_record(acting))
    kind = kind_of(kind_code)
    if kind is None or kind_code not in TAGGED_KINDS:
        raise RefusedError(_("Loại bản ghi này không xếp vào đợt cao điểm."))
    record = limited(kind.records(), acting, day_of(at)).filter(pk=record_id).first()
    if record is None:
        raise RefusedError(_("Không có bản ghi này trong phạm vi của bạn."))
    require(can_tag(acting, record, day_of(at)))
    with recorded("campaign.tag", acting=acting, at=at, subject=record) as fact:
        fact.details = {
            "campaign": code_of(campaign.occasion),
            "year": campaign.year,
            "belongs": belongs,
        }
        CampaignTag.objects.update_or_create(
            campaign=code_of(campaign.occasion),
            year=campaign.year,
            record_kind=kind_code,
            record_id=record_id,
            defaults={"belongs": belongs, "tagged_at": at, "tagged_by_id": acting.user_id},
        )
