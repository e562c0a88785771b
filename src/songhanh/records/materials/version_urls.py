"""Addresses of versions of materials."""

from songhanh.records.materials.views import VERSION_URLS

app_name = "materialversions"

urlpatterns = VERSION_URLS
