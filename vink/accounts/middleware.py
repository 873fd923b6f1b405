"""In which language does a page answer? In the signed-in user's own; in Danish to everybody else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]


def speak_the_users_language(get_response: Answer) -> Answer:
    """Make a middleware that answers in the user's language and says so in the Content-Language header."""

    def answer(request: HttpRequest) -> HttpResponse:
        language = request.user.language if request.user.is_authenticated else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer
