"""The forms of managing users: who, in which role, for which unit, from when to when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.accounts.actions import NewUser
from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.roles import queries
from songhanh.registry.roles.actions import NewAccount, RoleGrant
from songhanh.registry.roles.enums import Role

_NAMED_AT_MOST = 6


class UserFilter(forms.Form):
    """Filters of the list of users."""

    q = LineField(label=gettext_lazy("Tên hoặc tên đăng nhập"), required=False)
    unit = LineField(label=gettext_lazy("Đơn vị"), required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *Role.choices],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[
            ("", gettext_lazy("tất cả")),
            ("open", gettext_lazy("đang dùng")),
            ("closed", gettext_lazy("đã khóa")),
        ],
    )


class PersonForm(forms.Form):
    """Name and address of a user."""

    full_name = LineField(label=gettext_lazy("Họ và tên"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử công vụ"), required=False)

    def person(self, username: str) -> NewUser:
        """What was typed, for a sign-in name."""
        data = self.cleaned_data
        return NewUser(username=username, full_name=data["full_name"], email=data["email"])


class GrantForm(forms.Form):
    """A role for a unit of the acting branch."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=Role.choices)
    unit = LineField(
        label=gettext_lazy("Đơn vị"),
        max_length=250,
        help_text=gettext_lazy("Nhập mã hoặc tên đơn vị, có dấu hay không dấu đều được."),
    )
    valid_from = forms.DateField(label=gettext_lazy("Từ ngày"))
    valid_to = forms.DateField(
        label=gettext_lazy("Đến ngày"),
        required=False,
        help_text=gettext_lazy("Để trống khi chưa biết ngày kết thúc."),
    )
    only_the_unit = forms.BooleanField(
        label=gettext_lazy("Chỉ xem đơn vị này, không xem cả địa bàn"),
        required=False,
        help_text=gettext_lazy(
            "Các vai trò làm việc cho cả địa bàn (chủ trì, lãnh đạo, kiểm tra, tài chính, quản"
            " trị) thường xem cả địa bàn mà đơn vị trực thuộc."
        ),
    )

    def __init__(self, *args: Any, acting: Acting, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._acting = acting
        self._today = today
        self.fields["valid_from"].initial = today

    def clean_unit(self) -> UnitVersion:
        """The one unit of the branch that is meant; several or none are told by name."""
        text: str = self.cleaned_data["unit"]
        meant = queries.units_meant(self._acting, text, self._today)
        if len(meant) == 1:
            return meant[0]
        if not meant:
            raise forms.ValidationError(
                _("Không tìm thấy đơn vị “%(text)s” trong phạm vi của bạn. Hãy kiểm tra lại tên.")
                % {"text": text}
            )
        names = "; ".join(f"{unit.name} ({unit.code})" for unit in meant[:_NAMED_AT_MOST])
        raise forms.ValidationError(
            _("Có %(count)s đơn vị ứng với “%(text)s”: %(names)s… Hãy nhập mã của đúng đơn vị.")
            % {"count": len(meant), "text": text, "names": names}
        )

    def grant(self) -> RoleGrant:
        """The role that was asked for."""
        data = self.cleaned_data
        unit_id = data["unit"].unit_id
        return RoleGrant(
            role=data["role"],
            unit_id=unit_id,
            valid_from=data["valid_from"],
            valid_to=data["valid_to"],
            branch_id=unit_id if data["only_the_unit"] else None,
        )


class NewUserForm(GrantForm, PersonForm):
    """A new user with the first role."""

    username = LineField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ cái không dấu, chữ số, dấu chấm hoặc gạch, ví dụ lan.nguyen."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    field_order = ("full_name", "username", "email", "role", "unit", "valid_from")


class EndForm(forms.Form):
    """The last day of a role."""

    last_day = forms.DateField(label=gettext_lazy("Ngày cuối giữ vai trò"))


class ReasonForm(forms.Form):
    """Why an account is closed."""

    reason = LinesField(label=gettext_lazy("Lý do khóa"), max_length=500)


class InvitationForm(GrantForm):
    """An invitation: for whom, to which role in which unit, and how it travels."""

    full_name = LineField(
        label=gettext_lazy("Họ và tên"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Có thể để trống; người nhận tự ghi khi nhận lời mời."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử công vụ"),
        required=False,
        help_text=gettext_lazy("Nơi chưa có thư điện tử thì để trống và in phiếu."),
    )
    paper = forms.ChoiceField(
        label=gettext_lazy("Khổ giấy của phiếu in"),
        choices=[("a6", gettext_lazy("A6 (phiếu nhỏ)")), ("a4", "A4")],
    )
    field_order = ("full_name", "email", "role", "unit", "valid_from", "valid_to")


class InvitationFilter(forms.Form):
    """Filters of the list of invitations."""

    unit = LineField(label=gettext_lazy("Đơn vị"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[
            ("", gettext_lazy("tất cả")),
            ("open", gettext_lazy("đang chờ")),
            ("accepted", gettext_lazy("đã nhận")),
            ("revoked", gettext_lazy("đã rút lại")),
            ("over", gettext_lazy("đã hết hạn")),
        ],
    )


class CodeForm(forms.Form):
    """The code of a printed slip."""

    code = LineField(
        label=gettext_lazy("Mã mời"),
        max_length=40,
        help_text=gettext_lazy("Bốn nhóm chữ in trên phiếu, ví dụ k7mp-29xa-hq4t-wz8c."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )


class AcceptForm(forms.Form):
    """What somebody chooses for their new account."""

    full_name = LineField(label=gettext_lazy("Họ và tên"), max_length=120)
    username = LineField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ cái không dấu, chữ số, dấu chấm hoặc gạch, ví dụ lan.nguyen."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"),
        strip=False,
        max_length=200,
        help_text=gettext_lazy(
            "Ít nhất 10 ký tự, không phải mật khẩu hay gặp. Một câu ngắn dễ nhớ là lựa chọn tốt."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password_again(self) -> str:
        """The password again, the same as above."""
        again: str = self.cleaned_data["password_again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(
                _("Hai lần nhập mật khẩu chưa giống nhau. Hãy nhập lại cả hai ô.")
            )
        return again

    def account(self) -> NewAccount:
        """What was typed."""
        data = self.cleaned_data
        return NewAccount(data["username"], data["password"], data["full_name"])


class _OtherUserForm(forms.Form):
    """Somebody else of the branch, by sign-in name."""

    username = LineField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, acting: Acting, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._visible = queries.users_visible_to(acting, today).filter(is_active=True)

    def clean_username(self) -> User:
        """The user of the branch with this name."""
        name: str = self.cleaned_data["username"]
        user = self._visible.filter(username=name.lower()).first()
        if user is None:
            raise forms.ValidationError(
                _("Không có tài khoản “%(name)s” đang dùng trong phạm vi của bạn.") % {"name": name}
            )
        return user


class DeputyForm(_OtherUserForm):
    """Who stands in, from when to when."""

    first = forms.DateField(label=gettext_lazy("Làm thay từ ngày"))
    last = forms.DateField(label=gettext_lazy("Đến ngày"))
    field_order = ("username", "first", "last")


class HandOverForm(_OtherUserForm):
    """Who goes on, and the last day of the one who leaves."""

    last_day = forms.DateField(label=gettext_lazy("Ngày làm việc cuối cùng của người bàn giao"))
    field_order = ("username", "last_day")
