"""Addresses of amendments."""

from django.urls import path

from songhanh.programme.amendments import views

app_name = "amendments"

urlpatterns = [
    path("plans/<int:pk>/", views.plan_amendments, name="list"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/file/", views.file, name="file"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/add/<slug:kind>/", views.add, name="add"),
    path("<int:pk>/elements/<int:element_pk>/", views.change, name="change"),
    path("<int:pk>/elements/<int:element_pk>/take-out/", views.take_out, name="take_out"),
]
