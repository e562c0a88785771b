"""Addresses of obligations."""

from django.urls import path

from songhanh.reporting.obligations.views import (
    board,
    escalation,
    feeds,
    handovers,
    regimes,
    requests,
)

app_name = "obligations"

urlpatterns = [
    path("", board.obligation_list, name="list"),
    path("<int:rule_pk>/<int:unit_pk>/<slug:period>/waive/", board.waive, name="waive"),
    path("<int:rule_pk>/<int:unit_pk>/<slug:period>/extend/", board.extend, name="extend"),
    path("reminders/", board.reminders, name="reminders"),
    path("reminders/days/", escalation.reminder_days, name="reminder_days"),
    path("overdue/", escalation.escalation, name="escalation"),
    path("calendar/", feeds.own_feed, name="own_feed"),
    path("calendar/<int:unit_pk>/<slug:token>.ics", feeds.feed, name="feed"),
    path("hand-overs/", handovers.hand_over_list, name="hand_overs"),
    path(
        "hand-overs/<int:rule_pk>/<int:unit_pk>/<slug:period>/",
        handovers.decide,
        name="hand_over",
    ),
    path("regimes/", regimes.regime_list, name="regimes"),
    path("regimes/<int:rule_pk>/", regimes.regime, name="regime"),
    path("requests/", requests.request_list, name="requests"),
    path("requests/new/", requests.new, name="new_request"),
    path("requests/<int:pk>/", requests.show, name="request"),
]
