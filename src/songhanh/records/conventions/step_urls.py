"""Addresses of what happens to conventions."""

from songhanh.records.conventions.views import STEP_PAGES

app_name = "conventionsteps"

urlpatterns = STEP_PAGES.urls()
