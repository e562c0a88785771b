"""A plan entered by hand, and the scans kept beside a plan."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.actions.receiving import require_size
from songhanh.programme.plans.actions.refreshing import refresh_checks, refresh_search
from songhanh.programme.plans.actions.storing import free_code
from songhanh.programme.plans.models import PlanAttachment, PlanDocument, SourceText
from songhanh.programme.plans.rules import can_receive

SCANS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n": ".png"}
"""How files that are kept as scans begin, and their suffixes."""


def enter_plan(values: Mapping[str, Any], *, acting: Acting, at: datetime) -> PlanDocument:
    """Begin a plan without a file: a draft with its heading alone, found by what is added to it.

    Raises:
        NotAllowedError: the acting person may not take in plans of this issuer.
    """
    require(can_receive(acting, values["issuer_id"], day_of(at)))
    with recorded("plan.enter", acting=acting, at=at) as fact:
        plan = PlanDocument(received_by_id=acting.user_id, received_at=at, **values)
        plan.code = free_code(plan, day_of(at))
        plan.save()
        SourceText.objects.create(plan=plan, size_bytes=0)
        refresh_search(plan)
        refresh_checks(plan, day_of(at))
        fact.subject = plan
    return plan


def attach(
    plan: PlanDocument, data: bytes, filename: str, title: str, *, acting: Acting, at: datetime
) -> PlanAttachment:
    """Keep a signed scan or an annex beside a plan, whatever state the plan is in.

    Raises:
        NotAllowedError: not a lead officer of the branch.
        RefusedError: the file is too large, or neither a PDF nor a picture.
    """
    require(can_receive(acting, plan.issuer_id, day_of(at)))
    require_size(data)
    suffix = next((end for begin, end in SCANS.items() if data.startswith(begin)), None)
    if suffix is None:
        raise RefusedError(
            _("Tệp không phải PDF hay ảnh JPG, PNG nên chưa được lưu. Hãy quét lại thành PDF.")
        )
    with recorded("plan.attach", acting=acting, at=at, subject=plan) as fact:
        kept = PlanAttachment.objects.create(
            plan=plan,
            title=title,
            filename=PurePath(filename).name[:250],
            sha256=hashlib.sha256(data).hexdigest(),
            file_key=filestore.store(data, suffix),
            size_bytes=len(data),
            added_by_id=acting.user_id,
            added_at=at,
        )
        fact.details = {"attachment": kept.pk}
    return kept


def remove_attachment(attachment: PlanAttachment, *, acting: Acting, at: datetime) -> None:
    """Take a file away from a plan; file and row are kept, with who removed it."""
    plan = attachment.plan
    require(can_receive(acting, plan.issuer_id, day_of(at)))
    with recorded("plan.remove_attachment", acting=acting, at=at, subject=plan) as fact:
        attachment.removed_by_id = acting.user_id
        attachment.removed_at = at
        attachment.save(update_fields=["removed_by", "removed_at"])
        fact.details = {"attachment": attachment.pk}
