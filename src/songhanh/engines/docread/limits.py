"""How much of a file is read at most, and the sentences that say no."""

from songhanh.engines.docread.document import UnreadableDocument

LARGEST_FILE = 30_000_000  # bytes
LARGEST_TEXT = 600_000  # characters: some two hundred and fifty pages
MOST_LINES = 30_000
LONGEST_LINE = 20_000  # characters; a paragraph of a plan has a few thousand
LARGEST_UNPACKED = 80_000_000  # bytes of all parts of a Word file together
LARGEST_PART = 30_000_000  # bytes of one part that is read
MOST_PARTS = 5_000
MOST_PAGES = 300


def too_large(what: str) -> UnreadableDocument:
    """The refusal of something beyond the limits; `what` says which, in Vietnamese."""
    return UnreadableDocument(
        f"Tệp quá lớn để đọc ({what}); hãy tách riêng phần kế hoạch rồi tải lên lại.", "too_large"
    )


def damaged(what: str) -> UnreadableDocument:
    """The refusal of a broken file; `what` names the kind of file, in Vietnamese."""
    return UnreadableDocument(
        f"Không mở được {what} vì tệp bị hỏng; hãy mở tệp bằng phần mềm soạn thảo, lưu lại rồi thử"
        " lại.",
        "damaged",
    )


def locked(what: str) -> UnreadableDocument:
    """The refusal of a file under a password."""
    return UnreadableDocument(
        f"Không đọc được {what} vì tệp đang khóa bằng mật khẩu; hãy bỏ mật khẩu rồi tải lên lại.",
        "locked",
    )


def check_text(text: str) -> None:
    """Refuse a text that is empty or too large."""
    if not text.strip():
        raise UnreadableDocument(
            "Tệp không có nội dung chữ; hãy kiểm tra lại tệp rồi tải lên lại.", "empty"
        )
    if len(text) > LARGEST_TEXT:
        raise too_large("quá 600.000 ký tự")
    if text.count("\n") >= MOST_LINES:
        raise too_large("quá 30.000 dòng")
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        raise too_large("có dòng dài quá 20.000 ký tự")
