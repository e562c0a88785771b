"""Pages of entered figures: the list, one figure with its history, enter, correct, take back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.figures.actions import correct_figure, enter_figure, withdraw_figure
from songhanh.records.figures.forms import (
    EstimateForm,
    FigureFilter,
    FigureForm,
    ReasonForm,
    TypedValueForm,
    initial_of,
)
from songhanh.records.figures.models import SurveyEstimate, TypedValue
from songhanh.records.figures.queries import (
    estimates_visible_to,
    typed_values_visible_to,
    versions_of,
)
from songhanh.records.figures.rules import can_correct, can_enter_figures
from songhanh.records.figures.tables import FigureRow, columns, estimate_rows, value_rows


@dataclass(frozen=True)
class Pages:
    """One kind of figure as its pages need it; ``one`` and ``all`` are names of addresses."""

    model: type[Any]
    form: type[FigureForm]
    visible_to: Callable[[Acting, date], QuerySet[Any]]
    rows: Callable[[Any], list[FigureRow]]
    heading: Promise
    lead: Promise
    empty: Promise
    workbook: str
    one: str
    all: str

    def address(self, verb: str) -> str:
        """The name of the page where something is done to one figure."""
        return f"figures:{verb}_{self.one}"


ESTIMATES = Pages(
    SurveyEstimate,
    EstimateForm,
    estimates_visible_to,
    estimate_rows,
    gettext_lazy("Kết quả khảo sát nhận thức"),
    gettext_lazy(
        "Điểm của từng lần khảo sát. Mức tăng nhận thức được tính từ lần nền và lần sau của cùng"
        " một bảng hỏi."
    ),
    gettext_lazy("Chưa có kết quả khảo sát nào"),
    "ket-qua-khao-sat.xlsx",
    "estimate",
    "estimates",
)
VALUES = Pages(
    TypedValue,
    TypedValueForm,
    typed_values_visible_to,
    value_rows,
    gettext_lazy("Giá trị nhập tay của chỉ tiêu"),
    gettext_lazy(
        "Chỉ tiêu không tính được từ bản ghi thì cơ quan thường trực nhập giá trị kèm minh chứng."
    ),
    gettext_lazy("Chưa có giá trị nào được nhập"),
    "gia-tri-nhap-tay.xlsx",
    "value",
    "values",
)


@signed_in
def listing(request: ActingRequest, kind: Pages) -> HttpResponse:
    """The figures in use that somebody may see, the newest year first."""
    form = FigureFilter(request.GET)
    found = kind.visible_to(request.acting, clock.today())
    found = found.filter(replaced_by=None, withdrawn=False)
    if form.chosen_year is not None:
        found = found.filter(year=form.chosen_year)
    ordered = lists.sort(request, found, {"year": "year", "posted": "posted_at"}, "-year")
    rows = [row for row in kind.rows(ordered) if row.holds(form.words)]
    if lists.wants_workbook(request):
        cells = ([row.title, *(value for _label, value, _shown in row.cells)] for row in rows)
        return workbook_response(kind.workbook, columns(rows), cells)
    context = {
        "kind": kind,
        "filter_form": form,
        "page": lists.page_of(request, rows),
        "labels": [label for label, _value, _shown in rows[0].cells] if rows else [],
        "entering": can_enter_figures(request.acting),
        "narrowed": bool(form.words or form.chosen_year),
        "new_page": kind.address("new"),
        "list_page": f"figures:{kind.all}",
        "show_page": f"figures:{kind.one}",
    }
    return render(request, "figures/list.html", context)


@signed_in
def show(request: ActingRequest, pk: int, kind: Pages) -> HttpResponse:
    """One figure: the newest version, and what stood there before."""
    row = _newest(request, pk, kind)
    versions = list(versions_of(row).select_related("plan"))
    context = {
        "kind": kind,
        "row": row,
        "shown": kind.rows([row])[0],
        "versions": _with_cells(versions, kind),
        "changing": can_correct(request.acting, row, clock.today()),
        "list_page": f"figures:{kind.all}",
        "correct_page": kind.address("correct"),
        "withdraw_page": kind.address("withdraw"),
    }
    return render(request, "figures/show.html", context)


@signed_in
def new(request: ActingRequest, kind: Pages) -> HttpResponse:
    """Enter a figure."""
    require(can_enter_figures(request.acting))
    data = request.POST if request.method == "POST" else None
    first = {name: request.GET[name] for name in ("plan", "target", "year") if name in request.GET}
    form = kind.form(data, acting=request.acting, on=clock.today(), initial=first)
    if data is not None and form.is_valid():
        try:
            row = enter_figure(
                kind.model,
                form.content(),
                key=form.cleaned_data["key"],
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã lưu; kết quả của chỉ tiêu được tính lại ngay."))
            return redirect(f"figures:{kind.one}", row.pk)
    return _form(request, form, kind, _("Nhập số liệu"))


@signed_in
def correct(request: ActingRequest, pk: int, kind: Pages) -> HttpResponse:
    """Put another version in the place of a figure, with a reason."""
    row = _newest(request, pk, kind)
    require(can_correct(request.acting, row, clock.today()))
    data = request.POST if request.method == "POST" else None
    form = kind.form(
        data, acting=request.acting, on=clock.today(), row=row, initial=initial_of(row)
    )
    if data is not None and form.is_valid():
        try:
            fresh = correct_figure(
                row, form.content(), reason=form.reason, acting=request.acting, at=clock.now()
            )
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã lưu dòng mới; dòng trước vẫn còn trong lịch sử."))
            return redirect(f"figures:{kind.one}", fresh.pk)
    return _form(request, form, kind, _("Sửa số liệu"))


@signed_in
def withdraw(request: ActingRequest, pk: int, kind: Pages) -> HttpResponse:
    """Take a figure back, with a reason."""
    row = _newest(request, pk, kind)
    require(can_correct(request.acting, row, clock.today()))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        withdraw_figure(
            row, reason=form.cleaned_data["reason"], acting=request.acting, at=clock.now()
        )
        messages.success(request, _("Đã rút số liệu; kết quả không còn tính số này."))
        return redirect(f"figures:{kind.all}")
    return _form(request, form, kind, _("Rút số liệu"))


def _form(
    request: ActingRequest, form: FigureForm | ReasonForm, kind: Pages, title: str
) -> HttpResponse:
    context = {
        "form": form,
        "kind": kind,
        "title": title,
        "list_page": f"figures:{kind.all}",
        "missing": getattr(form, "missing", ""),
    }
    status = 400 if form.errors else 200
    return render(request, "figures/form.html", context, status=status)


def _newest(request: ActingRequest, pk: int, kind: Pages) -> Any:
    """The newest version of the figure that a version belongs to."""
    found = kind.visible_to(request.acting, clock.today())
    row = get_object_or_404(found, pk=pk)
    return found.get(external_id=row.external_id, replaced_by=None)


def _with_cells(versions: Sequence[Any], kind: Pages) -> list[tuple[Any, FigureRow]]:
    return list(zip(versions, kind.rows(versions), strict=True))
