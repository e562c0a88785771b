"""Addresses of community models."""

from songhanh.records.communitymodels.views import PAGES

app_name = "communitymodels"

urlpatterns = PAGES.urls()
