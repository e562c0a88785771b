"""Addresses of media items."""

from django.urls import path

from songhanh.records.media.twins import join_runs, twins, undo_joining
from songhanh.records.media.views import PAGES

app_name = "media"

urlpatterns = [
    path("twins/", twins, name="twins"),
    path("twins/join/", join_runs, name="join"),
    path("twins/undo/", undo_joining, name="undo_join"),
    *PAGES.urls(),
]
