"""Addresses of the review queue."""

from django.urls import path

from songhanh.records.recording.views import decide, evidence, queue, rule

app_name = "review"

urlpatterns = [
    path("", queue, name="queue"),
    path("decide/", decide, name="decide"),
    path("rule/", rule, name="rule"),
    path("evidence/", evidence, name="evidence"),
]
