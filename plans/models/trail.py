"""Who signed in, saw, took out or was refused what, when and from where? Rows are added, never altered.

What was changed is in the history (`Change`). No text that people write is here: pages, keys and addresses.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.enums import TrailKind
from plans.models.fields import enum_field, one_of


class TrailEntry(models.Model):
    """One doing of one person. `page` is the address's name, `about` what it is made of besides the plan."""

    when = models.DateTimeField(_("hvornår"), default=timezone.now, editable=False)
    kind = enum_field(TrailKind, _("hændelse"))
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("hvem")
    )
    address = models.CharField(_("adresse"), max_length=60, blank=True)
    page = models.CharField(_("side"), max_length=100)
    plan = models.SlugField(_("handleplan"), max_length=100, blank=True)
    about = models.CharField(_("objekt"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("hændelse")
        verbose_name_plural = _("hændelser")
        ordering = ("-pk",)
        constraints = [one_of("kind", TrailKind, "trail_kind")]
        indexes = [
            models.Index(fields=["when"], name="trail_when"),
            models.Index(fields=["who", "id"], name="trail_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.page} {self.about}".rstrip()
