"""Who may record, change, submit, decide.

Recording roles for their own unit, lead officers for the records of their branch, nobody else.
"""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.records.recording.enums import NEXT_STATES, RecordStanding
from songhanh.records.recording.models import Record
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.registry.roles.enums import RECORDING, Role


def can_record(acting: Acting) -> Answer:
    """Whether somebody enters records at all."""
    if acting.acts_as(*RECORDING):
        return Allowed()
    return Denied(_("Vai trò này chỉ xem, không ghi hoạt động và tin, bài."))


def can_record_for(acting: Acting, unit_id: int, on: date) -> Answer:
    """Whether somebody enters the records of a unit."""
    answer = can_record(acting)
    if not answer or acting.sees_everything or unit_id in units_recorded_by(acting, on):
        return answer
    return Denied(_("Chỉ cán bộ của chính đơn vị được ghi cho đơn vị đó."))


def can_change(acting: Acting, record: Record, on: date) -> Answer:
    """Whether somebody may change the content in place."""
    answer = can_record_for(acting, record.unit_id, on)
    if not answer or record.is_changeable:
        return answer
    if record.standing == RecordStanding.ACCEPTED:
        return Denied(_("Bản ghi đã được chấp nhận. Muốn sửa, hãy bấm “Mở lại” và ghi lý do."))
    return Denied(_("Bản ghi đã hủy nên không sửa được nữa."))


def can_submit(acting: Acting, record: Record, on: date) -> Answer:
    """Whether somebody may send the record for acceptance."""
    return can_record_for(acting, record.unit_id, on) and can_move(
        record, RecordStanding.SUBMITTED, undoing=False
    )


def can_reopen(acting: Acting, record: Record, on: date) -> Answer:
    """Whether somebody may open an accepted record again (mở lại)."""
    answer = can_record_for(acting, record.unit_id, on)
    if not answer or (record.standing == RecordStanding.ACCEPTED and not record.is_revision):
        return answer
    return Denied(_("Chỉ bản ghi đã được chấp nhận mới cần mở lại."))


def can_withdraw(acting: Acting, record: Record, on: date) -> Answer:
    """Who cancels a record: its unit until it is accepted, the lead officer afterwards."""
    if record.standing == RecordStanding.ACCEPTED:
        return can_decide(acting)
    return can_record_for(acting, record.unit_id, on)


def can_cancel(acting: Acting, record: Record, on: date) -> Answer:
    """Whether somebody may cancel the record now."""
    return can_withdraw(acting, record, on) and can_move(
        record, RecordStanding.CANCELLED, undoing=False
    )


def can_decide(acting: Acting) -> Answer:
    """Whether somebody accepts and returns records of their branch."""
    if acting.acts_as(Role.LEAD_OFFICER):
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực được chấp nhận hoặc trả lại bản ghi."))


def can_decide_here(acting: Acting, record: Record, on: date) -> Answer:
    """Whether somebody may decide about this record: a co-host's lead officer only sees it."""
    seen = units_seen_by(acting, on)
    if seen is not None and record.unit_id not in seen:
        return Denied(_("Bản ghi này do cơ quan thường trực của đơn vị chủ trì xem xét."))
    return can_decide(acting)


def can_import(acting: Acting) -> Answer:
    """Whether somebody takes in records of many units at once."""
    if acting.acts_as(Role.LEAD_OFFICER, Role.ADMINISTRATOR):
        return Allowed()
    return Denied(
        _("Chỉ cán bộ cơ quan thường trực và quản trị viên được nhập bản ghi của nhiều đơn vị.")
    )


def can_move(record: Record, standing: str, *, undoing: bool) -> Answer:
    """Whether the table of moves allows this one.

    Accepted to submitted is the undoing of an acceptance and is asked for as such; submitting an
    accepted record otherwise means nothing.
    """
    back = record.standing == RecordStanding.ACCEPTED and standing == RecordStanding.SUBMITTED
    if standing in NEXT_STATES[record.standing] and back == undoing:
        return Allowed()
    return Denied(
        _("Bản ghi “%(title)s” đang ở tình trạng “%(now)s” nên không chuyển sang “%(next)s” được.")
        % {
            "title": record.title,
            "now": record.get_standing_display(),
            "next": RecordStanding(standing).label,
        }
    )
