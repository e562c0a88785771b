"""Every address of the site, by wing."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "songhanh.foundation.ui.refusals.bad_request"
handler403 = "songhanh.foundation.ui.refusals.permission_denied"
handler404 = "songhanh.foundation.ui.refusals.not_found"
handler500 = "songhanh.foundation.ui.refusals.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("songhanh.site.home.urls")),
    path("", include("songhanh.site.outbox.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("ui/", include("songhanh.foundation.ui.urls")),
    path("jobs/", include("songhanh.foundation.jobs.urls")),
    path("accounts/", include("songhanh.foundation.accounts.urls")),
    path("audit/", include("songhanh.foundation.audit.urls")),
    path("", include("songhanh.registry.roles.urls")),
    path("audiences/", include("songhanh.registry.audiences.urls")),
    path("units/", include("songhanh.registry.orgunits.urls")),
    path("privacy/", include("songhanh.registry.privacy.urls")),
    path("calendar/", include("songhanh.registry.calendar.urls")),
    path("plans/", include("songhanh.programme.plans.urls")),
    path("amendments/", include("songhanh.programme.amendments.urls")),
    path("cascade/", include("songhanh.programme.cascade.urls")),
    path("duties/", include("songhanh.programme.duties.urls")),
    path("activities/", include("songhanh.records.activities.urls")),
    path("media/", include("songhanh.records.media.urls")),
    path("imports/", include("songhanh.records.sheets.urls")),
    path("review/", include("songhanh.records.recording.urls")),
    path("registers/", include("songhanh.records.recording.register_urls")),
    path("conventions/", include("songhanh.records.conventions.urls")),
    path("convention-steps/", include("songhanh.records.conventions.step_urls")),
    path("models/", include("songhanh.records.communitymodels.urls")),
    path("model-meetings/", include("songhanh.records.communitymodels.meeting_urls")),
    path("columns/", include("songhanh.records.columns.urls")),
    path("channels/", include("songhanh.records.channels.urls")),
    path("reach-readings/", include("songhanh.records.channels.reading_urls")),
    path("campaigns/", include("songhanh.records.campaigns.urls")),
    path("campaign-plans/", include("songhanh.records.campaigns.plan_urls")),
    path("courses/", include("songhanh.records.training.urls")),
    path("class-days/", include("songhanh.records.training.day_urls")),
    path("trainees/", include("songhanh.records.training.trainee_urls")),
    path("materials/", include("songhanh.records.materials.urls")),
    path("material-versions/", include("songhanh.records.materials.version_urls")),
    path("messages/", include("songhanh.records.materials.message_urls")),
    path("stock-moves/", include("songhanh.records.materials.move_urls")),
    path("q/", include("songhanh.records.materials.qr_urls")),
    path("media-index/", include("songhanh.records.mediaindex.urls")),
    path("figures/", include("songhanh.records.figures.urls")),
    path("results/", include("songhanh.results.values.urls")),
    path("coverage/", include("songhanh.results.coverage.urls")),
    path("totals/", include("songhanh.results.totals.urls")),
    path("obligations/", include("songhanh.reporting.obligations.urls")),
    path("readiness/", include("songhanh.reporting.readiness.urls")),
    path("submissions/", include("songhanh.reporting.submissions.urls")),
    path("consolidations/", include("songhanh.reporting.consolidation.urls")),
    path("documents/", include("songhanh.reporting.documents.urls")),
]
