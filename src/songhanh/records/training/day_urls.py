"""Addresses of class days."""

from songhanh.records.training.views import DAY_PAGES

app_name = "classdays"

urlpatterns = DAY_PAGES.urls()
