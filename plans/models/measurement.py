"""What was measured? A figure of a year or of the whole plan, with what stands beside it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.domain.measures import Way
from plans.domain.values import Figure
from plans.enums import PartOf, Status, Unmeasurable
from plans.models.fields import (
    LARGEST_COUNT,
    Part,
    Sourced,
    Versioned,
    count_field,
    day_text,
    enum_field,
    one_of,
    optional_figure_field,
    unique_for_year,
    within,
)
from plans.models.goal import Indicator

# What says nothing where it is empty; the columns of the other ways are then null.
_TEXTS = frozenset({Way.JUDGED, Way.UNMEASURABLE})
LONGEST_QUALIFIER = 60
JUDGED = (Status.ACHIEVED, Status.PARTLY_ACHIEVED, Status.NOT_ACHIEVED)


def _is_given(way: Way) -> Q:
    if way is Way.UNDER_WAY:
        return Q(under_way=True)
    if way in _TEXTS:
        return ~_is_absent(way)
    return Q(**{f"{column}__isnull": False for column in way.columns})


def _is_absent(way: Way) -> Q:
    if way is Way.UNDER_WAY:
        return Q(under_way=False)
    if way in _TEXTS:
        return Q(**dict.fromkeys(way.columns, ""))
    return Q(**{f"{column}__isnull": True for column in way.columns})


def _exactly_one_way() -> Q:
    condition = Q()
    for way in Way:
        alone = _is_given(way)
        for other in Way:
            if other is not way:
                alone &= _is_absent(other)
        condition |= alone
    return condition


class Measurement(Sourced, Versioned):
    """A figure as known on `as_of`; of several, the latest not after the report's date counts."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="measurements", verbose_name=_("indikator")
    )
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    as_of = models.DateField(_("opgjort pr."))
    value = optional_figure_field(_("tal"))
    numerator = count_field(_("tæller"))
    denominator = count_field(_("nævner"))
    percentage = optional_figure_field(_("procent"))
    judged = enum_field(Status, _("vurdering"), blank=True, default="")
    under_way = models.BooleanField(_("i gang"), default=False)
    basis = models.TextField(_("grundlag for vurderingen"), blank=True)
    unmeasurable = enum_field(Unmeasurable, _("kan ikke opgøres"), blank=True, default="")
    reason = models.TextField(_("hvorfor det ikke kan opgøres"), blank=True)
    pending = models.BigIntegerField(_("afventer svar"), default=0)
    cohort_total = count_field(_("i alt i gruppen"))
    ongoing = count_field(_("i gang, ikke talt med"))
    qualifier = models.CharField(_("forbehold"), max_length=LONGEST_QUALIFIER, blank=True)
    derived = models.BooleanField(_("udledt"), default=False)
    provisional = models.BooleanField(_("foreløbigt"), default=False)
    method_note = models.TextField(_("metode"), blank=True)

    class Meta:
        verbose_name = _("måling")
        verbose_name_plural = _("målinger")
        ordering = ("indicator", "year", "as_of")
        constraints = [
            *unique_for_year("indicator", "measurement_once_a", "as_of"),
            models.CheckConstraint(condition=_exactly_one_way(), name="measurement_given_in_one_way"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="measurement_not_negative"
            ),
            within("percentage", 0, 100, "measurement_percentage"),
            within("numerator", 0, LARGEST_COUNT, "measurement_numerator"),
            within("denominator", 0, LARGEST_COUNT, "measurement_denominator"),
            within("pending", 0, LARGEST_COUNT, "measurement_pending"),
            within("cohort_total", 0, LARGEST_COUNT, "measurement_cohort_total"),
            within("ongoing", 0, LARGEST_COUNT, "measurement_ongoing"),
            models.CheckConstraint(
                condition=Q(pending=0) | Q(denominator__isnull=False),
                name="measurement_pending_needs_denominator",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__lte=F("denominator") - F("pending")),
                name="measurement_numerator_within_denominator",
            ),
            one_of("judged", JUDGED, "measurement_judged", blank=True),
            one_of("unmeasurable", Unmeasurable, "measurement_unmeasurable", blank=True),
        ]

    def __str__(self) -> str:
        year = f", {self.year}" if self.year else ""
        return f"{self.indicator}{year} ({day_text(self.as_of)})"

    @property
    def figure(self) -> Figure:
        """The measurement as the rule reads it."""
        return Figure(
            year=self.year,
            as_of=self.as_of,
            value=self.value,
            numerator=self.numerator,
            denominator=self.denominator,
            percentage=self.percentage,
            judged=Status(self.judged) if self.judged else None,
            under_way=self.under_way,
            unmeasurable=Unmeasurable(self.unmeasurable) if self.unmeasurable else None,
            pending=self.pending,
            provisional=self.provisional,
            qualifier=self.qualifier,
        )


class Exclusion(models.Model):
    """Cases outside the denominator, why, and when they are due if they return another year."""

    measurement = models.ForeignKey(
        Measurement, models.PROTECT, related_name="exclusions", verbose_name=_("måling")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"), default=1)
    count = models.BigIntegerField(_("antal"))
    reason = models.TextField(_("årsag"))
    due_on = models.DateField(_("indgår fra"), null=True, blank=True)

    class Meta:
        verbose_name = _("frafald")
        verbose_name_plural = pgettext_lazy("plural", "frafald")
        ordering = ("measurement", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "order"], name="exclusion_order_once_a_measurement"
            ),
            within("count", 1, LARGEST_COUNT, "exclusion_count"),
            models.CheckConstraint(condition=~Q(reason=""), name="exclusion_reason_given"),
        ]

    def __str__(self) -> str:
        return f"{self.count}: {self.reason}"


class MeasurementPart(Part):
    """A number within a figure."""

    measurement = models.ForeignKey(
        Measurement, models.PROTECT, related_name="parts", verbose_name=_("måling")
    )
    part_of = enum_field(PartOf, _("del af"), default=PartOf.FIGURE)

    class Meta(Part.Meta):
        ordering = ("measurement", "order")
        constraints = [
            models.UniqueConstraint(fields=["measurement", "order"], name="part_order_once_a_measurement"),
            models.CheckConstraint(condition=Q(value__gte=0), name="part_not_negative"),
            one_of("part_of", PartOf, "part_of_what"),
        ]
