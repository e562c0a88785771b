"""Addresses of standard messages."""

from songhanh.records.materials.views import MESSAGE_PAGES

app_name = "standardmessages"

urlpatterns = MESSAGE_PAGES.urls()
