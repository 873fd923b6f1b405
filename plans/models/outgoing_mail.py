"""Which mails are to be sent, and which have been? The outbox: a digest a person and day, and others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 200


class OutgoingMail(models.Model):
    """A mail that waits to be sent, or was. It stays here until the mail server has taken it.

    It goes to a person, or to an address of somebody who need not be one in Vink.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("person"),
    )
    address = models.EmailField(_("mailadresse"), blank=True)
    day = models.DateField(_("dag"))
    language = models.CharField(_("sprog"), max_length=5)
    subject = models.CharField(_("emne"), max_length=LONGEST_SUBJECT)
    text = models.TextField(_("tekst"))
    html = models.TextField(_("HTML"))
    made_at = models.DateTimeField(_("skrevet"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("under afsendelse siden"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("forsøg"), default=0)
    failure = models.TextField(_("fejl"), blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ("day", "user")
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="mail_once_a_person_and_day"),
            models.CheckConstraint(
                condition=Q(user__isnull=False, address="") | (Q(user__isnull=True) & ~Q(address="")),
                name="mail_to_a_person_or_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
