"""The forms of signing in and of the password."""

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField


class SignInForm(forms.Form):
    """Name and password. What is wrong with them is said in one sentence above the form."""

    username = LineField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The present password once, the new one twice."""

    present_password = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=200,
        help_text=_(
            "Ít nhất 10 ký tự, không phải mật khẩu hay gặp. Một câu ngắn dễ nhớ là lựa chọn tốt."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password_again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_new_password_again(self) -> str:
        """The new password again, the same as above."""
        again: str = self.cleaned_data["new_password_again"]
        if again != self.cleaned_data.get("new_password"):
            raise forms.ValidationError(
                _("Hai lần nhập mật khẩu mới chưa giống nhau. Hãy nhập lại cả hai ô.")
            )
        return again


class SecondStepForm(forms.Form):
    """The code of the second step."""

    code = LineField(
        label=_("Mã xác nhận"),
        max_length=40,
        help_text=_("6 chữ số đang hiện trong ứng dụng, hoặc một mã khôi phục chưa dùng."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


class ConfirmForm(forms.Form):
    """The password once more, before something that weakens the account."""

    password = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AuthenticatorForm(forms.Form):
    """The first code an app shows, with the password."""

    password = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = LineField(
        label=_("Mã đang hiện trong ứng dụng"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
