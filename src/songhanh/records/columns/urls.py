"""Addresses of media columns."""

from songhanh.records.columns.views import PAGES

app_name = "columns"

urlpatterns = PAGES.urls()
