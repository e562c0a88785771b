"""Addresses of trainees."""

from songhanh.records.training.views import TRAINEE_PAGES

app_name = "trainees"

urlpatterns = TRAINEE_PAGES.urls()
