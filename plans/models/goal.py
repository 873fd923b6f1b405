"""What is to be reached? Goals under their headings, how each is measured, and its targets."""

from functools import reduce
from operator import and_

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.domain.measures import traits
from plans.domain.values import Tolerance
from plans.enums import Accumulation, Basis, Boundary, Direction, Measure
from plans.models.fields import (
    ExactDecimalField,
    Sourced,
    Versioned,
    enum_field,
    one_of,
    optional_figure_field,
    plain,
    unique_for_year,
    within,
)
from plans.models.plan import ActionPlan, EffortArea


class GoalHeading(Sourced):
    """A heading over some of an area's goals, with its footnote."""

    area = models.ForeignKey(
        EffortArea, models.PROTECT, related_name="headings", verbose_name=_("indsatsområde")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    text = models.CharField(_("overskrift"), max_length=300)
    footnote = models.TextField(_("fodnote"), blank=True)

    class Meta:
        verbose_name = _("måloverskrift")
        verbose_name_plural = _("måloverskrifter")
        ordering = ("area", "order")
        constraints = [models.UniqueConstraint(fields=["area", "order"], name="heading_order_once_an_area")]

    def __str__(self) -> str:
        return self.text


class ResultGoal(Sourced, Versioned):
    """A goal as adopted, of one lead area and maybe further ones; it is reported and counted once."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="goals", verbose_name=_("handleplan"))
    key = models.SlugField(_("nøgle"), max_length=60)
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    wording = models.TextField(_("ordlyd"))
    area = models.ForeignKey(
        EffortArea, models.PROTECT, related_name="goals", verbose_name=_("indsatsområde")
    )
    further_areas = models.ManyToManyField(
        EffortArea, related_name="shared_goals", blank=True, verbose_name=_("øvrige indsatsområder")
    )
    heading = models.ForeignKey(
        GoalHeading, models.PROTECT, null=True, blank=True, related_name="goals", verbose_name=_("overskrift")
    )
    footnote = models.TextField(_("fodnote"), blank=True)
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("viderefører"),
    )
    withdrawn_from = models.PositiveSmallIntegerField(_("udgået fra og med"), null=True, blank=True)

    class Meta:
        verbose_name = _("resultatmål")
        verbose_name_plural = pgettext_lazy("plural", "resultatmål")
        ordering = ("plan", "order")
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="goal_key_once_a_plan"),
            models.UniqueConstraint(fields=["plan", "order"], name="goal_order_once_a_plan"),
            models.CheckConstraint(condition=~Q(wording=""), name="goal_wording_given"),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("id")),
                name="goal_not_its_own_predecessor",
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class GoalWording(Sourced):
    """The same goal as another place words it."""

    goal = models.ForeignKey(
        ResultGoal, models.PROTECT, related_name="wordings", verbose_name=_("resultatmål")
    )
    place = models.CharField(_("sted"), max_length=200)
    text = models.TextField(_("ordlyd"))

    class Meta:
        verbose_name = _("anden ordlyd")
        verbose_name_plural = _("andre ordlyde")
        ordering = ("goal", "pk")
        constraints = [models.UniqueConstraint(fields=["goal", "place"], name="wording_once_a_place")]

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def _accumulation_fits() -> Q:
    """Never a measure with a way to put years together that does not fit it."""
    return reduce(
        and_,
        (
            ~Q(measure=measure, accumulation=accumulation)
            for measure in Measure
            for accumulation in Accumulation
            if accumulation not in traits(measure).accumulations
        ),
    )


class Indicator(Sourced, Versioned):
    """What is measured for a goal, and how its figures are to be read."""

    goal = models.ForeignKey(
        ResultGoal, models.PROTECT, related_name="indicators", verbose_name=_("resultatmål")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    label = models.CharField(_("navn"), max_length=300, blank=True)
    measure = enum_field(Measure, _("opgøres som"))
    unit = models.CharField(_("enhed"), max_length=60, blank=True)
    numerator = models.TextField(_("tællerens definition"), blank=True)
    denominator = models.TextField(_("nævnerens definition"), blank=True)
    data_source = models.TextField(_("datakilde"), blank=True)
    direction = enum_field(Direction, _("retning"), default=Direction.AT_LEAST)
    accumulation = enum_field(Accumulation, _("sådan opgøres flere år"))
    carries_over = models.BooleanField(_("samme borgere i flere år"), default=False)
    counts_people = models.BooleanField(_("tæller personer"), default=False)
    tolerance_percent = ExactDecimalField(
        _("egen tolerance"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    tolerance_basis = enum_field(Basis, _("tolerancens grundlag"), blank=True, default="")
    tolerance_boundary = enum_field(Boundary, _("tolerancens grænse"), blank=True, default="")

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        ordering = ("goal", "order")
        constraints = [
            models.UniqueConstraint(fields=["goal", "order"], name="indicator_order_once_a_goal"),
            one_of("measure", Measure, "indicator_measure"),
            one_of("direction", Direction, "indicator_direction"),
            one_of("accumulation", Accumulation, "indicator_accumulation"),
            one_of("tolerance_basis", Basis, "indicator_tolerance_basis", blank=True),
            one_of("tolerance_boundary", Boundary, "indicator_tolerance_boundary", blank=True),
            within("tolerance_percent", 0, 100, "indicator_tolerance_percent"),
            models.CheckConstraint(
                condition=Q(tolerance_percent__isnull=True, tolerance_basis="", tolerance_boundary="")
                | (Q(tolerance_percent__isnull=False) & ~Q(tolerance_basis="") & ~Q(tolerance_boundary="")),
                name="indicator_tolerance_whole_or_none",
            ),
            models.CheckConstraint(
                condition=_accumulation_fits(),
                name="indicator_accumulation_fits_measure",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.goal)

    @property
    def own_tolerance(self) -> Tolerance | None:
        """The indicator's own tolerance, where it has one; otherwise the plan's holds."""
        if self.tolerance_percent is None:
            return None
        inclusive = self.tolerance_boundary == Boundary.INCLUSIVE
        return Tolerance(self.tolerance_percent, Basis(self.tolerance_basis), inclusive)


class Target(Sourced, Versioned):
    """What an indicator is to reach in a year, or (`year` empty) in the whole plan."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", verbose_name=_("indikator")
    )
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    value = optional_figure_field(_("måltal"))
    text = models.TextField(_("mål i ord"), blank=True)

    class Meta:
        verbose_name = _("måltal")
        verbose_name_plural = pgettext_lazy("plural", "måltal")
        ordering = ("indicator", "year")
        constraints = [
            *unique_for_year("indicator", "target_once_a"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="target_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(text=""), name="target_value_or_text"
            ),
        ]

    def __str__(self) -> str:
        return plain(self.value) if self.value is not None else self.text
