"""One example of each kind declared by its columns, as somebody of Xã An Hòa types it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from songhanh.records.campaigns.kind import PLANS
from songhanh.records.channels.kind import CHANNELS, READINGS
from songhanh.records.columns.kind import COLUMNS
from songhanh.records.communitymodels.kind import MEETINGS, MODELS
from songhanh.records.conventions.kind import CONVENTIONS, STEPS
from songhanh.records.materials.kind import MATERIALS, MESSAGES, MOVES, VERSIONS
from songhanh.records.mediaindex.kind import STAGES
from songhanh.records.recording.models import Record
from songhanh.records.recording.plain import Plain
from songhanh.records.schools.kind import ACTIVITIES as SCHOOL_ACTIVITIES
from songhanh.records.schools.kind import SCHOOLS
from songhanh.records.training.kind import COURSES, DAYS, TRAINEES
from tests.world import World

Typed = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """What is typed into the form, and one field with what it is changed to later."""

    plain: Plain[Any]
    typed: Callable[[World], Typed]
    changed: tuple[str, str]


def convention(world: World) -> Typed:
    return {
        "title": "Thôn Đông",
        "type": "huong_uoc",
        "state": "recognised",
        "state_on": "01/03/2024",
        "adopted_on": "10/02/2024",
        "text_on": "10/02/2024",
        "reviewed_on": "15/02/2024",
        "discriminating": "no",
    }


def convention_step(world: World) -> Typed:
    return {
        "convention": enter(world, EXAMPLES["convention"]).pk,
        "what": "review",
        "happened_on": "05/05/2026",
        "discriminating": "yes",
        "clauses": "Điều 5: chỉ con trai được …",
    }


def media_index_stage(world: World) -> Typed:
    return {"stage": "pilot", "from_on": "01/02/2026", "document": "Quyết định 12/QĐ-BPT"}


def community_model(world: World) -> Typed:
    return {
        "title": "Câu lạc bộ Gia đình hạnh phúc",
        "type": "digital_community",
        "started_on": "10/01/2025",
        "audiences": ["men", "women"],
        "setting": "residential_area",
        "female": "20",
        "contact": "Chị Hoa, 0900 000 000",
    }


def model_meeting(world: World) -> Typed:
    model = enter(world, EXAMPLES["community_model"])
    return {"model": model.pk, "held_on": "12/03/2026", "subject": "Chia sẻ việc nhà", "male": "8"}


def media_column(world: World) -> Typed:
    return {
        "title": "Bình đẳng giới và cuộc sống",
        "channel": "radio",
        "frequency": "monthly",
        "started_on": "01/01/2026",
    }


def channel(world: World) -> Typed:
    return {
        "title": "Trang Xã An Hòa",
        "type": "fanpage",
        "address": "facebook.com/xaanhoa",
        "opened_on": "01/02/2025",
        "households": "2.000",
        "is_working": "yes",
    }


def reach_reading(world: World) -> Typed:
    page = enter(
        world, EXAMPLES["channel"], address="https://facebook.com/khac", title="Trang khác"
    )
    return {
        "channel": page.pk,
        "read_on": "31/05/2026",
        "followers": "1.250",
        "households": "900",
        "views": "4.300",
        "interactions": "120",
        "source": "typed",
    }


def campaign_plan(world: World) -> Typed:
    return {"campaign": "action_month", "year": "2026", "number": "12/KH-UBND"}


def message(world: World) -> Typed:
    return {
        "title": "Việc nhà cùng chia sẻ",
        "text": "Chia sẻ việc nhà là trách nhiệm của cả vợ và chồng.",
        "topics": ["stereotypes"],
        "valid_from": "01/01/2026",
    }


def material(world: World) -> Typed:
    return {
        "title": "Tờ rơi phòng, chống bạo lực",
        "type": "leaflet",
        "topics": ["gbv", "services"],
        "made_on": "01/02/2026",
        "description": "Gọi ai khi cần giúp đỡ.",
    }


def material_version(world: World) -> Typed:
    leaflet = enter(world, EXAMPLES["material"])
    return {
        "material": leaflet.pk,
        "label": "bản 1",
        "language": "vi",
        "issued_on": "01/03/2026",
        "transcript": "Hãy gọi 111.",
    }


def stock_move(world: World) -> Typed:
    leaflet = enter(world, EXAMPLES["material"])
    return {
        "material": leaflet.pk,
        "direction": "in",
        "quantity": "1.000",
        "moved_on": "05/03/2026",
    }


def course(world: World) -> Typed:
    return {
        "title": "Tập huấn cho tuyên truyền viên",
        "topics": ["law_policy"],
        "starts_on": "10/03/2026",
        "hours": "16",
    }


def class_day(world: World) -> Typed:
    held = enter(world, EXAMPLES["course"])
    return {"course": held.pk, "held_on": "10/03/2026", "presence": "on_site"}


def trainee_count(world: World) -> Typed:
    held = enter(world, EXAMPLES["course"])
    return {
        "course": held.pk,
        "counted_on": "11/03/2026",
        "kind_of_person": "propagandist",
        "male": "12",
        "female": "18",
        "tested": "20",
        "before": "52,5",
        "after": "70",
    }


def school(world: World) -> Typed:
    return {
        "title": "Trường THCS An Hòa",
        "level": "lower_secondary",
        "opened_on": "05/09/2024",
        "male": "210",
        "female": "198",
        "year_begins": "09-05",
        "year_ends": "05-31",
    }


def school_activity(world: World) -> Typed:
    kept = SCHOOLS.kind.records().first() or enter(world, EXAMPLES["school"])
    return {
        "school": kept.pk,
        "work": "extracurricular",
        "held_on": "12/03/2026",
        "subject": "Phòng, chống bạo lực học đường",
        "topics": ["school_violence"],
        "male": "60",
        "female": "58",
    }


EXAMPLES = {
    example.plain.kind.code: example
    for example in (
        Example(CONVENTIONS, convention, ("title", "Thôn Đoài")),
        Example(STEPS, convention_step, ("reviewer", "Phòng Tư pháp")),
        Example(STAGES, media_index_stage, ("document", "Quyết định 13/QĐ-BPT")),
        Example(MODELS, community_model, ("title", "Câu lạc bộ Bình đẳng")),
        Example(MEETINGS, model_meeting, ("subject", "Phòng, chống bạo lực")),
        Example(COLUMNS, media_column, ("subject", "Luật Bình đẳng giới")),
        Example(CHANNELS, channel, ("place", "Nhà văn hóa thôn Đông")),
        Example(READINGS, reach_reading, ("views", "4400")),
        Example(MESSAGES, message, ("text", "Cùng làm việc nhà.")),
        Example(MATERIALS, material, ("author", "Hội Liên hiệp Phụ nữ tỉnh")),
        Example(VERSIONS, material_version, ("label", "bản 1, sửa lỗi in")),
        Example(MOVES, stock_move, ("quantity", "900")),
        Example(COURSES, course, ("fund_source", "Ngân sách tỉnh")),
        Example(DAYS, class_day, ("place", "Hội trường xã")),
        Example(TRAINEES, trainee_count, ("from_unit", "Hội Liên hiệp Phụ nữ xã")),
        Example(SCHOOLS, school, ("title", "Trường THCS Kim Đồng")),
        Example(SCHOOL_ACTIVITIES, school_activity, ("classes", "khối 8")),
        Example(PLANS, campaign_plan, ("number", "13/KH-UBND")),
    )
}


def enter(world: World, example: Example, by: str = "lan", **said: Any) -> Any:
    """Type the example into its form and send it; gives the submitted record."""
    typed = example.typed(world) | said
    acting = world.acting[by]
    key = f"{example.plain.kind.code}-{example.plain.kind.records().count()}"
    client = Client()
    client.force_login(world.users[by])
    response = client.post(
        reverse(f"{example.plain.kind.namespace}:new"),
        {"unit": acting.unit_id, "key": key, "submit": "yes", **typed},
    )
    assert response.status_code == 302, errors_in(response)
    return example.plain.kind.records().get(external_id=key)


def errors_in(response: Any) -> object:
    """What a form objected to."""
    form = (response.context or {}).get("form")
    return dict(form.errors) if form is not None else response.content[:500]


def record_of(example: Example) -> Record:
    """The record of the example's kind that was entered first."""
    found: Record = example.plain.kind.records().order_by("pk")[0]
    return found
