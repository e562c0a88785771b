"""The measures the records post to: a code list the product brings along.

It is put in place after every migration (and after a flush, which tests do), so that a database
never stands without it. Every measure here adds up over days and over units.
"""

from songhanh.ledger.models import Measure

MEASURES = [
    # code, name, unit word, dimensions
    ("activity", "hoạt động", "hoạt động", "integrated"),
    ("activity_held", "lượt đơn vị tổ chức hoạt động", "lượt", "integrated"),
    ("session_held", "cuộc truyền thông do đơn vị tổ chức", "cuộc", "integrated"),
    ("session_received", "cuộc truyền thông tại địa bàn", "cuộc", "integrated"),
    ("attendance", "lượt người tham dự", "lượt người", "sex"),
    ("attendance_children", "lượt trẻ em tham dự", "lượt người", ""),
    ("attendance_minority", "lượt người dân tộc thiểu số tham dự", "lượt người", ""),
    ("item_original", "tin, bài về bình đẳng giới", "tin, bài", "channel with_column"),
    ("item_repeat", "lượt đăng lại, phát lại về bình đẳng giới", "lượt", "channel"),
    ("item_other", "tin, bài không về bình đẳng giới", "tin, bài", "channel"),
    ("model_meeting", "buổi sinh hoạt của mô hình", "buổi", ""),
    ("model_attendance", "lượt người sinh hoạt ở mô hình", "lượt người", "sex"),
    ("reach_views", "lượt xem trên kênh", "lượt", "channel"),
    ("reach_interactions", "lượt tương tác trên kênh", "lượt", "channel"),
    ("stock_in", "bản sản phẩm nhận vào kho", "bản", ""),
    ("stock_out", "bản sản phẩm cấp phát", "bản", ""),
    ("class_day", "buổi học", "buổi", ""),
    ("school_activity", "hoạt động trong nhà trường", "hoạt động", ""),
    ("pupil_attendance", "lượt học sinh dự", "lượt người", "sex"),
    ("trainee", "lượt người học", "lượt người", "sex"),
    ("airtime_minutes", "thời lượng phát sóng", "phút", "channel"),
]


def load_measures(using: str) -> None:
    """Add the measures this database does not know yet."""
    Measure.objects.using(using).bulk_create(
        [
            Measure(code=code, name=name, unit_word=word, dimensions=dimensions)
            for code, name, word, dimensions in MEASURES
        ],
        ignore_conflicts=True,
    )
