"""Addresses of totals over several years."""

from django.urls import path

from songhanh.results.totals import views

app_name = "totals"

urlpatterns = [path("", views.index, name="index")]
