"""Addresses of activities."""

from django.urls import path

from songhanh.records.activities.attendance import attendance
from songhanh.records.activities.series import series
from songhanh.records.activities.views import PAGES

app_name = "activities"

urlpatterns = [
    path("series/", series, name="series"),
    path("<int:pk>/attendance/", attendance, name="attendance"),
    *PAGES.urls(),
]
