"""A reminder by mail to the administrators whose requests are due soon or late."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.jobs.kinds import job
from songhanh.foundation.lib.clock import today
from songhanh.registry.privacy.enums import RequestState
from songhanh.registry.privacy.models import DataRequest
from songhanh.registry.privacy.queries import requests_visible_to, with_clocks
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.queries import acting_in, valid_on


@job(label=gettext_lazy("nhắc hạn trả lời yêu cầu về dữ liệu cá nhân"))
def remind_of_requests() -> None:
    """Once a day; nothing where no mail server is set, the register then shows what is due."""
    day = today()
    if not settings.DEFAULT_FROM_EMAIL or not DataRequest.objects.filter(answered_on=None).exists():
        return
    keepers = UserRole.objects.filter(
        valid_on(day), role=Role.ADMINISTRATOR, user__is_active=True
    ).exclude(user__email="")
    for held in keepers.select_related("user"):
        found = requests_visible_to(acting_in(held, day), day).filter(answered_on=None)
        rows = with_clocks(found, held.unit_id, day)
        due = sum(row.clock.is_soon or row.clock.state == RequestState.LATE for row in rows)
        if due:
            text = _(
                "Có %(count)s yêu cầu về dữ liệu cá nhân sắp đến hạn hoặc đã quá hạn. Hãy mở mục Dữ"
                " liệu cá nhân trong Song Hành để xử lý."
            ) % {"count": due}
            subject = _("Song Hành: yêu cầu về dữ liệu cá nhân đến hạn")
            send_mail(subject, text, None, [held.user.email])
