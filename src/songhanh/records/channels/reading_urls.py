"""Addresses of reach readings."""

from songhanh.records.channels.views import READING_PAGES

app_name = "reachreadings"

urlpatterns = READING_PAGES.urls()
