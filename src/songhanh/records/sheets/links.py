"""Names of records in the cells of a sheet, held against those the kind's form offers."""

from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.records.recording.sheet import SheetColumn
from songhanh.records.sheets.values import UnfitCellError


class Links:
    """The records behind the fields of a form, by their folded names; asked for once."""

    def __init__(self, form: forms.Form) -> None:
        self._form = form
        self._keys: dict[str, dict[str, list[str]]] = {}

    def key_of(self, column: SheetColumn, text: str) -> str:
        """The key of the record a cell names.

        Raises:
            UnfitCellError: none is called so, or several are.
        """
        known = self._keys.get(column.field)
        if known is None:
            known = self._keys[column.field] = self._offered(column.field)
        found = known.get(fold(text), [])
        if len(found) == 1:
            return found[0]
        expected = _("tên một bản ghi đã có của đơn vị")
        if found:
            said = _("Có %(count)d bản ghi cùng tên “%(text)s”. Hãy đổi tên một bản rồi tải lại.")
            raise UnfitCellError(expected, said % {"count": len(found), "text": text})
        said = _("Sổ chưa có “%(text)s”. Hãy ghi vào sổ trước, hoặc viết đúng tên trong sổ.")
        raise UnfitCellError(expected, said % {"text": text})

    def _offered(self, name: str) -> dict[str, list[str]]:
        field: Any = self._form.fields[name]
        keys: dict[str, list[str]] = defaultdict(list)
        for record in field.queryset.iterator():
            keys[fold(str(record))].append(str(record.pk))
        return keys
