"""Addresses of conventions."""

from songhanh.records.conventions.views import PAGES

app_name = "conventions"

urlpatterns = PAGES.urls()
