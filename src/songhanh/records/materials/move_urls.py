"""Addresses of stock moves."""

from songhanh.records.materials.views import MOVE_PAGES

app_name = "stockmoves"

urlpatterns = MOVE_PAGES.urls()
