"""Addresses of the coverage matrix."""

from django.urls import path

from songhanh.results.coverage import views

app_name = "coverage"

urlpatterns = [path("", views.index, name="index")]
