"""Addresses of audiences and areas."""

from django.urls import path

from songhanh.registry.audiences import views

app_name = "audiences"

urlpatterns = [
    path("", views.group_list, name="list"),
    path("new/", views.new_group, name="new"),
    path("<slug:code>/edit/", views.edit_group, name="edit"),
    path("sizes/", views.sizes, name="sizes"),
    path("sizes/new/", views.new_size, name="new_size"),
    path("sizes/load/", views.load_sizes, name="load_sizes"),
]
