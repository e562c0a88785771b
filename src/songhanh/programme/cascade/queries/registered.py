"""Files of own plans that units registered."""

from typing import Any

from django.db.models import QuerySet

from songhanh.programme.cascade.models import LocalPlan


def registered_documents() -> QuerySet[Any, Any]:
    """The keys of the plans the reader made of them."""
    rows: QuerySet[Any, Any] = LocalPlan.objects.filter(document__isnull=False).order_by()
    return rows.values("document_id")
