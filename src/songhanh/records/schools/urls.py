"""Addresses of schools."""

from songhanh.records.schools.views import SCHOOL_URLS

app_name = "schools"

urlpatterns = SCHOOL_URLS
