"""The file of a version."""

from django import forms
from django.utils.translation import gettext_lazy


class VersionFileForm(forms.Form):
    """One file: picture, PDF, sound or video."""

    file = forms.FileField(
        label=gettext_lazy("Tệp của bản này"),
        help_text=gettext_lazy(
            "Ảnh JPEG, PNG; PDF; âm thanh MP3, M4A, OGG; video MP4; tối đa 50 MB. "
            "Không đưa ảnh chân dung trẻ em khi chưa có đồng ý của cha mẹ."
        ),
    )
