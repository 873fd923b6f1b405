"""When was a person here last? So that the front page can say what changed since."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """A person's latest visit, and the one before it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="visit", verbose_name=_("person")
    )
    previous_at = models.DateTimeField(_("forrige besøg"), null=True, blank=True)
    latest_at = models.DateTimeField(_("seneste besøg"))

    class Meta:
        verbose_name = _("besøg")
        verbose_name_plural = _("besøg")

    def __str__(self) -> str:
        return str(self.user)
