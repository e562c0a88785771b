"""Addresses of activities."""

from django.urls import path

from songhanh.records.activities.attendance import attendance
from songhanh.records.activities.calendar import month
from songhanh.records.activities.series import series
from songhanh.records.activities.twins import join_twins, twins, undo_joining
from songhanh.records.activities.views import PAGES
from songhanh.records.activities.where import where

app_name = "activities"

urlpatterns = [
    path("series/", series, name="series"),
    path("month/", month, name="month"),
    path("where/", where, name="where"),
    path("twins/", twins, name="twins"),
    path("twins/join/", join_twins, name="join"),
    path("twins/undo/", undo_joining, name="undo_join"),
    path("<int:pk>/attendance/", attendance, name="attendance"),
    *PAGES.urls(),
]
