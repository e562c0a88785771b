"""Addresses of media items."""

from songhanh.records.media.views import PAGES

app_name = "media"

urlpatterns = PAGES.urls()
