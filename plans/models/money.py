"""What does the plan cost, and what was counted besides its goals? Budget tables, key figures, decisions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.enums import AmountKind, VoteSide
from plans.models.fields import (
    ExactDecimalField,
    Part,
    Sourced,
    Versioned,
    day_text,
    enum_field,
    figure_field,
    one_of,
    optional_figure_field,
    plain,
)
from plans.models.goal import Indicator
from plans.models.plan import ActionPlan, EffortArea


class KeyFigure(Sourced, Versioned):
    """A figure that describes the work, with the days it covers."""

    plan = models.ForeignKey(
        ActionPlan, models.PROTECT, related_name="key_figures", verbose_name=_("handleplan")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    label = models.CharField(_("navn"), max_length=300)
    value = figure_field(_("tal"))
    unit = models.CharField(_("enhed"), max_length=60, blank=True)
    qualifier = models.CharField(_("forbehold"), max_length=60, blank=True)
    starts_on = models.DateField(_("fra"), null=True, blank=True)
    ends_on = models.DateField(_("til"), null=True, blank=True)
    area = models.ForeignKey(
        EffortArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="key_figures",
        verbose_name=_("indsatsområde"),
    )
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="key_figures",
        verbose_name=_("indikator"),
    )

    class Meta:
        verbose_name = _("nøgletal")
        verbose_name_plural = pgettext_lazy("plural", "nøgletal")
        ordering = ("plan", "order")
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="key_figure_order_once_a_plan"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="key_figure_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {plain(self.value)}"


class KeyFigurePart(Part):
    """A number within a key figure ("heraf 12 mentorforløb")."""

    key_figure = models.ForeignKey(
        KeyFigure, models.PROTECT, related_name="parts", verbose_name=_("nøgletal")
    )

    class Meta(Part.Meta):
        ordering = ("key_figure", "order")
        constraints = [
            models.UniqueConstraint(fields=["key_figure", "order"], name="key_figure_part_order_once"),
        ]


class BudgetTable(Sourced, Versioned):
    """A table of amounts as its document sets it."""

    plan = models.ForeignKey(
        ActionPlan, models.PROTECT, related_name="budget_tables", verbose_name=_("handleplan")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    title = models.CharField(_("titel"), max_length=300)
    unit = models.CharField(_("enhed"), max_length=30, default="mio. kr.")
    within_frame = models.BooleanField(_("inden for rammen"), default=True)
    notes = models.TextField(_("noter"), blank=True)

    class Meta:
        verbose_name = _("budgettabel")
        verbose_name_plural = _("budgettabeller")
        ordering = ("plan", "order")
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="budget_table_order_once_a_plan")
        ]

    def __str__(self) -> str:
        return self.title


class BudgetLine(Sourced, Versioned):
    """An amount of a table, or a dash where the document has one; a stated total is the document's sum."""

    table = models.ForeignKey(
        BudgetTable, models.PROTECT, related_name="lines", verbose_name=_("budgettabel")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"))
    area = models.ForeignKey(
        EffortArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="budget_lines",
        verbose_name=_("indsatsområde"),
    )
    category = models.CharField(_("post"), max_length=300, blank=True)
    first_year = models.PositiveSmallIntegerField(_("fra år"))
    last_year = models.PositiveSmallIntegerField(_("til år"))
    funding = models.CharField(_("finansiering"), max_length=300, blank=True)
    kind = enum_field(AmountKind, _("art"), default=AmountKind.BUDGET)
    amount = optional_figure_field(_("beløb"))
    stated_total = models.BooleanField(_("oplyst sum"), default=False)
    full_time_equivalents = ExactDecimalField(
        _("årsværk"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    qualifier = models.CharField(_("forbehold"), max_length=60, blank=True)
    footnote = models.TextField(_("fodnote"), blank=True)

    class Meta:
        verbose_name = _("budgetpost")
        verbose_name_plural = _("budgetposter")
        ordering = ("table", "order")
        constraints = [
            models.UniqueConstraint(fields=["table", "order"], name="budget_line_order_once_a_table"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="budget_line_years"),
            models.CheckConstraint(
                condition=Q(area__isnull=False) | ~Q(category=""), name="budget_line_of_something"
            ),
            one_of("kind", AmountKind, "budget_line_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.category or self.area} {self.first_year}"


class Decision(Sourced, Versioned):
    """What a committee decided on one or more plans, or on a published report."""

    plans = models.ManyToManyField(
        ActionPlan, related_name="decisions", blank=True, verbose_name=_("handleplaner")
    )
    publication = models.ForeignKey(
        "plans.Publication",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("fastlåst version"),
    )
    committee = models.CharField(_("udvalg"), max_length=200)
    decided_on = models.DateField(_("besluttet"))
    case_number = models.CharField(_("sagsnummer"), max_length=60, blank=True)
    item_number = models.CharField(_("punkt"), max_length=30, blank=True)
    title = models.CharField(_("titel"), max_length=300)
    recommendation = models.TextField(_("indstilling"), blank=True)
    outcome = models.TextField(_("beslutning"), blank=True)

    class Meta:
        verbose_name = _("beslutning")
        verbose_name_plural = _("beslutninger")
        ordering = ("decided_on", "item_number")

    def __str__(self) -> str:
        return f"{self.committee}, {day_text(self.decided_on)}: {self.title}"


class DecisionVote(models.Model):
    """How many voted on one side, and which parties."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="votes", verbose_name=_("beslutning"))
    side = enum_field(VoteSide, _("stemte"))
    count = models.PositiveSmallIntegerField(_("antal"))
    parties = models.CharField(_("partier"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("stemmer")
        verbose_name_plural = pgettext_lazy("plural", "stemmer")
        ordering = ("decision", "pk")
        constraints = [
            models.UniqueConstraint(fields=["decision", "side"], name="vote_once_a_side"),
            one_of("side", VoteSide, "vote_side"),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.count}"


class DecisionRemark(models.Model):
    """What a party had entered in the minutes."""

    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="remarks", verbose_name=_("beslutning")
    )
    order = models.PositiveSmallIntegerField(_("rækkefølge"), default=1)
    party = models.CharField(_("parti"), max_length=60)
    text = models.TextField(_("protokolbemærkning"))

    class Meta:
        verbose_name = _("protokolbemærkning")
        verbose_name_plural = _("protokolbemærkninger")
        ordering = ("decision", "order")
        constraints = [
            models.UniqueConstraint(fields=["decision", "order"], name="remark_order_once_a_decision")
        ]

    def __str__(self) -> str:
        return self.party
