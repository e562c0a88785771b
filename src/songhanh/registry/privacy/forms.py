"""What people type about requests."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.registry.privacy.actions import RequestContent
from songhanh.registry.privacy.enums import Outcome, RequestKind, RequestState
from songhanh.registry.roles.queries import users_visible_to


class RequestFilter(forms.Form):
    """Filters of the register."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Yêu cầu"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *RequestKind.choices],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *RequestState.choices],
    )


class OwnRequestForm(forms.Form):
    """A request about oneself."""

    kind = forms.ChoiceField(label=gettext_lazy("Yêu cầu"), choices=RequestKind.choices)
    wish = LinesField(label=gettext_lazy("Nội dung"), max_length=4000, required=False)


class RequestForm(OwnRequestForm):
    """A request somebody else made."""

    received_on = forms.DateField(label=gettext_lazy("Ngày nhận"))
    username = LineField(
        label=gettext_lazy("Tên đăng nhập của người yêu cầu"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Để trống khi người đó không có tài khoản."),
    )
    person_name = LineField(label=gettext_lazy("Họ và tên"), required=False, max_length=120)
    contact = LineField(
        label=gettext_lazy("Liên hệ"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Điện thoại hoặc địa chỉ để trả lời."),
    )
    field_order = ("kind", "received_on", "username", "person_name", "contact", "wish")

    def __init__(self, *args: Any, acting: Acting, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._visible = users_visible_to(acting, today)

    def clean_username(self) -> User | None:
        """The user of the branch with this name."""
        name: str = self.cleaned_data["username"]
        user = self._visible.filter(username=name.lower()).first() if name else None
        if name and user is None:
            raise forms.ValidationError(
                _("Không có tài khoản “%(name)s” trong phạm vi của bạn.") % {"name": name}
            )
        return user

    def content(self) -> RequestContent:
        """What was typed."""
        data = dict(self.cleaned_data)
        return RequestContent(person=data.pop("username"), **data)


class AnswerForm(forms.Form):
    """How a request is answered."""

    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=Outcome.choices)
    answer = LinesField(label=gettext_lazy("Trả lời"), required=False, max_length=4000)


class ExtendForm(forms.Form):
    """Why the time for an answer is extended."""

    reason = LinesField(label=gettext_lazy("Lý do gia hạn"), max_length=2000)
