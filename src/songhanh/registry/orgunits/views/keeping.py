"""Pages that keep the registry in order: integrity checks."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits.checks import CHECKS, Check, Found, snapshot
from songhanh.registry.orgunits.rules import can_keep_units
from songhanh.registry.orgunits.views.frames import Text

_TONES = {"error": "bad", "warning": "warning", "hint": "neutral"}
_WORDS: dict[str, Text] = {
    "error": gettext_lazy("lỗi"),
    "warning": gettext_lazy("cần xem"),
    "hint": gettext_lazy("gợi ý"),
}


@dataclass(frozen=True)
class _Line:
    """One finding with the check it comes from."""

    check: Check
    found: Found

    @property
    def tone(self) -> str:
        """The colour of its severity."""
        return _TONES[self.check.severity.value]

    @property
    def severity(self) -> str:
        """The severity in a word."""
        return str(_WORDS[self.check.severity.value])


@signed_in
def checks(request: ActingRequest) -> HttpResponse:
    """What every check finds in the acting branch, the gravest first."""
    require(can_keep_units(request.acting))
    root = None if request.acting.sees_everything else request.acting.branch_id
    registry = snapshot(root, clock.today())
    made = (make() for make in CHECKS)
    lines = [_Line(check, one) for check in made for one in check.find(registry)]
    wanted = request.GET.get("severity", "")
    if wanted:
        lines = [line for line in lines if line.check.severity.value == wanted]
    if lists.wants_workbook(request):
        return _workbook(lines)
    context = {
        "page": lists.page_of(request, lines),
        "choices": [("", _("Tất cả")), *_WORDS.items()],
        "wanted": wanted,
        "count": len(lines),
    }
    return render(request, "orgunits/checks.html", context)


def _workbook(lines: list[_Line]) -> HttpResponse:
    columns = [
        Column(_("Mức")),
        Column(_("Mã"), width=14),
        Column(_("Đơn vị"), width=40),
        Column(_("Kiểm tra"), width=40),
        Column(_("Điều tìm thấy"), width=60),
        Column(_("Nên làm"), width=60),
    ]
    rows = (
        (
            one.severity,
            one.found.code,
            one.found.name,
            str(one.check.name),
            one.found.text,
            str(one.check.advice),
        )
        for one in lines
    )
    return workbook_response("kiem-tra-don-vi.xlsx", columns, rows)
