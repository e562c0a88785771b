"""How an app hands in a kind: to the review queue, the ledger's recount and the audit's words."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.audit import verbs
from songhanh.records.recording.kinds import RecordKind, register

_WORDS = {
    "create": _("ghi {word}"),
    "change": _("sửa {word}"),
    "submit": _("gửi {word}"),
    "accept": _("chấp nhận {word}"),
    "return": _("trả lại {word}"),
    "undo_acceptance": _("hoàn tác chấp nhận {word}"),
    "reopen": _("mở lại {word}"),
    "cancel": _("hủy {word}"),
    "import": _("nhập dữ liệu {word}"),
    "add_evidence": _("thêm minh chứng {word}"),
    "remove_evidence": _("bỏ minh chứng {word}"),
}


def join(kind: RecordKind[Any]) -> None:
    """Make a kind known everywhere, and name what is done to its records."""
    register(kind)
    verbs.register(
        {
            f"{kind.code}.{verb}": format_lazy(words, word=kind.word)
            for verb, words in _WORDS.items()
        }
    )
