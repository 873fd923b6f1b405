"""What has the municipality planned? The plan with its own rule and words, its areas and efforts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.domain.values import Period, Span, Tolerance
from plans.enums import Basis, Boundary, Measure, PreventionLevel, Status
from plans.models.fields import ExactDecimalField, Sourced, Versioned, enum_field, one_of, within


class ActionPlan(Sourced, Versioned):
    """A plan adopted by the committee; its years follow from its dates, its tolerance is its own."""

    title = models.CharField(_("titel"), max_length=300)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    starts_on = models.DateField(_("begynder"))
    ends_on = models.DateField(_("slutter"))
    aims = models.TextField(_("formål"), blank=True)
    introduction = models.TextField(_("indledning"), blank=True)
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("viderefører"),
        related_name="successors",
        null=True,
        blank=True,
    )
    tolerance_percent = ExactDecimalField(_("tolerance"), max_digits=5, decimal_places=2, default=15)
    tolerance_basis = enum_field(Basis, _("tolerancens grundlag"), default=Basis.RELATIVE)
    tolerance_boundary = enum_field(Boundary, _("tolerancens grænse"), default=Boundary.STRICT)

    class Meta:
        verbose_name = _("handleplan")
        verbose_name_plural = _("handleplaner")
        ordering = ("-starts_on", "slug")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("id")),
                name="plan_not_its_own_predecessor",
            ),
            within("tolerance_percent", 0, 100, "plan_tolerance_percent"),
            one_of("tolerance_basis", Basis, "plan_tolerance_basis"),
            one_of("tolerance_boundary", Boundary, "plan_tolerance_boundary"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def span(self) -> Span:
        """The days that the plan covers."""
        return Span(self.starts_on, self.ends_on)

    @property
    def period(self) -> Period:
        """The calendar years that the plan touches."""
        return self.span.period

    @property
    def tolerance(self) -> Tolerance:
        """The plan's own tolerance, for the rule."""
        inclusive = self.tolerance_boundary == Boundary.INCLUSIVE
        return Tolerance(self.tolerance_percent, Basis(self.tolerance_basis), inclusive)


class StatusWord(models.Model):
    """The plan's own word for a status ("nået"), for all goals or only for those of one measure."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="words", verbose_name=_("handleplan"))
    status = enum_field(Status, _("status"))
    measure = enum_field(Measure, _("kun for"), blank=True, default="")
    word = models.CharField(_("ord"), max_length=60)

    class Meta:
        verbose_name = _("statusord")
        verbose_name_plural = pgettext_lazy("plural", "statusord")
        constraints = [
            models.UniqueConstraint(fields=["plan", "status", "measure"], name="word_once_a_status"),
            models.CheckConstraint(condition=~Q(word=""), name="word_given"),
            one_of("status", Status, "word_status"),
            one_of("measure", Measure, "word_measure", blank=True),
        ]

    def __str__(self) -> str:
        return self.word


class EffortArea(Sourced, Versioned):
    """One of the plan's numbered areas, on one or more levels of the prevention triangle."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="areas", verbose_name=_("handleplan"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("titel"), max_length=300)
    preventive = models.BooleanField(_("forebyggende"), default=False)
    anticipatory = models.BooleanField(_("foregribende"), default=False)
    interventive = models.BooleanField(_("indgribende"), default=False)
    introduction = models.TextField(_("indledning"), blank=True)
    purpose = models.TextField(_("formål"), blank=True)
    content = models.TextField(_("indhold"), blank=True)
    target_group = models.TextField(_("målgruppe"), blank=True)
    effect = models.TextField(_("effekt"), blank=True)
    started_year = models.PositiveSmallIntegerField(_("igangsat"), null=True, blank=True)
    lead = models.CharField(_("ansvarlig"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("indsatsområde")
        verbose_name_plural = _("indsatsområder")
        ordering = ("plan", "number")
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="area_number_once_a_plan")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def levels(self) -> tuple[PreventionLevel, ...]:
        """The levels that the area works on."""
        return tuple(level for level in PreventionLevel if getattr(self, level.value))


class Effort(Sourced):
    """One of the things done in an area."""

    area = models.ForeignKey(
        EffortArea, models.PROTECT, related_name="efforts", verbose_name=_("indsatsområde")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    title = models.CharField(_("titel"), max_length=300)
    description = models.TextField(_("beskrivelse"), blank=True)

    class Meta:
        verbose_name = _("indsats")
        verbose_name_plural = _("indsatser")
        ordering = ("area", "order")
        constraints = [models.UniqueConstraint(fields=["area", "order"], name="effort_order_once_an_area")]

    def __str__(self) -> str:
        return self.title


class Responsibility(models.Model):
    """An area given to a person for a time: who enters its figures."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="responsibilities", verbose_name=_("person")
    )
    area = models.ForeignKey(
        EffortArea, models.PROTECT, related_name="responsibilities", verbose_name=_("indsatsområde")
    )
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til"), null=True, blank=True)

    class Meta:
        verbose_name = _("ansvar")
        verbose_name_plural = pgettext_lazy("plural", "ansvar")
        constraints = [
            models.UniqueConstraint(fields=["user", "area", "starts_on"], name="responsibility_once_a_start"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="responsibility_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.area}"
