"""Addresses of the first page."""

from django.urls import path

from songhanh.site.home import views

app_name = "home"

urlpatterns = [
    path("", views.today, name="today"),
    path("health/", views.health, name="health"),
]
