"""Confirming, dismissing and taking back the links of a plan."""

from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.cascade.enums import UPWARD, DocumentKind, LinkRelation, LinkState
from songhanh.programme.cascade.errors import CircleError
from songhanh.programme.cascade.models import PlanLink, UpperDocument
from songhanh.programme.cascade.queries.links import Cited, Proposal, leads_back
from songhanh.programme.cascade.rules import can_link, can_replace
from songhanh.programme.plans.actions.issuing import supersede
from songhanh.programme.plans.models import PlanDocument


def confirm_link(
    plan: PlanDocument, proposal: Proposal, *, acting: Acting, at: datetime
) -> PlanLink:
    """Put a plan under, beside or in place of what was proposed or chosen by hand.

    A document that was only named so far is added. "Thay thế" closes the old plan: it stays
    reportable, and its open duties go on under the new one.

    Raises:
        NotAllowedError: by the rules ``can_link`` and, for a replacement, ``can_replace``.
        CircleError: the upper plan stands under this one already.
        RefusedError: the old plan is not in force any more.
    """
    require(can_link(acting, plan, day_of(at)))
    parent = proposal.plan
    if parent is not None and proposal.relation in UPWARD and leads_back(plan, parent):
        raise CircleError(plan.name, parent.name)
    with recorded("cascade.confirm_link", acting=acting, at=at, subject=plan) as fact:
        if proposal.relation == LinkRelation.SUPERSEDES:
            _replace(plan, parent, acting=acting, at=at)
        link = _decide(plan, proposal, LinkState.CONFIRMED, acting.user_id, at)
        if proposal.relation == LinkRelation.IMPLEMENTS and parent and plan.parent_id is None:
            PlanDocument.objects.filter(pk=plan.pk).update(parent=parent)
            plan.parent = parent
        fact.details = {"relation": str(proposal.relation), "to": proposal.label[:200]}
    return link


def dismiss_link(plan: PlanDocument, proposal: Proposal, *, acting: Acting, at: datetime) -> None:
    """Say that a proposed link is none; it is not proposed again.

    Raises:
        NotAllowedError: by the rule ``can_link``.
    """
    require(can_link(acting, plan, day_of(at)))
    with recorded("cascade.dismiss_link", acting=acting, at=at, subject=plan) as fact:
        _decide(plan, proposal, LinkState.DISMISSED, acting.user_id, at)
        fact.details = {"relation": str(proposal.relation), "to": proposal.label[:200]}


def undo_link(link: PlanLink, *, acting: Acting, at: datetime) -> None:
    """Take a confirmed link back; it is proposed again where the text proposes it.

    Raises:
        NotAllowedError: by the rule ``can_link``.
        RefusedError: it closed a plan, which is not opened again.
    """
    require(can_link(acting, link.child, day_of(at)))
    if link.relation == LinkRelation.SUPERSEDES:
        raise RefusedError(
            _(
                "Liên kết này đã kết thúc kế hoạch cũ nên không bỏ được. Nếu ghi nhầm, hãy ban hành"
                " lại kế hoạch cũ như một kế hoạch mới."
            )
        )
    with recorded("cascade.undo_link", acting=acting, at=at, subject=link.child) as fact:
        fact.details = {"relation": link.relation, "to": str(link.parent or link.document)[:200]}
        if link.relation == LinkRelation.IMPLEMENTS and link.parent_id:
            PlanDocument.objects.filter(pk=link.child_id, parent_id=link.parent_id).update(
                parent=None
            )
        link.delete()


def _replace(plan: PlanDocument, old: PlanDocument | None, *, acting: Acting, at: datetime) -> None:
    if old is None:
        raise RefusedError(_("Chỉ thay thế được kế hoạch có trong sổ. Hãy tải kế hoạch cũ lên."))
    require(can_replace(acting, plan, old, day_of(at)))
    if not supersede(PlanDocument.objects.filter(pk=old.pk), by=plan, acting=acting, at=at):
        raise RefusedError(
            _("Kế hoạch %(name)s không còn thực hiện nên không cần thay thế.") % {"name": old.name}
        )


def _decide(
    plan: PlanDocument, proposal: Proposal, state: LinkState, user_id: int | None, at: datetime
) -> PlanLink:
    """Write what was decided about one link; the same one is decided anew."""
    document = proposal.document or (_named(proposal.cited) if proposal.cited else None)
    link, _made = PlanLink.objects.update_or_create(
        child=plan,
        parent=proposal.plan,
        document=document,
        relation=proposal.relation,
        defaults={"state": state, "decided_by_id": user_id, "decided_at": at},
    )
    return link


def _named(cited: Cited) -> UpperDocument:
    """The document a plan names, added where it is not known yet."""
    kind = DocumentKind.PLAN if "KH" in cited.number.upper() else DocumentKind.OTHER
    document, _made = UpperDocument.objects.get_or_create(
        number=cited.number,
        issued_on=cited.issued_on,
        issuer_words=cited.issuer_words,
        defaults={"title": cited.title or cited.number, "kind": kind},
    )
    return document
