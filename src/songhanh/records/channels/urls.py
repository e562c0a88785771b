"""Addresses of channels."""

from songhanh.records.channels.views import PAGES

app_name = "channels"

urlpatterns = PAGES.urls()
