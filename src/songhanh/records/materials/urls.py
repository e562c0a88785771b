"""Addresses of materials."""

from songhanh.records.materials.views import MATERIAL_URLS

app_name = "materials"

urlpatterns = MATERIAL_URLS
