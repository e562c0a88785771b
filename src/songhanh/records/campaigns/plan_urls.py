"""Addresses of the plans of units for campaigns."""

from songhanh.records.campaigns.views import PLAN_PAGES

app_name = "campaignplans"

urlpatterns = PLAN_PAGES.urls()
