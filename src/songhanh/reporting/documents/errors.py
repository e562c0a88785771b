"""What keeps a document handed in from being taken."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from songhanh.engines.docwrite import Finding
from songhanh.foundation.lib.errors import RefusedError


class LayoutFindingsError(RefusedError):
    """Something in the file is unlike the layout, and nobody has said why it stays so."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """With what was found, in the order of the checks."""
        self.findings = tuple(findings)
        super().__init__(
            _("Kiểm tra thể thức tìm thấy %(count)s điểm. Hãy sửa tệp, hoặc ghi lý do để giữ.")
            % {"count": len(findings)}
        )
