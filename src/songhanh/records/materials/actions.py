"""Counting scans; looking whether the links of materials still lead somewhere."""

import ipaddress
import socket
from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlsplit

import requests
from django.db import transaction
from django.db.models import F

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.records.materials.models import LinkCheck, Material, ScanCount
from songhanh.records.recording.enums import RecordStanding

_SECONDS = 10
_REFUSED = 400

Look = Callable[[str], tuple[bool, str]]
"""Whether a link is broken, and what was found."""


def count_scan(material: Material, on: date) -> None:
    """One more opening of the code on a day. No address, no browser, no person is kept."""
    with transaction.atomic():
        ScanCount.objects.get_or_create(material=material, day=on)
        ScanCount.objects.filter(material=material, day=on).update(count=F("count") + 1)


def check_links(*, acting: Acting, at: datetime, look: Look | None = None) -> int:
    """Look at the link of every material in use; gives how many are broken."""
    look = look or look_at
    linked = Material.objects.filter(revises=None, standing=RecordStanding.ACCEPTED).exclude(
        link=""
    )
    found = [(material, *look(material.link)) for material in linked.order_by("pk")]
    if not found:
        return 0
    with recorded("material.check_links", acting=acting, at=at) as fact:
        for material, is_broken, words in found:
            LinkCheck.objects.update_or_create(
                material=material,
                defaults={
                    "link": material.link,
                    "checked_at": at,
                    "is_broken": is_broken,
                    "found": words[:200],
                },
            )
        broken = sum(is_broken for _material, is_broken, _words in found)
        fact.details = {"looked": len(found), "broken": broken}
    return broken


def look_at(link: str) -> tuple[bool, str]:
    """Ask for the head of a page on the open net; what lies inside the office is not asked for."""
    host = urlsplit(link).hostname or ""
    try:
        addresses = {info[4][0] for info in socket.getaddrinfo(host, None)}
        if not all(ipaddress.ip_address(one).is_global for one in addresses):
            return True, "địa chỉ nội bộ"
        answer = requests.head(link, timeout=_SECONDS, allow_redirects=False)
        if answer.status_code in (403, 405):  # some sites refuse the question, not the page
            return False, str(answer.status_code)
    except (OSError, ValueError, requests.RequestException) as error:
        return True, type(error).__name__
    return answer.status_code >= _REFUSED, str(answer.status_code)
