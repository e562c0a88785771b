"""The network address somebody signs in from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address attempts are counted by; empty when the server does not tell.

    Behind a proxy every request comes from the proxy. ``CLIENT_ADDRESS_HEADER`` names the header it
    writes; of several addresses in it only the last is the proxy's own word. One line of IPv6 has
    a whole network of addresses, so that network is what counts.
    """
    header = settings.CLIENT_ADDRESS_HEADER
    text = request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    last = text.split(",")[-1].strip()
    try:
        address = ip_address(last)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)
