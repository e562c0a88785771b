"""``plans/*.json`` of data packages, small and invented."""

from typing import Any

TARGETS = [
    {
        "text_start": "Hằng năm, các xã, phường được truyền thông ít nhất 02 cuộc.",
        "line": 10,
        "ordinal": "I.1",
        "kind": "sessions_per_year",
        "comparator": ">=",
        "value": 2,
        "value_max": None,
        "unit": "cuộc",
        "coverage": None,
        "milestones": [],
        "baseline_year": None,
        "period": "year",
        "subjects": ["các xã, phường"],
    },
    {
        "text_start": "Đến năm 2030 nhận thức tăng từ 10 - 15% so với năm 2026.",
        "line": 11,
        "ordinal": "I.2",
        "kind": "awareness_increase",
        "comparator": "between",
        "value": 10,
        "value_max": 15,
        "unit": "%",
        "coverage": None,
        "milestones": [{"year": 2030, "value": 10, "value_max": 15}],
        "baseline_year": 2026,
        "period": "once",
        "subjects": ["người dân"],
    },
    {
        "text_start": "Đến năm 2028 có 97,5% cơ quan truyền thông áp dụng Bộ chỉ số.",
        "line": 12,
        "ordinal": "I.2",
        "kind": "media_index_share",
        "comparator": ">=",
        "value": 97.5,
        "value_max": None,
        "unit": "%",
        "coverage": None,
        "milestones": [{"year": 2028, "value": 97.5, "stage": "chính thức"}],
        "baseline_year": None,
        "period": "once",
        "subjects": ["cơ quan truyền thông"],
    },
]


def structured(**changes: Any) -> dict[str, Any]:
    """A structured plan in the form of the checked answers."""
    return {
        "file": "ke-hoach.txt",
        "schema_version": "1.0",
        "title": "Truyền thông về bình đẳng giới giai đoạn 2026 - 2030",
        "issuing_level": "province",
        "province_or_unit": "Ủy ban nhân dân tỉnh Hải Sơn",
        "period": {"from": 2026, "to": 2030},
        "legal_basis": [{"number": "1790/QĐ-TTg", "date": "2021-10-23", "relation": "implements"}],
        "targets": [dict(target) for target in TARGETS],
        "task_groups": [
            {
                "ordinal": "II.1",
                "title_start": "Tăng cường thông tin",
                "line": 20,
                "tasks": [{"text_start": "Phát loa mỗi tuần.", "line": 21, "label": "a"}],
            }
        ],
        "assignments": [
            {
                "ordinal": "III.1",
                "agency": "Sở Nội vụ",
                "agencies": ["Sở Nội vụ"],
                "role": "lead",
                "duties": ["Chủ trì thực hiện Kế hoạch."],
                "line": 30,
            }
        ],
        "reporting": [
            {
                "kind": "annual",
                "due": "11-30",
                "due_rule": "before",
                "from": ["các xã, phường"],
                "to": ["Ủy ban nhân dân tỉnh"],
                "via": "Sở Nội vụ",
                "text_start": "Báo cáo trước ngày 30/11.",
                "line": 40,
            }
        ],
        "campaign_windows": [],
        "commemorative_days": [],
        "recipients": ["Các sở, ban, ngành", "Lưu: VT"],
        "signatory": {"authority": None, "title": None, "name": None},
        "funding": [],
        "footnotes": [],
        "anomalies": [
            {"kind": "missing_signatory", "text": "Lưu: VT", "why": "Không có phần ký.", "line": 45}
        ],
        **changes,
    }


def package(**changes: Any) -> dict[str, Any]:
    """``plans/<code>.json``."""
    return {
        "code": "KH-HS-2026",
        "issuer_code": "P",
        "number": "41/KH-UBND",
        "issued_on": "2026-01-12",
        "status": "issued",
        "supersedes": [],
        "parent_code": None,
        "plan": structured(),
        "targets": {
            "I.1": {
                "denominator": {"kinds": ["commune"]},
                "settings": {"threshold": 4, "count_integrated": False, "reading": "receives"},
            },
            "I.2#2": {"settings": {"start": {"year": 2026, "value": 40.5}}},
        },
        "roadmap": [
            {"ordinal": "I.1", "year": 2027, "value": 80, "threshold": 3},
            {"ordinal": "I.2#2", "year": 2027, "value": 70},
        ],
        **changes,
    }
