"""A plan file comes in: read, proposed, not yet confirmed."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.actions.refreshing import refresh_checks
from songhanh.programme.plans.actions.storing import (
    free_code,
    save_elements,
    save_pages,
    save_source,
)
from songhanh.programme.plans.anomalies import anomalies_of
from songhanh.programme.plans.enums import PlanStatus, VersionState
from songhanh.programme.plans.errors import AlreadyReceivedError, ChangedMeanwhileError
from songhanh.programme.plans.fromfile import FileReading, read_file
from songhanh.programme.plans.models import Anomaly, PlanDocument, PlanVersion, SourceText
from songhanh.programme.plans.reading import header_values, outline
from songhanh.programme.plans.rules import can_receive
from songhanh.registry.orgunits.models import OrgUnit


def receive_plan(
    data: bytes, filename: str, *, acting: Acting, at: datetime, issuer: OrgUnit
) -> PlanDocument:
    """Read a plan file and keep what it proposes as a draft to be confirmed.

    Raises:
        NotAllowedError: the acting person may not take in plans of this issuer.
        NotAPlanError: the file is no plan or cannot be read; nothing is stored.
        AlreadyReceivedError: the same file came before; it carries the plan it became.
        RefusedError: the file is too large.
    """
    require(can_receive(acting, issuer.pk, day_of(at)))
    require_size(data)
    require_new(data, issuer)
    reading = read_file(data, filename)
    try:
        with recorded("plan.receive", acting=acting, at=at) as fact:
            plan = keep_reading(reading, data, filename, acting=acting, at=at, issuer_id=issuer.pk)
            fact.subject = plan
    except IntegrityError as error:  # the same code at the same moment by two people
        raise ChangedMeanwhileError from error
    return plan


def keep_reading(
    reading: FileReading,
    data: bytes,
    filename: str,
    *,
    acting: Acting,
    at: datetime,
    issuer_id: int,
) -> PlanDocument:
    """Keep a reading as a draft. Part of an action, which asked whether it may."""
    plan = PlanDocument(
        issuer_id=issuer_id,
        status=PlanStatus.DRAFT,
        received_by_id=acting.user_id,
        received_at=at,
        **header_values(reading.structured),
    )
    plan.code = free_code(plan, day_of(at))
    plan.save()
    save_source(plan, data, filename, reading.text, f"{plan.title}\n{reading.text}")
    save_pages(plan, reading.pages)
    PlanVersion.objects.create(
        plan=plan,
        number=1,
        state=VersionState.APPLIED,
        filename=plan.source.filename,
        sha256=plan.source.sha256,
        file_key=plan.source.file_key,
        size_bytes=plan.source.size_bytes,
        received_by_id=acting.user_id,
        received_at=at,
    )
    save_elements(outline(plan, reading.structured, source=reading.text, rules=reading.rules))
    Anomaly.objects.bulk_create(anomalies_of(plan, reading.structured))
    refresh_checks(plan, day_of(at))
    return plan


def require_size(data: bytes) -> None:
    """Refuse a file that is larger than the installation takes."""
    if len(data) > settings.MAX_UPLOAD_BYTES:
        raise RefusedError(
            _(
                "Tệp lớn hơn %(limit)s MB nên chưa được nhận. Hãy tải lên tệp nhỏ hơn, ví dụ bỏ bớt"
                " hình ảnh trong tệp."
            )
            % {"limit": settings.MAX_UPLOAD_BYTES // 1024**2}
        )


def require_new(data: bytes, issuer: OrgUnit) -> None:
    """Refuse a file that came before for the same issuer."""
    digest = hashlib.sha256(data).hexdigest()
    same = SourceText.objects.filter(sha256=digest, plan__issuer=issuer).select_related("plan")
    for source in same[:1]:
        raise AlreadyReceivedError(source.plan_id, source.plan.code)
