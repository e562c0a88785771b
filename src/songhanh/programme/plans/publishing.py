"""Publishing a plan straight from its file, for the command line: read, confirm, publish."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.plans.actions.issuing import publish_plan
from songhanh.programme.plans.actions.receiving import receive_plan
from songhanh.programme.plans.actions.reviewing import change_header, confirm_all
from songhanh.programme.plans.fromfile import read_file
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.reviewing import uncertain_of
from songhanh.programme.plans.reading import header_values, outline
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import unit_by_code


@dataclass(frozen=True)
class FileToPublish:
    """A plan file and what its sender adds: the issuer, number and date where they are blank."""

    data: bytes
    filename: str
    issuer_code: str
    number: str = ""
    issued_on: date | None = None


def uncertain_elements(request: FileToPublish) -> list[str]:
    """What the reader is not sure of, and what the heading lacks: one line each. Stores nothing.

    Raises:
        NotAPlanError: the file is no plan or cannot be read.
    """
    reading = read_file(request.data, request.filename)
    header = header_values(reading.structured)
    lines = []
    if not (request.number or header["number"]):
        lines.append(_("Kế hoạch chưa có số, ký hiệu."))
    if not (request.issued_on or header["issued_on"]):
        lines.append(_("Kế hoạch chưa có ngày ban hành."))
    found = outline(PlanDocument(), reading.structured, source=reading.text)
    uncertain = uncertain_of([one.element for one in found])
    return lines + [
        _("%(kind)s %(key)s: %(text)s")
        % {"kind": element.get_kind_display(), "key": element.ordinal, "text": element.text[:100]}
        for element in uncertain
    ]


def publish_file(request: FileToPublish, *, acting: Acting, at: datetime) -> PlanDocument:
    """Read, store, confirm everything and publish, as one fact.

    Raises:
        NotAPlanError: the file is no plan or cannot be read.
        RefusedError: nobody bears the issuer's code.
        NotAllowedError: the acting person may not publish plans of this issuer.
    """
    with recorded("plan.publish", acting=acting, at=at) as fact:
        issuer = _issuer(request, day_of(at))
        plan = receive_plan(request.data, request.filename, acting=acting, at=at, issuer=issuer)
        added = {
            name: value
            for name, value in (("number", request.number), ("issued_on", request.issued_on))
            if value
        }
        if added:
            change_header(plan, version=plan.version, values=added, acting=acting, at=at)
        confirm_all(plan, acting=acting, at=at)
        publish_plan(plan, acting=acting, at=at, blanks_confirmed=True)
        fact.subject = plan
    return plan


def _issuer(request: FileToPublish, on: date) -> OrgUnit:
    """The unit that bears the code on the day of issue, else today."""
    for day in (request.issued_on, on):
        unit = unit_by_code(request.issuer_code, day) if day else None
        if unit is not None:
            return unit
    raise RefusedError(
        _(
            "Không có đơn vị nào mang mã “%(code)s”. Hãy kiểm tra mã đơn vị ban hành trong danh mục"
            " đơn vị rồi thực hiện lại."
        )
        % {"code": request.issuer_code}
    )
