"""What a QR code leads to on a day, and how often it was opened."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from songhanh.records.materials.kind import MOST_STEPS
from songhanh.records.materials.models import Material, MaterialVersion
from songhanh.records.recording.enums import RecordStanding


@dataclass(frozen=True)
class Served:
    """The material a code leads to, and the newest approved version in each language."""

    asked: Material
    material: Material
    versions: tuple[MaterialVersion, ...]

    @property
    def is_moved(self) -> bool:
        """Whether the code was made for another material, which was withdrawn."""
        return self.asked.pk != self.material.pk


def served(token: str, on: date) -> Served | None:
    """What the code of a token leads to; None when there is no such code, or nothing is approved.

    A withdrawn material leads to its successor. Of the versions of a language the one with the
    newest day is served, as long as it is approved and not withdrawn; Vietnamese comes first.
    """
    asked = Material.objects.filter(
        token=token, standing=RecordStanding.ACCEPTED, revises=None
    ).first()
    material = asked
    for _step in range(MOST_STEPS):
        if material is None or material.withdrawn_on is None or material.withdrawn_on > on:
            break
        material = material.successor
    if asked is None or material is None or material.standing != RecordStanding.ACCEPTED:
        return None
    if material.withdrawn_on is not None and material.withdrawn_on <= on:
        return None
    approved = MaterialVersion.objects.filter(
        material=material, standing=RecordStanding.ACCEPTED, revises=None, issued_on__lte=on
    ).exclude(withdrawn_on__lte=on)
    newest: dict[str, MaterialVersion] = {}
    for version in approved.order_by("issued_on", "pk"):
        newest[version.language] = version
    ordered = sorted(newest.values(), key=lambda one: (one.language != "vi", one.language))
    return Served(asked, material, tuple(ordered))


def scans_of(material: Material) -> int:
    """How often the code of a material was opened."""
    return material.scans.aggregate(total=Sum("count"))["total"] or 0
