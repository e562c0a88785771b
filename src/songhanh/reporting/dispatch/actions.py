"""Putting documents on their way: prepared, numbered, sent, confirmed, archived."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from songhanh.engines.docwrite import DocumentError, with_number_and_day
from songhanh.engines.vntext import fold, format_date
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.foundation.lib.photos import prepare
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.dispatch.models import Dispatch, DispatchRecipient, SignedScan
from songhanh.reporting.dispatch.recipients import Named, lines_of_plan, named_in
from songhanh.reporting.dispatch.rules import can_acknowledge, can_dispatch, can_register
from songhanh.reporting.documents.actions import ask_for_pdf
from songhanh.reporting.documents.models import IssuedDocument

WORD = ".docx"


def dispatch_document(document: IssuedDocument, *, acting: Acting, at: datetime) -> Dispatch:
    """Prepare the sending of a written document: its lines of recipients as units of today.

    A document that is on its way already gives what was prepared.

    Raises:
        NotAllowedError: by the rule ``can_dispatch``.
    """
    on = day_of(at)
    require(can_dispatch(acting, document.unit_id, on))
    known = Dispatch.objects.filter(document=document).first()
    if known is not None:
        return known
    lines = [*document.addressees.splitlines(), *document.recipients.splitlines()]
    dispatch = Dispatch(
        document=document,
        about_plan=document.plan,
        unit_id=document.unit_id,
        kind=str(document.get_kind_display()),
        title=document.title,
        symbol=document.symbol,
        archive=document.archive,
        begun_at=at,
    )
    return _begin(dispatch, named_in(lines, document.plan, document.unit_id, on), acting, at)


def dispatch_plan(plan: PlanDocument, *, acting: Acting, at: datetime) -> Dispatch:
    """Prepare the sending of an issued plan to the recipients it names, as of today.

    Number and day are those the plan was issued under.

    Raises:
        NotAllowedError: by the rule ``can_dispatch``.
        RefusedError: the plan is still a draft, or has no day of issue.
    """
    on = day_of(at)
    require(can_dispatch(acting, plan.issuer_id, on))
    known = Dispatch.objects.filter(plan=plan).first()
    if known is not None:
        return known
    if plan.is_draft or plan.issued_on is None:
        raise RefusedError(
            _("Kế hoạch chưa ban hành hoặc chưa có ngày ban hành nên chưa gửi được.")
        )
    digits, _slash, symbol = plan.number.partition("/")
    dispatch = Dispatch(
        plan=plan,
        about_plan=plan,
        unit_id=plan.issuer_id,
        kind=plan.doc_type.capitalize() or str(_("Kế hoạch")),
        title=plan.title[:500],
        symbol=(symbol or plan.number)[:60],
        number=int(digits) if digits.isdecimal() and len(digits) < 8 else None,
        issued_on=plan.issued_on,
        issued_year=plan.issued_on.year,
        archive="VT",
        begun_at=at,
    )
    return _begin(dispatch, named_in(lines_of_plan(plan), plan, plan.issuer_id, on), acting, at)


def register_dispatch(
    dispatch: Dispatch,
    *,
    number: int,
    symbol: str,
    issued_on: date,
    acting: Acting,
    at: datetime,
) -> Dispatch:
    """Enter the number and day the registry gave; the file with both is kept and stays as it is.

    Raises:
        NotAllowedError: by the rule ``can_register``: once only.
        RefusedError: a day that lies ahead, a number given already this year, or a file without
            places for number and day.
    """
    on = day_of(at)
    require(can_register(acting, dispatch, on))
    if issued_on > on:
        raise RefusedError(_("Ngày ban hành không thể sau hôm nay."))
    document = dispatch.document
    assert document is not None  # noqa: S101 - a plan has its number from the beginning
    try:
        data = with_number_and_day(
            filestore.open_file(document.file_key),
            number=number,
            symbol=symbol,
            issued_on=issued_on,
        )
    except DocumentError as refused:
        raise RefusedError(refused.message) from refused
    with recorded("dispatch.register", acting=acting, at=at, subject=dispatch) as fact:
        now = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
        require(can_register(acting, now, on))
        now.number, now.symbol, now.issued_on = number, symbol, issued_on
        now.issued_year = issued_on.year
        now.file_key = filestore.store(data, WORD)
        now.file_name = f"{number:02d}-{document.file_name}"[:120]
        now.sha256 = hashlib.sha256(data).hexdigest()
        now.folded = _folded(now)
        _save_once(now)
        ask_for_pdf(now.file_key)
        fact.details = {"notation": now.notation, "sha256": now.sha256}
    return now


def send_dispatch(
    dispatch: Dispatch,
    recipient_ids: Collection[int],
    *,
    sent_on: date,
    means: str,
    acting: Acting,
    at: datetime,
) -> int:
    """Note that a document went to some recipients; again, if it had gone before. How many.

    Raises:
        NotAllowedError: by the rule ``can_dispatch``.
        RefusedError: not numbered yet, nobody chosen, or a day out of order.
    """
    on = day_of(at)
    require(can_dispatch(acting, dispatch.unit_id, on))
    if dispatch.issued_on is None:
        raise RefusedError(_("Văn bản chưa có số và ngày nên chưa gửi được. Hãy nhập số trước."))
    _in_order(dispatch.issued_on, sent_on, on)
    with recorded("dispatch.send", acting=acting, at=at, subject=dispatch) as fact:
        rows = dispatch.recipients.filter(pk__in=recipient_ids)
        sent = rows.update(sent_on=sent_on, means=means, times_sent=F("times_sent") + 1)
        if not sent:
            raise RefusedError(_("Hãy chọn ít nhất một nơi nhận."))
        fact.details = {"sent": sent, "means": means}
    return sent


def note_receipt(
    dispatch: Dispatch,
    recipient_ids: Collection[int],
    *,
    received_on: date,
    acting: Acting,
    at: datetime,
) -> int:
    """Note for some recipients that they confirmed by other ways (paper, telephone). How many.

    Raises:
        NotAllowedError: by the rule ``can_dispatch``.
        RefusedError: nobody chosen to whom it was sent by that day, or a day that lies ahead.
    """
    on = day_of(at)
    require(can_dispatch(acting, dispatch.unit_id, on))
    _in_order(dispatch.issued_on or on, received_on, on)
    with recorded("dispatch.note_receipt", acting=acting, at=at, subject=dispatch) as fact:
        rows = dispatch.recipients.filter(
            pk__in=recipient_ids, acknowledged_on__isnull=True, sent_on__lte=received_on
        )
        noted = rows.update(acknowledged_on=received_on, acknowledged_by_id=acting.user_id)
        if not noted:
            raise RefusedError(
                _("Hãy chọn nơi nhận đã được gửi văn bản trước ngày này và chưa xác nhận.")
            )
        fact.details = {"noted": noted}
    return noted


def acknowledge(recipient: DispatchRecipient, *, acting: Acting, at: datetime) -> None:
    """Say that the own unit has received a document.

    Raises:
        NotAllowedError: by the rule ``can_acknowledge``.
    """
    on = day_of(at)
    require(can_acknowledge(acting, recipient, on))
    with recorded("dispatch.acknowledge", acting=acting, at=at, subject=recipient.dispatch):
        DispatchRecipient.objects.filter(pk=recipient.pk, acknowledged_on__isnull=True).update(
            acknowledged_on=max(on, recipient.sent_on or on), acknowledged_by_id=acting.user_id
        )


def mark_read(recipients: Sequence[DispatchRecipient], *, acting: Acting, at: datetime) -> None:
    """Keep when somebody of the unit first opened a document; later openings change nothing."""
    unread = [one.pk for one in recipients if one.read_at is None]
    if not unread:
        return
    with recorded("dispatch.read", acting=acting, at=at, subject=recipients[0].dispatch):
        DispatchRecipient.objects.filter(pk__in=unread, read_at__isnull=True).update(read_at=at)


def add_recipients(
    dispatch: Dispatch, lines: Sequence[str], *, acting: Acting, at: datetime
) -> int:
    """Add recipients by their printed words; units that get it already are left out. How many.

    Raises:
        NotAllowedError: by the rule ``can_dispatch``.
    """
    on = day_of(at)
    require(can_dispatch(acting, dispatch.unit_id, on))
    with recorded("dispatch.add_recipients", acting=acting, at=at, subject=dispatch) as fact:
        known = set(dispatch.recipients.values_list("unit_id", flat=True))
        named = named_in(lines, dispatch.about_plan, dispatch.unit_id, on)
        fresh = [one for one in named if one.unit_id is None or one.unit_id not in known]
        last = dispatch.recipients.aggregate(last=Max("position"))["last"] or 0
        _add(dispatch, fresh, last + 1)
        fact.details = {"added": len(fresh)}
    return len(fresh)


def remove_recipient(recipient: DispatchRecipient, *, acting: Acting, at: datetime) -> None:
    """Take a recipient out to whom nothing was sent yet.

    Raises:
        NotAllowedError: by the rule ``can_dispatch``.
        RefusedError: the document went there already.
    """
    dispatch = recipient.dispatch
    require(can_dispatch(acting, dispatch.unit_id, day_of(at)))
    if recipient.sent_on is not None:
        raise RefusedError(_("Văn bản đã gửi tới nơi này nên không bỏ khỏi danh sách được."))
    with recorded("dispatch.remove_recipient", acting=acting, at=at, subject=dispatch) as fact:
        fact.details = {"words": recipient.words}
        recipient.delete()


def add_scans(
    dispatch: Dispatch, files: Sequence[GivenFile], *, acting: Acting, at: datetime
) -> list[SignedScan]:
    """Attach the scan of the signed copy, in one file or several: all of them or none, each once.

    Raises:
        NotAllowedError: by the rule ``can_dispatch``.
        RefusedError: not numbered yet, or a file cannot be kept.
    """
    require(can_dispatch(acting, dispatch.unit_id, day_of(at)))
    if not dispatch.is_issued:
        raise RefusedError(_("Văn bản chưa có số và ngày. Hãy nhập số trước khi lưu bản quét."))
    fit = [(file.name, prepare(file.data, file.name)) for file in files]
    once = {one.sha256: (name, one) for name, one in fit}
    with recorded("dispatch.add_scan", acting=acting, at=at, subject=dispatch) as fact:
        scans = [
            SignedScan.objects.create(
                dispatch=dispatch,
                file_name=name[:200],
                file_key=filestore.store(one.data, one.suffix),
                media_type=one.media_type,
                sha256=one.sha256,
                added_at=at,
                acting_user_id=acting.user_id,
            )
            for name, one in once.values()
        ]
        fact.details = {"files": len(scans), "sha256": ", ".join(once)}
    return scans


def describe_archive(
    dispatch: Dispatch, values: Mapping[str, object], *, acting: Acting, at: datetime
) -> None:
    """Keep where a document is archived and where it was published.

    Raises:
        NotAllowedError: by the rule ``can_dispatch``.
    """
    require(can_dispatch(acting, dispatch.unit_id, day_of(at)))
    with recorded("dispatch.archive", acting=acting, at=at, subject=dispatch):
        now = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
        for name in ("archive", "record_code", "published_on", "published_url"):
            setattr(now, name, values[name])
        now.folded = _folded(now)
        now.save()


def _begin(dispatch: Dispatch, named: Sequence[Named], acting: Acting, at: datetime) -> Dispatch:
    dispatch.folded = _folded(dispatch)
    with recorded("dispatch.begin", acting=acting, at=at) as fact:
        _save_once(dispatch)
        _add(dispatch, named, 1)
        fact.subject = dispatch
        fact.details = {"recipients": len(named)}
    return dispatch


def _add(dispatch: Dispatch, named: Sequence[Named], first: int) -> None:
    DispatchRecipient.objects.bulk_create(
        DispatchRecipient(
            dispatch=dispatch,
            position=place,
            words=one.words[:500],
            purpose=one.purpose[:30],
            unit_id=one.unit_id,
            unit_name=one.unit_name[:250],
        )
        for place, one in enumerate(named, start=first)
    )


def _save_once(dispatch: Dispatch) -> None:
    try:
        with transaction.atomic():
            dispatch.save()
    except IntegrityError as twice:
        raise ConflictError(
            _("Số %(notation)s năm %(year)s đã được cấp cho một văn bản khác của đơn vị.")
            % {"notation": dispatch.notation, "year": dispatch.issued_year}
        ) from twice


def _in_order(first: date, then: date, on: date) -> None:
    if then < first or then > on:
        raise RefusedError(
            _("Ngày phải nằm trong khoảng từ ngày ban hành %(first)s đến hôm nay.")
            % {"first": format_date(first)}
        )


def _folded(dispatch: Dispatch) -> str:
    words = (dispatch.notation, dispatch.symbol, dispatch.title, dispatch.record_code)
    return fold(" ".join(words))[:700]
