"""What the pages of the registry share: the form page, the unit of an address, who is acting."""

from typing import Any, TypedDict

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.web import ActingRequest
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import nearest_versions

Text = str | Promise


class Who(TypedDict):
    """Who does something, and when."""

    acting: Acting
    at: Any


def who(request: ActingRequest) -> Who:
    """The acting person now."""
    return {"acting": request.acting, "at": clock.now()}


def posted(request: ActingRequest) -> QueryDict | None:
    """What was posted; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def the_unit(pk: int) -> OrgUnit:
    """The unit of an address; else 404."""
    return get_object_or_404(OrgUnit, pk=pk)


def form_page(
    request: ActingRequest, template: str, form: forms.Form, pk: int, **more: object
) -> HttpResponse:
    """A page with one form about a unit; 400 where the form has faults."""
    version = nearest_versions([pk], clock.today())[pk]
    status = 400 if form.errors else 200
    return render(request, template, {"form": form, "version": version, **more}, status=status)
