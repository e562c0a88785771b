"""Beginning and writing the draft of an own plan."""

from collections.abc import Mapping
from datetime import datetime

from songhanh.engines.docwrite import Signature
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.programme.cascade.drafting import outline_for
from songhanh.programme.cascade.layouting import signatures_of
from songhanh.programme.cascade.models import DraftPart, PlanDraft
from songhanh.programme.cascade.queries.drafts import draft_of
from songhanh.programme.cascade.queries.needs import Need
from songhanh.programme.cascade.rules import can_draft
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.registry.orgunits.offices import office_of

HEAD = ("title", "place", "authority", "position", "signer", "recipients", "basis")
"""The fields of a draft's head."""


def signing_fields(signature: Signature) -> dict[str, str]:
    """A signature block as fields of the head."""
    return {
        "authority": "\n".join(signature.authority),
        "position": signature.position,
        "signer": signature.name,
    }


def begin_draft(need: Need, *, acting: Acting, at: datetime) -> PlanDraft:
    """Begin a draft from the plan above; the one begun before is given where there is one.

    The newest signatory of the unit signs, else the head of the office.

    Raises:
        NotAllowedError: by the rule ``can_draft``.
    """
    require(can_draft(acting, need.unit_id, day_of(at)))
    known = draft_of(need)
    if known is not None:
        return known
    outline = outline_for(need)
    office = office_of(need.unit_id, need.day)
    known_signatures = list(signatures_of(need.unit_id, day_of(at)).values())
    head = Signature(position=office.position, authority=tuple(office.authority))
    signature = known_signatures[0] if known_signatures else head
    with recorded("plandraft.begin", acting=acting, at=at) as fact:
        draft = PlanDraft.objects.create(
            parent=need.plan,
            unit_id=need.unit_id,
            kind=need.kind,
            year=need.year,
            title=outline.title,
            place=office.place,
            recipients=outline.recipients,
            basis=outline.basis,
            changed_by_id=acting.user_id,
            changed_at=at,
            **signing_fields(signature),
        )
        DraftPart.objects.bulk_create(
            DraftPart(draft=draft, position=place, heading=heading, text=text)
            for place, (heading, text) in enumerate(outline.parts, start=1)
        )
        fact.subject, fact.subject_label = draft, f"{need.unit_name}: {draft}"[:200]
    return draft


def change_draft(
    draft: PlanDraft,
    *,
    version: int,
    head: Mapping[str, str],
    parts: Mapping[int, str],
    acting: Acting,
    at: datetime,
) -> None:
    """Save what was written: the fields of the head and the text of each part by its place.

    Raises:
        NotAllowedError: by the rule ``can_draft``.
        ChangedMeanwhileError: somebody else saved it since ``version``; nothing is overwritten.
    """
    require(can_draft(acting, draft.unit_id, day_of(at)))
    with recorded("plandraft.change", acting=acting, at=at, subject=draft):
        one = PlanDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if one.version != version:
            raise ChangedMeanwhileError
        for name in HEAD:
            setattr(one, name, head[name])
        one.changed_by_id, one.changed_at = acting.user_id, at
        one.version += 1
        one.save()
        rows = list(DraftPart.objects.filter(draft=one))
        for row in rows:
            row.text = parts.get(row.position, row.text)
        DraftPart.objects.bulk_update(rows, ["text"])
