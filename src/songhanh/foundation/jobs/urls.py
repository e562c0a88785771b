"""Addresses of the page of runs."""

from django.urls import path

from songhanh.foundation.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.job_list, name="list"),
    path("<uuid:pk>/", views.job_page, name="show"),
    path("<uuid:pk>/run-again/", views.run_again, name="run_again"),
]
