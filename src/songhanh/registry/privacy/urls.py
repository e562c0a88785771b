"""Addresses of requests about personal data."""

from django.urls import path

from songhanh.registry.privacy import views

app_name = "privacy"

urlpatterns = [
    path("", views.register, name="register"),
    path("new/", views.new, name="new"),
    path("mine/", views.mine, name="mine"),
    path("mine/file/", views.my_file, name="my_file"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<int:pk>/extend/", views.extend, name="extend"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/erase/", views.erase, name="erase"),
    path("<int:pk>/file/", views.download, name="download"),
]
