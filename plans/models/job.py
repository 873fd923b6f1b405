"""What is to be made that takes long, and what was made of it? A row for each person and file, for minutes.

A row is no record of anything: whoever asks for the same again gets a new one, so it may be deleted at any
time.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.enums import JobKind
from plans.models.fields import enum_field, one_of


class Job(models.Model):
    """A file that a person asked for: it waits, is being made, or is there to be fetched."""

    kind = enum_field(JobKind, _("art"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("hvem")
    )
    address = models.CharField(_("side"), max_length=300)
    digest = models.CharField(_("hash"), max_length=64)
    order = models.BinaryField(_("bestilling"))
    made_at = models.DateTimeField(_("bestilt"), default=timezone.now)
    claimed_at = models.DateTimeField(_("under arbejde"), null=True, blank=True)
    claimed_by = models.CharField(_("af"), max_length=100, blank=True)
    attempts = models.PositiveIntegerField(_("forsøg"), default=0)
    started_at = models.DateTimeField(_("begyndt"), null=True, blank=True)
    done_at = models.DateTimeField(_("færdig"), null=True, blank=True)
    file = models.BinaryField(_("fil"), null=True, blank=True)
    failure = models.JSONField(_("fejl"), null=True, blank=True)

    class Meta:
        verbose_name = _("fil i kø")
        verbose_name_plural = _("filer i kø")
        ordering = ("pk",)
        indexes = [models.Index(fields=["digest"], name="job_digest")]
        constraints = [
            one_of("kind", JobKind, "job_kind"),
            models.UniqueConstraint(fields=["owner", "digest"], name="job_once_a_person"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, file__isnull=True, failure__isnull=True)
                | Q(done_at__isnull=False, file__isnull=False, failure__isnull=True)
                | Q(done_at__isnull=False, file__isnull=True, failure__isnull=False),
                name="job_done_with_a_file_or_a_failure",
            ),
        ]

    def __str__(self) -> str:
        return self.address
