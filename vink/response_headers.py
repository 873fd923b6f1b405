"""What does every answer tell the browser beside its content? What it may not do with it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

# Vink uses none of these, so that nothing that gets into a page does either.
_NOT_USED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
_PERMISSIONS = ", ".join(f"{feature}=()" for feature in _NOT_USED)


def restrain_the_browser(get_response: Answer) -> Answer:
    """Make a middleware that adds what Django's own leaves out, and goes first: refusals have it too."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response

    return answer


def keep_pages_out_of_caches(get_response: Answer) -> Answer:
    """Make a middleware that lets nobody read on, by the Back button, after somebody has signed out."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
