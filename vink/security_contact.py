"""Whom does one tell of a security hole? What scanners and researchers look for at /.well-known/security.txt.

Source: RFC 9116. The contact is `SECURITY_CONTACT` of the settings; where there is none, neither is the file.
"""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

VALID_FOR = timedelta(days=180)  # the RFC recommends less than a year


@login_not_required
@require_safe
def security_txt(request: WSGIRequest) -> HttpResponse:  # noqa: ARG001  # Django's
    """The file, valid for half a year from today. Raises Http404 where nobody is named."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    expires = datetime.combine(timezone.now().date() + VALID_FOR, time.min, UTC)
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: da, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
