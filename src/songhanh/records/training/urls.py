"""Addresses of courses."""

from songhanh.records.training.views import COURSE_PAGES

app_name = "courses"

urlpatterns = COURSE_PAGES.urls()
