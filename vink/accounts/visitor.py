"""From where does a request come? From the address that counts against somebody who guesses passwords."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# A household gets at least this much of IPv6, and could otherwise use a fresh address for every guess.
_ONE_VISITOR = 64


def address_of(request: HttpRequest) -> str:
    """The visitor's address, for IPv6 its network; empty where the server does not tell, as on a socket.

    Behind TRUSTED_PROXIES proxies it is what the outermost of them wrote into X-Forwarded-For: whatever
    stands before that came from the visitor and may be made up.
    """
    address_text = str(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        address_text = hops[-proxies]
    try:
        address = ip_address(address_text)
    except ValueError:
        return address_text
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, _ONE_VISITOR), strict=False))
