"""The community models app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityModelsConfig(AppConfig):
    """Community models and clubs, with their meetings."""

    name = "songhanh.records.communitymodels"
    label = "communitymodels"
    verbose_name = _("Mô hình, câu lạc bộ")

    def ready(self) -> None:
        """Make the kinds known."""
        from songhanh.records.communitymodels.kind import MEETINGS, MODELS
        from songhanh.records.recording.joining import join

        join(MODELS.kind)
        join(MEETINGS.kind)
