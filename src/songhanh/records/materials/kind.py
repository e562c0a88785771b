"""Messages, materials, versions and stock moves as kinds of record."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.ledger.drafts import EntryDraft, StateDraft
from songhanh.records.materials.models import (
    Direction,
    Language,
    Material,
    MaterialVersion,
    Message,
    StockMove,
)
from songhanh.records.materials.stock import require_stock
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.problems import Problem

MOST_STEPS = 20
"""Longer chains of successors are a circle nobody meant."""


def _material_states(material: Material) -> tuple[StateDraft, ...]:
    if material.withdrawn_on is None:
        return ()
    said = ("life", "withdrawn", material.withdrawn_on)
    return (StateDraft(material.unit_id, "material", material.pk, *said),)


def _material_problems(material: Material, today: date) -> list[Problem]:  # noqa: ARG001 - no clock here
    if material.successor_id is None:
        return []
    if material.withdrawn_on is None:
        said = _("Đã có sản phẩm thay thế thì cần ghi ngày thu hồi.")
        return [Problem("withdrawn_on", said)]
    if _comes_back(material):
        said = _("Sản phẩm thay thế dẫn trở lại chính sản phẩm này. Hãy chọn sản phẩm khác.")
        return [Problem("successor", said)]
    return []


def _comes_back(material: Material) -> bool:
    own = {material.pk, material.revises_id} - {None}
    seen: set[int] = set()
    following = material.successor
    while following is not None and following.pk not in seen and len(seen) < MOST_STEPS:
        if following.pk in own:
            return True
        seen.add(following.pk)
        following = following.successor
    return following is not None


def _version_title(version: MaterialVersion) -> str:
    language = Language(version.language).label
    return f"{version.material.title} – {version.label} ({language})"


def _version_problems(version: MaterialVersion, today: date) -> list[Problem]:  # noqa: ARG001 - as above
    if version.withdrawn_on is not None and version.withdrawn_on < version.issued_on:
        said = _("Ngày thu hồi trước ngày của bản này. Hãy kiểm tra lại hai ngày.")
        return [Problem("withdrawn_on", said)]
    return []


def _message_problems(message: Message, today: date) -> list[Problem]:  # noqa: ARG001 - as above
    if message.valid_to is not None and message.valid_to < message.valid_from:
        said = _("Ngày hết dùng trước ngày bắt đầu dùng. Hãy kiểm tra lại hai ngày.")
        return [Problem("valid_to", said)]
    return []


def _move_entries(move: StockMove) -> tuple[EntryDraft, ...]:
    measure = "stock_in" if move.direction == Direction.IN else "stock_out"
    return (EntryDraft(move.unit_id, measure, move.moved_on, move.quantity),)


def _move_problems(move: StockMove, today: date) -> list[Problem]:  # noqa: ARG001 - as above
    problems = []
    if not move.quantity:
        problems.append(Problem("quantity", _("Hãy ghi số bản lớn hơn 0.")))
    before = StockMove.objects.filter(pk=move.revises_id or move.pk).first()
    if before is not None and before.material_id != move.material_id:
        said = _("Không đổi sang sản phẩm khác được. Hãy hủy bản ghi này rồi ghi bản mới.")
        problems.append(Problem("material", said))
    return problems


def _move_title(move: StockMove) -> str:
    return _("%(direction)s %(quantity)s bản ngày %(day)s: %(material)s") % {
        "direction": Direction(move.direction).label,
        "quantity": number_text(move.quantity),
        "day": day_text(move.moved_on),
        "material": move.material.title,
    }


def _never_below_zero(moves: Sequence[StockMove]) -> None:
    for material_id, unit_id in sorted({(move.material_id, move.unit_id) for move in moves}):
        require_stock(material_id, unit_id)


MESSAGES: Plain[Message] = plain_kind(
    "message",
    Message,
    word=gettext_lazy("thông điệp"),
    plural=gettext_lazy("Thông điệp"),
    about=gettext_lazy("Thông điệp chuẩn để mọi đơn vị dùng, theo chủ đề và nhóm đối tượng."),
    namespace="standardmessages",
    day_field="valid_from",
    fields=("title", "text", "topics", "audiences", "valid_from", "valid_to", "replaces"),
    labels={"title": gettext_lazy("tên thông điệp")},
    code_lists={"topics": CodeList.TOPIC, "audiences": CodeList.AUDIENCE},
    several=frozenset({"topics", "audiences"}),
    problems=_message_problems,
    ahead=frozenset({"valid_from", "valid_to"}),
    seen_by_all=True,
    not_copied=frozenset({"title", "text", "replaces"}),
)

MATERIALS: Plain[Material] = plain_kind(
    "material",
    Material,
    word=gettext_lazy("sản phẩm truyền thông"),
    plural=gettext_lazy("Sản phẩm truyền thông"),
    about=gettext_lazy("Tờ rơi, áp phích, video, tài liệu: các bản, kho, mã QR."),
    namespace="materials",
    day_field="made_on",
    states=_material_states,
    fields=(
        "title",
        "type",
        "topics",
        "audiences",
        "description",
        "link",
        "author",
        "print_run",
        "cost_vnd",
        "made_on",
        "withdrawn_on",
        "successor",
    ),
    labels={"title": gettext_lazy("tên sản phẩm")},
    code_lists={
        "type": CodeList.MATERIAL_TYPE,
        "topics": CodeList.TOPIC,
        "audiences": CodeList.AUDIENCE,
    },
    several=frozenset({"topics", "audiences"}),
    problems=_material_problems,
    ahead=frozenset({"withdrawn_on"}),
    seen_by_all=True,
    not_copied=frozenset({"title", "link", "withdrawn_on", "successor", "print_run", "cost_vnd"}),
)

VERSIONS: Plain[MaterialVersion] = plain_kind(
    "material_version",
    MaterialVersion,
    word=gettext_lazy("bản của sản phẩm"),
    plural=gettext_lazy("Bản của sản phẩm truyền thông"),
    about=gettext_lazy("Từng bản, từng ngôn ngữ; được chấp nhận nghĩa là nội dung đã duyệt."),
    namespace="materialversions",
    day_field="issued_on",
    related=("material",),
    fields=(
        "material",
        "label",
        "language",
        "issued_on",
        "withdrawn_on",
        "transcript",
        "checked",
    ),
    title=_version_title,
    problems=_version_problems,
    ahead=frozenset({"withdrawn_on"}),
    seen_by_all=True,
    not_copied=frozenset({"issued_on", "withdrawn_on", "transcript", "checked"}),
)

MOVES: Plain[StockMove] = plain_kind(
    "stock_move",
    StockMove,
    word=gettext_lazy("nhập, xuất kho"),
    plural=gettext_lazy("Nhập, xuất kho sản phẩm"),
    about=gettext_lazy("Số bản nhận vào và cấp phát; kho không bao giờ dưới 0."),
    namespace="stockmoves",
    day_field="moved_on",
    related=("material",),
    drafts=_move_entries,
    after_posting=_never_below_zero,
    fields=("material", "direction", "quantity", "moved_on", "receiver"),
    title=_move_title,
    problems=_move_problems,
    shared=frozenset({"material"}),
    not_copied=frozenset({"quantity", "moved_on"}),
)
