"""Upload a sheet; say which of its columns means what."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.records.recording.sheet import Sheet
from songhanh.records.recording.views import every_kind
from songhanh.records.sheets.enums import DayOrder
from songhanh.records.sheets.grids import MAX_BYTES, GridRow, column_name


class UploadForm(forms.Form):
    """A kind of record and a file."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại bản ghi"))
    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx)"),
        help_text=gettext_lazy("Mẫu tải về ở trên, hoặc bảng riêng của đơn vị."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [
            (pages.kind.code, pages.kind.plural)
            for pages in every_kind()
            if pages.sheet is not None
        ]

    def clean_file(self) -> UploadedFile:
        """No larger than is read at all.

        Raises:
            ValidationError: it is.
        """
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("Tệp nặng hơn %(limit)s MB. Hãy chia thành nhiều tệp nhỏ hơn.")
                % {"limit": MAX_BYTES // 1024**2}
            )
        return file


class ColumnsForm(forms.Form):
    """One choice for each column of the sheet, and how days are written."""

    day_order = forms.ChoiceField(
        label=gettext_lazy("Ngày viết như 3/8"), choices=DayOrder.choices, required=False
    )

    def __init__(
        self, *args: Any, heading: GridRow, sheet: Sheet, chosen: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = [("", _("bỏ qua")), *((one.field, str(one.heading)) for one in sheet.columns)]
        for place, cell in enumerate(heading.cells):
            if cell in (None, ""):
                continue
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=f"{column_name(place)} – {str(cell)[:60]}",
                choices=fields,
                required=False,
                initial=chosen.get(place, ""),
            )

    def columns(self) -> dict[int, str]:
        """Field by column; a field chosen twice is taken from the first column."""
        found: dict[int, str] = {}
        for name, value in self.cleaned_data.items():
            if name.startswith("column_") and value and value not in found.values():
                found[int(name.removeprefix("column_"))] = value
        return found
