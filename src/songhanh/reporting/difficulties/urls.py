"""Addresses of difficulties."""

from django.urls import path

from songhanh.reporting.difficulties import views

app_name = "difficulties"

urlpatterns = [
    path("", views.difficulty_list, name="list"),
    path("new/", views.new, name="new"),
    path("pass-on/", views.pass_on_marked, name="pass_on_marked"),
    path("join/", views.join_marked, name="join_marked"),
    path("ways/<int:plan_pk>/", views.way, name="way"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/pass-on/", views.pass_on_one, name="pass_on"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/files/<int:file_pk>/", views.file, name="file"),
]
