"""The recording app."""

from django.apps import AppConfig


class RecordingConfig(AppConfig):
    """What all kinds of record share: standing, evidence, posting to the ledger."""

    name = "songhanh.records.recording"
    label = "recording"
    verbose_name = "Ghi nhận"

    def ready(self) -> None:
        """Listen to migrations."""
        from songhanh.records.recording import receivers

        receivers.connect(self)
