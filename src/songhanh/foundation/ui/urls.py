"""Addresses of the gallery."""

from django.urls import path

from songhanh.foundation.ui import views

app_name = "ui"

urlpatterns = [path("", views.gallery, name="gallery")]
