"""What is told the committee, and what was published? The report, its tables, and its frozen versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.enums import Treatment
from plans.models import sealed_token
from plans.models.fields import Sourced, Versioned, enum_field, in_a_year, one_of
from plans.models.goal import ResultGoal
from plans.models.reporting_round import ReportingRound


class Report(Sourced, Versioned):
    """The memo that reports a round: its head, what opens and what closes it."""

    round = models.OneToOneField(
        ReportingRound, models.PROTECT, related_name="report", verbose_name=_("indberetningsrunde")
    )
    kind = models.CharField(_("dokumenttype"), max_length=60, blank=True)
    title = models.CharField(_("titel"), max_length=300)
    dated_on = models.DateField(_("dateret"))
    case_number = models.CharField(_("sagsnummer"), max_length=60, blank=True)
    document_number = models.CharField(_("dokumentnummer"), max_length=60, blank=True)
    case_officer = models.CharField(_("sagsbehandler (rolle)"), max_length=200, blank=True)
    sender = models.TextField(_("afsender"), blank=True)
    ean = models.CharField(_("EAN-nummer"), max_length=30, blank=True)
    website = models.CharField(_("hjemmeside"), max_length=200, blank=True)
    intro = models.TextField(_("indledning"), blank=True)
    closing = models.TextField(_("afslutning"), blank=True)

    class Meta:
        verbose_name = _("afrapportering")
        verbose_name_plural = _("afrapporteringer")
        ordering = ("dated_on",)

    def __str__(self) -> str:
        return self.title


class ReportTable(Sourced):
    """A titled table of the report."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="tables", verbose_name=_("afrapportering")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    label = models.CharField(_("nummer"), max_length=60)
    title = models.CharField(_("titel"), max_length=300)
    column_heading = models.CharField(_("kolonneoverskrift"), max_length=100)
    notes = models.TextField(_("noter"), blank=True)

    class Meta:
        verbose_name = _("tabel")
        verbose_name_plural = _("tabeller")
        ordering = ("report", "order")
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="report_table_order_once_a_report")
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}"


class ReportRow(Sourced):
    """A goal's place in a table, and its wording there."""

    table = models.ForeignKey(ReportTable, models.PROTECT, related_name="rows", verbose_name=_("tabel"))
    goal = models.ForeignKey(
        ResultGoal, models.PROTECT, related_name="report_rows", verbose_name=_("resultatmål")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    heading = models.CharField(_("overskrift"), max_length=300, blank=True)
    wording = models.TextField(_("ordlyd"), blank=True)
    wording_reason = models.TextField(_("hvorfor ordlyden er ændret"), blank=True)

    class Meta:
        verbose_name = _("række")
        verbose_name_plural = _("rækker")
        ordering = ("table", "order")
        constraints = [
            models.UniqueConstraint(fields=["table", "order"], name="report_row_order_once_a_table"),
            models.UniqueConstraint(fields=["table", "goal"], name="report_row_goal_once_a_table"),
        ]

    def __str__(self) -> str:
        return self.wording or str(self.goal)


class Acknowledgement(models.Model):
    """What somebody answers for in the report although a check found it: what was found, and why it stays.

    It holds for what was found and no more: where the check finds something else, it asks again.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="acknowledgements", verbose_name=_("afrapportering")
    )
    check_code = models.CharField(_("kontrol"), max_length=60)
    place = models.CharField(_("sted"), max_length=200)
    found = models.TextField(_("fundet"))
    treatment = enum_field(Treatment, _("behandling"), default=Treatment.KEEP)
    reason = models.TextField(_("begrundelse"))
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("accepteret af"),
    )
    acknowledged_at = models.DateTimeField(_("accepteret"), auto_now=True)

    class Meta:
        verbose_name = _("accept")
        verbose_name_plural = _("accepter")
        ordering = ("report", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "check_code", "place"], name="acknowledgement_once_a_finding"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="acknowledgement_reason_given"),
            one_of("treatment", Treatment, "acknowledgement_treatment"),
        ]

    def __str__(self) -> str:
        return self.reason


class Publication(models.Model):
    """An unchangeable version of a report, files and all; triggers guard the table."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="publications", verbose_name=_("afrapportering")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    html = models.BinaryField(_("webside"))
    pdf = models.BinaryField(_("PDF"))
    docx = models.BinaryField(_("Word"))
    status_report = models.BinaryField(_("statusrapport (JSON)"))
    html_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    docx_sha256 = models.CharField(max_length=64)
    status_report_sha256 = models.CharField(max_length=64)
    published_by = models.CharField(_("fastlåst af"), max_length=200)
    published_at = models.DateTimeField(_("fastlåst"))
    correction_note = models.TextField(_("rettelse"), blank=True)

    class Meta:
        verbose_name = _("fastlåst version")
        verbose_name_plural = _("fastlåste versioner")
        ordering = ("report", "number")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="publication_number_once_a_report"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(correction_note=""), name="publication_correction_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.number})"


class PublicationFiling(Versioned):
    """Where the municipality's archive keeps a publication; outside what its hashes cover."""

    publication = models.OneToOneField(
        Publication, models.PROTECT, related_name="filing", verbose_name=_("fastlåst version")
    )
    document_number = models.CharField(_("dokumentnummer"), max_length=60)

    class Meta:
        verbose_name = _("journalisering")
        verbose_name_plural = _("journaliseringer")

    def __str__(self) -> str:
        return self.document_number


class PublicationShare(models.Model):
    """An address without sign-in for a publication, until its day; it can be revoked."""

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="shares", verbose_name=_("fastlåst version")
    )
    digest = models.CharField(_("aftryk"), max_length=64, unique=True)
    sealed = models.TextField(_("nøgle"))
    created_by = models.CharField(_("delt af"), max_length=200)
    created_at = models.DateTimeField(_("delt"), auto_now_add=True)
    expires_on = models.DateField(_("udløber"), default=in_a_year)  # the last day on which it works
    revoked_at = models.DateTimeField(_("trukket tilbage"), null=True, blank=True)

    class Meta:
        verbose_name = _("deling")
        verbose_name_plural = _("delinger")

    def __str__(self) -> str:
        return str(self.publication)

    @property
    def token(self) -> str:
        """The key in the address; empty where SECRET_KEY is another since it was shared."""
        return sealed_token.opened(self.sealed)

    @token.setter
    def token(self, token: str) -> None:
        self.digest, self.sealed = sealed_token.digest_of(token), sealed_token.sealed(token)
