"""Addresses of the meetings of models."""

from songhanh.records.communitymodels.views import MEETING_PAGES

app_name = "modelmeetings"

urlpatterns = MEETING_PAGES.urls()
