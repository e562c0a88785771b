"""Addresses of what schools did."""

from songhanh.records.schools.views import ACTIVITY_PAGES

app_name = "schoolactivities"

urlpatterns = ACTIVITY_PAGES.urls()
