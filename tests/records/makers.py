"""Records made in one line. Say in the test what matters to the test."""

from datetime import date, datetime
from typing import Any

from songhanh.foundation.lib.handedin import GivenFile
from songhanh.records.activities.actions import create_activity, submit_activity
from songhanh.records.activities.content import ActivityContent
from songhanh.records.activities.models import Activity
from songhanh.records.materials.files import set_file
from songhanh.records.materials.kind import MATERIALS, VERSIONS
from songhanh.records.materials.models import Material, MaterialVersion
from songhanh.records.media.actions import create_media_item, submit_media_item
from songhanh.records.media.content import MediaItemContent
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.actions import accept, submit
from songhanh.records.recording.evidence import add_files
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Evidence
from tests.photos import a_photo
from tests.world import NOON, World

MARCH_8 = date(2026, 3, 8)


def activity_content(**said: Any) -> ActivityContent:
    values = {
        "title": "Nói chuyện về Luật Bình đẳng giới",
        "form": "thematic_talk",
        "held_on": MARCH_8,
        "on_law_policy": True,
    }
    return ActivityContent(**(values | said))


def an_activity(world: World, by: str = "lan", at: datetime = NOON, **said: Any) -> Activity:
    """A draft of the person's own unit."""
    acting = world.acting[by]
    assert acting.unit_id is not None
    return create_activity(activity_content(**said), unit_id=acting.unit_id, acting=acting, at=at)


def a_submitted_activity(
    world: World, by: str = "lan", at: datetime = NOON, **said: Any
) -> Activity:
    return submit_activity(an_activity(world, by, at, **said), acting=world.acting[by], at=at)


def item_content(**said: Any) -> MediaItemContent:
    values = {
        "title": "Bản tin bình đẳng giới",
        "type": "news",
        "published_on": MARCH_8,
        "channel": "loudspeaker",
        "on_gender_equality": True,
    }
    return MediaItemContent(**(values | said))


def an_item(world: World, by: str = "lan", at: datetime = NOON, **said: Any) -> MediaItem:
    """A draft of the person's own outlet."""
    acting = world.acting[by]
    assert acting.unit_id is not None
    return create_media_item(item_content(**said), unit_id=acting.unit_id, acting=acting, at=at)


def a_submitted_item(world: World, by: str = "lan", at: datetime = NOON, **said: Any) -> MediaItem:
    return submit_media_item(an_item(world, by, at, **said), acting=world.acting[by], at=at)


def proof_of(kind: RecordKind[Any], record: Any, world: World, by: str = "lan") -> Evidence:
    """A photo kept as evidence of a record."""
    files = [GivenFile("anh.jpg", a_photo())]
    return add_files(kind, record, files, acting=world.acting[by], at=NOON)[0]


def a_served_version(world: World, **said: Any) -> MaterialVersion:
    """An accepted material of Xã An Hòa with an accepted version that has a picture."""
    lan, minh = world.acting["lan"], world.acting["minh"]
    unit_id = world.units["A"].pk
    material = MATERIALS.create(
        {"title": "Tờ rơi", "type": "leaflet", "topics": "gbv"},
        unit_id=unit_id,
        acting=lan,
        at=NOON,
    )
    material = submit(MATERIALS.kind, material, acting=lan, at=NOON)
    [material] = accept(MATERIALS.kind, [material], acting=minh, at=NOON)
    return a_version_of(material, world, **said)


def a_version_of(material: Material, world: World, **said: Any) -> MaterialVersion:
    """An accepted version of a material, with a picture of its own."""
    lan, minh = world.acting["lan"], world.acting["minh"]
    content = {"label": "bản 1", "language": "vi", "issued_on": MARCH_8, "material_id": material.pk}
    version = VERSIONS.create(content | said, unit_id=material.unit_id, acting=lan, at=NOON)
    picture = a_photo((800 + version.pk, 600))
    version = set_file(version, picture, "to-roi.jpg", acting=lan, at=NOON)
    version = submit(VERSIONS.kind, version, acting=lan, at=NOON)
    return accept(VERSIONS.kind, [version], acting=minh, at=NOON)[0]
