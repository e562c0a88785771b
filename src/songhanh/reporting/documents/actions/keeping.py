"""Letters being written, those who sign, layouts adapted in Word."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from songhanh.engines.docwrite import DocumentKind, template_faults
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.offices import office_of
from songhanh.reporting.documents.actions.drawing import WORD
from songhanh.reporting.documents.enums import Signing
from songhanh.reporting.documents.letters import outline_for
from songhanh.reporting.documents.models import DocumentTemplate, Letter, Signatory
from songhanh.reporting.documents.queries import signatory_of
from songhanh.reporting.documents.rules import (
    can_adapt,
    can_change_letter,
    can_name_signatories,
    can_write_letters,
)
from songhanh.reporting.documents.samples import sample_faults

LETTER_FIELDS = (
    "symbol", "abstract", "addressees", "text", "recipients", "archive",
    "signing", "body", "head", "position", "name",
)  # fmt: skip
SIGNING_FIELDS = ("signing", "body", "head", "position", "name")


def begin_letter(
    kind: str, purpose: str, plan: PlanDocument | None, *, acting: Acting, at: datetime
) -> Letter:
    """Begin a letter or notice of the own unit with the first words of its purpose.

    Raises:
        NotAllowedError: by the rule ``can_write_letters``.
    """
    require(can_write_letters(acting))
    assert acting.unit_id is not None  # noqa: S101 - the rule asks for a unit
    on = day_of(at)
    outline = outline_for(kind, purpose, plan, acting.unit_id, on)
    letter = Letter(
        unit_id=acting.unit_id,
        plan=plan,
        kind=kind,
        purpose=purpose,
        changed_at=at,
        **{name: getattr(outline, name) for name in LETTER_FIELDS[:6]},
        **_signing(acting.unit_id, on),
    )
    with recorded("letter.begin", acting=acting, at=at) as fact:
        letter.save(force_insert=True)
        fact.subject = letter
    return letter


def change_letter(
    letter: Letter, values: Mapping[str, str], *, saves: int, acting: Acting, at: datetime
) -> Letter:
    """Keep a letter as typed. ``saves`` is how often it had been saved when the page was opened.

    Raises:
        NotAllowedError: by the rule ``can_change_letter``.
        ConflictError: somebody else saved meanwhile; nothing is overwritten.
    """
    require(can_change_letter(acting, letter))
    with recorded("letter.change", acting=acting, at=at, subject=letter):
        now = Letter.objects.select_for_update().get(pk=letter.pk)
        if now.saves != saves:
            raise ConflictError(
                _(
                    "Người khác vừa lưu văn bản này. Hãy chép phần bạn vừa viết, tải lại trang rồi"
                    " ghép vào bản mới."
                )
            )
        for name in LETTER_FIELDS:
            setattr(now, name, values[name])
        now.saves += 1
        now.changed_at = at
        now.save()
    return now


def add_signatory(
    unit_id: int, values: Mapping[str, str], valid_from: date, *, acting: Acting, at: datetime
) -> Signatory:
    """Name somebody who signs documents of a unit from a day on.

    Raises:
        NotAllowedError: by the rule ``can_name_signatories``.
    """
    require(can_name_signatories(acting, unit_id, day_of(at)))
    signatory = Signatory(unit_id=unit_id, valid_from=valid_from, **dict(values))
    with recorded("signatory.add", acting=acting, at=at) as fact:
        signatory.save(force_insert=True)
        fact.subject = signatory
    return signatory


def end_signatory(signatory: Signatory, *, acting: Acting, at: datetime) -> None:
    """Let somebody sign no more, from today. Documents written before keep their name.

    Raises:
        NotAllowedError: by the rule ``can_name_signatories``.
        RefusedError: the person was to sign only from a later day, or signs no more already.
    """
    on = day_of(at)
    require(can_name_signatories(acting, signatory.unit_id, on))
    with recorded("signatory.end", acting=acting, at=at, subject=signatory):
        now = Signatory.objects.select_for_update().get(pk=signatory.pk)
        if now.valid_to is not None:
            raise RefusedError(_("Người này đã thôi ký văn bản."))
        if now.valid_from >= on:
            now.delete()
            return
        now.valid_to = on
        now.save(update_fields=["valid_to"])


def add_template(
    template: DocumentTemplate, data: bytes, *, acting: Acting, at: datetime
) -> DocumentTemplate:
    """Use a layout that was adapted in Word from now on: of the kind and branch of ``template``.

    Raises:
        NotAllowedError: by the rule ``can_adapt``.
        RefusedError: the file is not fit; its faults one after the other.
    """
    require(can_adapt(acting, template.branch_id))
    kind = DocumentKind(template.kind)
    faults = template_faults(data, kind) or sample_faults(data, kind)
    if faults:
        raise RefusedError(_("Mẫu chưa dùng được: ") + " ".join(faults[:8]))
    return _new_version(template, data, acting, at)


def use_built_in(branch_id: int, kind: str, *, acting: Acting, at: datetime) -> DocumentTemplate:
    """Go back to the built-in layout, as a version of its own.

    Raises:
        NotAllowedError: by the rule ``can_adapt``.
    """
    require(can_adapt(acting, branch_id))
    return _new_version(DocumentTemplate(branch_id=branch_id, kind=kind), b"", acting, at)


def _new_version(
    template: DocumentTemplate, data: bytes, acting: Acting, at: datetime
) -> DocumentTemplate:
    with recorded("template.add", acting=acting, at=at) as fact:
        versions = DocumentTemplate.objects.filter(branch_id=template.branch_id, kind=template.kind)
        template.number = (versions.aggregate(newest=Max("number"))["newest"] or 0) + 1
        template.file_key = filestore.store(data, WORD) if data else ""
        template.added_at = at
        template.acting_user_id = acting.user_id
        template.save(force_insert=True)
        fact.subject = template
    return template


def _signing(unit_id: int, on: date) -> dict[str, str]:
    """Who signs for a unit now: the newest signatory, else the head of the office."""
    signatory = signatory_of(unit_id, on)
    if signatory is not None:
        return {name: getattr(signatory, name) for name in SIGNING_FIELDS}
    office = office_of(unit_id, on)
    body = office.authority[0].removeprefix("TM. ").capitalize() if office.authority else ""
    signing = Signing.COLLECTIVE if body else Signing.HEAD
    return {
        "signing": signing, "body": body, "head": "", "position": office.position, "name": "",
    }  # fmt: skip
