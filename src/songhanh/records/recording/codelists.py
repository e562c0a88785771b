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

AUDIENCES = [
    ("party_committee", "cấp ủy Đảng", "Party committees", "cấp uỷ|lãnh đạo các cấp"),
    ("authority", "chính quyền", "authorities", "cán bộ chính quyền"),
    ("agency", "cơ quan, tổ chức", "agencies, organisations", "đơn vị|đoàn thể"),
    ("enterprise", "doanh nghiệp", "enterprises", "khu vực tư nhân"),
    ("people", "người dân", "people, residents", "Nhân dân|cộng đồng"),
    ("cadre", "cán bộ, công chức", "cadres, civil servants", ""),
    ("public_employee", "viên chức", "public employees", ""),
    ("worker", "người lao động", "workers", "công nhân"),
    ("member", "đoàn viên, hội viên", "members of unions and associations", ""),
    ("men", "nam giới", "men", ""),
    ("women", "phụ nữ", "women", ""),
    ("poor_women", "phụ nữ nghèo", "poor women", ""),
    ("rural_women", "phụ nữ nông thôn", "rural women", ""),
    ("working_age_women", "phụ nữ trong độ tuổi lao động", "women of working age", ""),
    ("women_cadres", "cán bộ nữ", "women cadres", "quy hoạch cán bộ nữ"),
    ("vulnerable", "nhóm yếu thế", "vulnerable groups", ""),
    ("hard_to_reach", "nhóm đặc thù, khó tiếp cận", "special and hard-to-reach groups", ""),
    ("children", "trẻ em", "children", ""),
    ("adolescents", "vị thành niên", "adolescents", ""),
    ("youth", "thanh niên", "young people", ""),
    ("pupils", "học sinh, sinh viên", "pupils, students", ""),
    ("vocational_learners", "học viên giáo dục nghề nghiệp", "vocational learners", ""),
    ("disabled", "người khuyết tật", "people with disabilities", ""),
    ("elderly", "người cao tuổi", "elderly people", ""),
    ("ethnic_minority", "đồng bào dân tộc thiểu số", "ethnic minorities", "dân tộc ít người|DTTS"),
    ("family", "gia đình", "families", ""),
    ("household", "hộ gia đình", "households", ""),
    ("migrant_worker", "lao động đi nước ngoài", "workers going abroad", ""),
    ("foreign_partner", "bạn bè, đối tác nước ngoài", "foreign friends and partners", ""),
]

LISTS: dict[str, list[tuple[str, str, str, str]]] = {
    CodeList.ACTIVITY_FORM: FORMS,
    CodeList.ITEM_TYPE: ITEM_TYPES,
    CodeList.CHANNEL: CHANNELS,
    CodeList.AUDIENCE: AUDIENCES,
    CodeList.CHANNEL_TYPE: CHANNEL_TYPES,
    CodeList.MATERIAL_TYPE: MATERIAL_TYPES,
    CodeList.TOPIC: TOPICS,
    CodeList.SETTING: SETTINGS,
    CodeList.TRAINEE: TRAINEES,
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
