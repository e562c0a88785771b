"""The start values of the open lists: an administrator may add to them and rename what stands.

They are put in place after every migration (and after a flush, which tests do), so that a database
never stands without them. What an administrator changed is left alone.
"""

from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.models import CodeEntry
from songhanh.records.recording.morecodelists import (
    CHANNEL_TYPES,
    MATERIAL_TYPES,
    SETTINGS,
    TOPICS,
    TRAINEES,
)
from songhanh.registry.audiences.lists import GROUPS

FORMS = [
    ("conference", "hội nghị", "conference", "cuộc họp"),
    ("workshop", "hội thảo", "workshop, seminar", ""),
    ("training", "tập huấn", "training", "lớp tập huấn"),
    ("refresher", "bồi dưỡng", "refresher course", "đào tạo"),
    ("thematic_talk", "nói chuyện chuyên đề", "thematic talk", "buổi nói chuyện"),
    ("exchange", "giao lưu", "exchange", "trao đổi"),
    ("talk", "tọa đàm", "panel talk", ""),
    ("dialogue_forum", "diễn đàn đối thoại", "dialogue forum", "diễn đàn"),
    ("creative_contest", "thi sáng tác", "creative contest", ""),
    ("law_contest", "thi tìm hiểu pháp luật", "law contest", "cuộc thi"),
    ("online_quiz", "trắc nghiệm trực tuyến", "online quiz", ""),
    ("prize_quiz", "đố vui có thưởng", "prize quiz", ""),
    ("exhibition", "triển lãm", "exhibition", ""),
    ("video_showing", "chiếu video", "video showing", ""),
    ("arts", "văn hóa, văn nghệ", "cultural performance", "nghệ thuật|giải trí"),
    ("sports", "thể dục, thể thao", "sports", ""),
    ("extracurricular", "hoạt động ngoại khóa", "extracurricular activity", "sinh hoạt ngoại khóa"),
    ("flag_salute", "sinh hoạt dưới cờ", "flag salute", ""),
    ("course_start", "sinh hoạt chính trị đầu khóa", "political education at course start", ""),
    ("lesson", "giảng dạy", "lesson", "bài giảng"),
    ("community_event", "sự kiện cộng đồng", "community event", "hoạt động tại cộng đồng"),
    ("counselling", "tư vấn", "counselling", ""),
    ("movement", "phong trào", "movement", ""),
    ("mass_campaign", "cuộc vận động", "mass campaign", ""),
    ("launch", "lễ phát động", "launching ceremony", "mít tinh|diễu hành"),
]

ITEM_TYPES = [
    ("news", "tin", "news item", ""),
    ("article", "bài", "article", "bài viết"),
    ("reportage", "phóng sự", "reportage", ""),
    ("programme", "chương trình phát sóng", "broadcast programme", "chương trình"),
    ("feature", "chuyên đề", "thematic feature", ""),
    ("special_page", "chuyên trang", "special page", ""),
    ("photo", "ảnh", "photo", ""),
    ("clip", "video clip ngắn", "short video clip", "clip"),
    ("infographic", "đồ họa thông tin", "infographic", ""),
    ("post", "bài đăng mạng xã hội", "social media post", ""),
]

CHANNELS = [
    (
        "loudspeaker",
        "truyền thanh",
        "loudspeaker",
        "đài truyền thanh cấp xã|truyền thanh cơ sở|loa xã|loa phường",
    ),
    ("radio", "phát thanh", "radio", ""),
    ("television", "truyền hình", "television", ""),
    ("newspaper", "báo", "newspaper", "báo tỉnh"),
    ("website", "trang thông tin điện tử", "website", "trang tin điện tử|trang web"),
    ("portal", "Cổng thông tin điện tử tỉnh", "provincial portal", "Cổng TTĐT"),
    ("facebook", "Facebook", "Facebook", "Fanpage|trang Facebook"),
    ("zalo", "Zalo", "Zalo", "Zalo OA|nhóm Zalo cộng đồng"),
    ("tiktok", "TikTok", "TikTok", ""),
    ("youtube", "YouTube", "YouTube", ""),
    ("led", "màn hình LED công cộng", "public LED screen", "màn hình LED"),
    ("other", "kênh khác", "other channel", ""),
]

LISTS: dict[str, list[tuple[str, str, str, str]]] = {
    CodeList.ACTIVITY_FORM: FORMS,
    CodeList.ITEM_TYPE: ITEM_TYPES,
    CodeList.CHANNEL: CHANNELS,
    CodeList.CHANNEL_TYPE: CHANNEL_TYPES,
    CodeList.MATERIAL_TYPE: MATERIAL_TYPES,
    CodeList.TOPIC: TOPICS,
    CodeList.SETTING: SETTINGS,
    CodeList.TRAINEE: TRAINEES,
    CodeList.AUDIENCE: [(one.code, one.name, one.name_en, one.aliases) for one in GROUPS],
}


def load_code_lists(using: str) -> None:
    """Add the codes this database does not know yet."""
    CodeEntry.objects.using(using).bulk_create(
        [
            CodeEntry(list=name, code=code, name=vi, name_en=en, aliases=aliases, position=position)
            for name, rows in LISTS.items()
            for position, (code, vi, en, aliases) in enumerate(rows, start=1)
        ],
        ignore_conflicts=True,
    )
