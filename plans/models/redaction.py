"""Which words have been blanked, where and why? The one lawful exit from "nothing is ever deleted"."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.enums import RedactionState
from plans.models.fields import Versioned, enum_field, one_of
from plans.models.plan import ActionPlan

_ASKED = RedactionState.ASKED.value


class Redaction(Versioned):
    """A passage that holds personal data: one person asks for it to be blanked, another grants it.

    The passage itself is kept until then and no longer.
    """

    plan = models.ForeignKey(
        ActionPlan, models.PROTECT, related_name="redactions", verbose_name=_("handleplan")
    )
    passage = models.TextField(_("passage"), blank=True)
    reason = models.TextField(_("begrundelse"))
    state = enum_field(RedactionState, _("tilstand"), default=RedactionState.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("anmodet af")
    )
    asked_at = models.DateTimeField(_("anmodet"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("afgjort af"),
    )
    decided_at = models.DateTimeField(_("afgjort"), null=True, blank=True)
    decision_reason = models.TextField(_("afgørelsens begrundelse"), blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fortrudt af"),
    )
    undone_at = models.DateTimeField(_("fortrudt"), null=True, blank=True)
    undo_reason = models.TextField(_("hvorfor det er fortrudt"), blank=True)
    # Name and role at the time, as text: "Anne Lund (godkender)".
    asked_as = models.CharField(_("anmodet af"), max_length=200, blank=True)
    decided_as = models.CharField(_("afgjort af"), max_length=200, blank=True)
    undone_as = models.CharField(_("fortrudt af"), max_length=200, blank=True)
    # The file with the key to the sealed originals; empty once it is destroyed, or where nothing is sealed.
    key_name = models.CharField(_("nøgle"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("sletning af personoplysninger")
        verbose_name_plural = _("sletninger af personoplysninger")
        ordering = ("-asked_at",)
        constraints = [
            one_of("state", RedactionState, "redaction_state"),
            models.CheckConstraint(
                condition=Q(state=_ASKED) | Q(passage=""),
                name="redaction_forgets_the_passage",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="redaction_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RedactionState.ASKED.value, decided_by__isnull=True, decided_at__isnull=True
                )
                | (~Q(state=_ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="redaction_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RedactionState.UNDONE.value, undone_by__isnull=False, undone_at__isnull=False
                )
                | (~Q(state=RedactionState.UNDONE.value) & Q(undone_by__isnull=True, undone_at__isnull=True)),
                name="redaction_undone_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(key_name="") | Q(state=RedactionState.GRANTED.value),
                name="redaction_sealed_while_granted",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class RedactedPlace(models.Model):
    """A place where a passage was blanked, with the hash of what stood there before, and of what was left.

    `replaced` says for a file which of its bytes went.
    """

    redaction = models.ForeignKey(
        Redaction, models.PROTECT, related_name="places", verbose_name=_("sletning af personoplysninger")
    )
    kind = models.CharField(_("slags"), max_length=60)
    object_id = models.BigIntegerField(_("objekt"))
    field = models.CharField(_("felt"), max_length=60)
    old_hash = models.CharField(_("tidligere hash"), max_length=64)
    new_hash = models.CharField(_("hash efter"), max_length=64, blank=True)
    replaced = models.TextField(_("erstattede bytes"), blank=True)
    is_restored = models.BooleanField(_("gendannet"), default=False)

    class Meta:
        verbose_name = _("slettet sted")
        verbose_name_plural = _("slettede steder")
        ordering = ("redaction", "pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.field}"


class SealedOriginal(models.Model):
    """What stood in a blanked place, encrypted with a key outside the database; gone with the key."""

    place = models.OneToOneField(
        RedactedPlace, models.PROTECT, related_name="sealed", verbose_name=_("slettet sted")
    )
    content = models.BinaryField(_("forseglet indhold"))

    class Meta:
        verbose_name = _("forseglet original")
        verbose_name_plural = _("forseglede originaler")

    def __str__(self) -> str:
        return str(self.place)
