"""The tree of plans."""

from django.http import HttpResponse
from django.shortcuts import render

from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.cascade.queries.tree import orphans_of, tree_of
from songhanh.programme.cascade.rules import may_link


@signed_in
def show(request: ActingRequest) -> HttpResponse:
    """From the programme down to the plans of communes; what nobody placed yet; orphans."""
    on = today()
    context = {
        "tree": tree_of(request.acting, on),
        "orphans": orphans_of(request.acting, on),
        "may_link": may_link(request.acting),
    }
    return render(request, "cascade/tree.html", context)
