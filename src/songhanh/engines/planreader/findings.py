"""Findings: what a person should look at in a plan, with severity and a suggestion."""

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "hint"]

# Only what keeps a date, a value or a deadline from standing is an error.
_ERRORS = frozenset(
    {"impossible_date", "wrong_date", "date_inconsistent", "value_conflict", "missing_value"}
)
_HINTS = frozenset(
    {
        *("orthography", "unicode_decomposed", "markup_residue", "inconsistent_markup"),
        *("page_number_in_text", "page_break", "page_break_in_sentence", "hyphenated_line"),
        *("footnote_in_body", "title_variant", "term_inconsistent", "wording_inconsistent"),
        *("missing_space", "duplicate_text", "structure", "scope", "scope_variant", "other"),
        *("target_outside_section", "punctuation", "quote_mismatch"),
    }
)
_SUGGESTIONS = {
    "missing_number_date": "Bổ sung số, nơi và ngày ban hành trước khi công bố kế hoạch.",
    "missing_signatory": "Bổ sung phần ký của người có thẩm quyền.",
    "missing_recipients_signature": "Bổ sung nơi nhận và phần ký.",
    "missing_section": "Bổ sung phần còn thiếu hoặc ghi rõ phần đó theo văn bản nào.",
    "missing_annex": "Đính kèm phụ lục đã nêu trong kế hoạch.",
    "missing_due_date": "Ghi rõ ngày nộp báo cáo.",
    "ambiguous_frequency": "Ghi rõ kỳ báo cáo: 6 tháng, hằng năm hay cả hai.",
    "deadline_conflict": "Xem lại thời hạn hoặc ghi rõ mốc chốt số liệu.",
    "duplicate_section": "Kiểm tra phần lặp lại và bỏ phần thừa.",
    "duplicate_text": "Giữ một nơi, bỏ nơi lặp lại.",
    "organisation_obsolete": "Đổi sang tên cơ quan hiện nay hoặc ghi rõ cơ quan kế thừa.",
    "orthography": "Dùng thống nhất một cách viết.",
    "agency_name_variant": "Dùng thống nhất một tên cho mỗi cơ quan.",
    "place_name_variant": "Dùng thống nhất một cách viết địa danh.",
    "abbreviation_inconsistent": "Dùng thống nhất một chữ viết tắt.",
    "missing_value": "Điền con số còn để trống trước khi ban hành.",
    "missing_word": "Bổ sung từ còn thiếu.",
    "term_changed": "Dùng thuật ngữ của kế hoạch cấp trên hoặc nêu rõ lý do dùng thuật ngữ khác.",
    "status_ambiguous": "Nêu rõ kế hoạch trước tiếp tục thực hiện hay được thay thế.",
}
_DEFAULT_SUGGESTION = "Xem lại chỗ này trong văn bản gốc."


@dataclass(frozen=True)
class Finding:
    """One finding: code, severity, message, place in the text, what to do."""

    code: str
    severity: Severity
    message: str
    place: str
    suggestion: str


def check_plan(plan: dict[str, Any]) -> list[Finding]:
    """The findings of a structured plan, from its anomalies; a refusal has none.

    An error is only what keeps a date, a value or a deadline from standing.
    """
    return [_finding(anomaly) for anomaly in plan.get("anomalies") or []]


def _finding(anomaly: dict[str, Any]) -> Finding:
    kind = str(anomaly["kind"])
    quoted = str(anomaly.get("text") or "")
    why = str(anomaly.get("why") or "").rstrip()
    message = f"“{quoted}”: {why}" if quoted and quoted not in why else why
    return Finding(kind, severity_of(kind), message, _place(anomaly), _suggestion(anomaly, kind))


def _suggestion(anomaly: dict[str, Any], kind: str) -> str:
    proposed = anomaly.get("suggestion")
    return str(proposed) if proposed else _SUGGESTIONS.get(kind, _DEFAULT_SUGGESTION)


def severity_of(kind: str) -> Severity:
    """How grave a kind of anomaly is."""
    if kind in _ERRORS:
        return "error"
    return "hint" if kind in _HINTS else "warning"


def _place(anomaly: dict[str, Any]) -> str:
    source = anomaly.get("source")
    first = source[0] if isinstance(source, list) and source else source
    if isinstance(first, dict) and "line_from" in first:
        return f"dòng {first['line_from']}"
    return f"dòng {anomaly['line']}" if "line" in anomaly else ""
