"""Addresses of the stages of media bodies."""

from songhanh.records.mediaindex.views import PAGES

app_name = "mediaindex"

urlpatterns = PAGES.urls()
