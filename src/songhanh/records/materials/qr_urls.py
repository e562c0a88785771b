"""Addresses behind QR codes: public, short."""

from django.urls import path

from songhanh.records.materials.public import code, file, page, small

app_name = "qr"

urlpatterns = [
    path("<str:token>/", page, name="page"),
    path("<str:token>/code.svg", code, name="code"),
    path("<str:token>/<int:pk>/", file, name="file"),
    path("<str:token>/<int:pk>/small/", small, name="small"),
]
