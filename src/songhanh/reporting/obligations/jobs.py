"""Every morning: whoever still owes a report is told once, in one digest."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.clock import now, today
from songhanh.reporting.obligations.actions import record_reminder
from songhanh.reporting.obligations.queries import Digest, digests_due
from songhanh.reporting.obligations.reminding import digest_text


@job(label=gettext_lazy("nhắc nộp báo cáo"), atomic=False)
def remind_of_reports() -> None:
    """Run twice, it says nothing twice: what a person was told is kept one by one."""
    for digest in digests_due(today()):
        record_reminder(digest, by_mail=_mailed(digest), acting=command_line(), at=now())


def _mailed(digest: Digest) -> bool:
    """Whether it went by mail: where a server is set and the person has an address.

    A server that refuses must not keep the others from being told; the first page tells as well.
    """
    if not (settings.DEFAULT_FROM_EMAIL and digest.user.email):
        return False
    with override("vi"):
        count = len(digest.lines)
        subject = ngettext(
            "Song Hành: %(count)s báo cáo cần nộp", "Song Hành: %(count)s báo cáo cần nộp", count
        ) % {"count": count}
        greeting = _("Kính gửi %(name)s,") % {"name": str(digest.user)}
        text = f"{greeting}\n\n{digest_text(digest, today())}"
    try:
        return bool(send_mail(subject, text, None, [digest.user.email]))
    except (OSError, SMTPException):
        return False
