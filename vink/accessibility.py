"""How accessible is Vink, what is known to be wanting, and whom does one tell? What the law asks for.

Source: lov nr. 692 af 8. juni 2018 om tilgængelighed af offentlige organers websteder og mobilapplikationer.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def accessibility(request: WSGIRequest) -> HttpResponse:
    """The accessibility statement, for everybody: also for those who read a shared publication."""
    context = {"organisation": settings.ORGANISATION, "contact": settings.ACCESSIBILITY_CONTACT}
    return render(request, "accessibility.html", context)
