"""The overviews app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewsConfig(AppConfig):
    """One-page overviews of the results of plans, as files."""

    name = "songhanh.results.overviews"
    label = "overviews"
    verbose_name = _("Trang tổng quan kết quả")

    def ready(self) -> None:
        """Name the verbs of the actions, make the job known."""
        import songhanh.results.overviews.jobs  # noqa: F401 - so that the worker knows the job
        from songhanh.foundation.audit import verbs

        verbs.register(
            {
                "overview.ask": _("yêu cầu lập trang tổng quan kết quả"),
                "overview.write": _("lập trang tổng quan kết quả"),
            }
        )
