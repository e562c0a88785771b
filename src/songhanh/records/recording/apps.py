"""The recording app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordingConfig(AppConfig):
    """What all kinds of record share: standing, evidence, posting to the ledger."""

    name = "songhanh.records.recording"
    label = "recording"
    verbose_name = _("Ghi nhận")

    def ready(self) -> None:
        """Listen to migrations; show lead officers the way to the review queue."""
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.jobs import schedules
        from songhanh.foundation.ui import navigation
        from songhanh.programme.duties import proving
        from songhanh.records.recording import receivers
        from songhanh.records.recording.jobs import accept_waiting
        from songhanh.records.recording.naming import own_records, records_seen
        from songhanh.records.recording.panels import records_panel
        from songhanh.records.recording.passing import open_records
        from songhanh.registry.orgunits import panels
        from songhanh.registry.roles import passing
        from songhanh.registry.roles.enums import Role

        receivers.connect(self)
        passing.register("records", open_records)
        proving.register("records", proving.Source(own_records, records_seen))
        panels.register("records", "recording/unit_records.html", records_panel)
        verbs.register({"acceptance_rule.set": _("đặt quy tắc chấp nhận")})
        schedules.daily(time(2, 30), "records.accept_by_rule", accept_waiting)
        navigation.register(
            "registers:list",
            _("Sổ theo dõi"),
            section=navigation.Section.WORK,
            order=35,
            icon="file",
        )
        navigation.register(
            "review:queue",
            _("Xem xét bản ghi"),
            section=navigation.Section.WORK,
            order=40,
            roles=(Role.LEAD_OFFICER,),
            icon="inbox",
        )
