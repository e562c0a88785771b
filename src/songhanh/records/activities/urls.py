"""Addresses of activities."""

from songhanh.records.activities.views import PAGES

app_name = "activities"

urlpatterns = PAGES.urls()
