"""Addresses of imports from Excel."""

from django.urls import path

from songhanh.records.sheets.views import job_list, map_columns, new, show, store, template, undo

app_name = "sheets"

urlpatterns = [
    path("", job_list, name="list"),
    path("new/", new, name="new"),
    path("template/<slug:space>/", template, name="template"),
    path("<int:pk>/", show, name="show"),
    path("<int:pk>/columns/", map_columns, name="columns"),
    path("<int:pk>/store/", store, name="store"),
    path("<int:pk>/undo/", undo, name="undo"),
]
