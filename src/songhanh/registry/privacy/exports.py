"""Everything the product keeps about a person, as one file; the register as an Excel file."""

import json
from collections.abc import Iterable

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignKey, OneToOneField
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from songhanh.foundation.accounts.models import User
from songhanh.foundation.accounts.queries import second_factors_of, sessions_of
from songhanh.foundation.audit import verbs
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.registry.privacy.models import DataRequest
from songhanh.registry.privacy.queries import ClockedRequest
from songhanh.registry.roles.models import UserRole


def everything_about(user: User) -> dict[str, object]:
    """What is kept about a person: account, roles, ways to sign in, what they did, where else.

    Passwords, seeds and keys are left out: they are secrets, not information about the person.
    """
    factors = second_factors_of(user)
    return {
        "account": {
            "username": user.username,
            "full_name": user.full_name,
            "email": user.email,
            "is_active": user.is_active,
            "created_at": user.created_at,
        },
        "roles": list(
            UserRole.objects.filter(user=user).values(
                "role", "unit_id", "branch_id", "valid_from", "valid_to", "deputy_for_id"
            )
        ),
        "signing_in": {
            "authenticator_since": factors.authenticator and factors.authenticator.confirmed_at,
            "passkeys": [{"name": one.name, "since": one.created_at} for one in factors.passkeys],
            "identities": [
                {"issuer": one.issuer, "subject": one.subject} for one in factors.identities
            ],
            "sessions": [
                {"device": one.device, "opened_at": one.opened_at, "seen_at": one.seen_at}
                for one in sessions_of(user)
            ],
        },
        "requests": list(
            DataRequest.objects.filter(person=user).values(
                "kind", "received_on", "wish", "answered_on", "outcome", "answer"
            )
        ),
        "facts": [
            {"at": one.at, "verb": verbs.name_of(one.verb), "subject": one.subject_label}
            for one in AuditEntry.objects.filter(user=user).order_by("at")
        ],
        "named_in": _named_in(user),
    }


def person_file(user: User) -> HttpResponse:
    """The same as a download."""
    text = json.dumps(everything_about(user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    disposition = content_disposition_header(
        as_attachment=True, filename=f"du-lieu-{user.username}.json"
    )
    response["Content-Disposition"] = disposition or "attachment"
    return response


def register_workbook(rows: Iterable[ClockedRequest]) -> HttpResponse:
    """The register as an Excel file."""
    columns = [
        Column(_("Số")),
        Column(_("Yêu cầu"), width=28),
        Column(_("Người yêu cầu"), width=30),
        Column(_("Ngày nhận"), Kind.DAY),
        Column(_("Hạn xác nhận"), Kind.DAY),
        Column(_("Xác nhận ngày"), Kind.DAY),
        Column(_("Hạn trả lời"), Kind.DAY),
        Column(_("Trả lời ngày"), Kind.DAY),
        Column(_("Tình trạng")),
        Column(_("Kết quả"), width=24),
    ]
    cells = (
        (
            str(row.request.pk),
            row.request.get_kind_display(),
            row.request.person_name or (str(row.request.person) if row.request.person else ""),
            row.request.received_on,
            row.clock.acknowledge_by,
            row.request.acknowledged_on,
            row.clock.answer_by,
            row.request.answered_on,
            row.clock.state.label,
            row.request.get_outcome_display() if row.request.outcome else "",
        )
        for row in rows
    )
    return workbook_response("yeu-cau-du-lieu-ca-nhan.xlsx", columns, cells)


def _named_in(user: User) -> list[dict[str, object]]:
    """Every other row that points at the person, by table and field."""
    found: list[dict[str, object]] = []
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey | OneToOneField) and field.related_model is User:
                keys = model._default_manager.filter(**{field.name: user.pk}).values_list(
                    "pk", flat=True
                )
                if keys:
                    found.append(
                        {
                            "table": str(model._meta.verbose_name),
                            "field": str(field.verbose_name),
                            "rows": [str(key) for key in keys],
                        }
                    )
    return found
