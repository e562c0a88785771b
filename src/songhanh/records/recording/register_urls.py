"""Address of the page of registers."""

from django.urls import path

from songhanh.records.recording.views import registers

app_name = "registers"

urlpatterns = [path("", registers, name="list")]
