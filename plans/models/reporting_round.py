"""Who has reported what, and how far is it? Rounds, submissions, and a person's unsaved draft."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.domain.values import Period
from plans.enums import Recorded, RoundState, Status, SubmissionState
from plans.models.fields import Sourced, Versioned, enum_field, one_of
from plans.models.goal import ResultGoal
from plans.models.plan import ActionPlan


class ReportingRound(Sourced, Versioned):
    """A period of a plan to be reported, as of one date."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="rounds", verbose_name=_("handleplan"))
    first_year = models.PositiveSmallIntegerField(_("første år"))
    last_year = models.PositiveSmallIntegerField(_("sidste år"))
    as_of = models.DateField(_("opgjort pr."))
    deadline = models.DateField(_("frist"), null=True, blank=True)
    state = enum_field(RoundState, _("tilstand"), default=RoundState.OPEN)

    class Meta:
        verbose_name = _("indberetningsrunde")
        verbose_name_plural = _("indberetningsrunder")
        ordering = ("plan", "first_year", "last_year", "as_of")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "first_year", "last_year", "as_of"], name="round_once_a_date"
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="round_ends_after_it_starts"
            ),
            one_of("state", RoundState, "round_state"),
        ]
        # Few rounds of many are open; the menu of every page counts what they ask for.
        indexes = [models.Index(fields=["plan"], condition=Q(state=RoundState.OPEN.value), name="round_open")]

    def __str__(self) -> str:
        return f"{self.plan} {self.period}"

    @property
    def period(self) -> Period:
        """The years that the round reports."""
        return Period(self.first_year, self.last_year)


class Submission(Sourced, Versioned):
    """What is said of a goal in a round, a judgement that overrides the rule's, and how far it has come."""

    round = models.ForeignKey(
        ReportingRound, models.PROTECT, related_name="submissions", verbose_name=_("indberetningsrunde")
    )
    goal = models.ForeignKey(
        ResultGoal, models.PROTECT, related_name="submissions", verbose_name=_("resultatmål")
    )
    sub_heading = models.CharField(_("underoverskrift"), max_length=200, blank=True)
    commentary = models.TextField(_("afrapportering"), blank=True)
    footnote = models.TextField(_("fodnote"), blank=True)
    override = enum_field(Status, _("egen vurdering"), blank=True, default="")
    override_reason = models.TextField(_("begrundelse"), blank=True)
    override_replaced = enum_field(Status, _("erstatter"), blank=True, default="")
    state = enum_field(SubmissionState, _("tilstand"), default=SubmissionState.DRAFT)
    returned_because = models.TextField(_("sendt tilbage fordi"), blank=True)
    # Since when the judgement stands on what was approved although the plan says something else.
    stands_since = models.DateTimeField(_("står som godkendt siden"), null=True, blank=True)

    class Meta:
        verbose_name = _("indberetning")
        verbose_name_plural = _("indberetninger")
        ordering = ("round", "goal")
        constraints = [
            models.UniqueConstraint(fields=["round", "goal"], name="submission_once_a_goal"),
            one_of("override", Status, "submission_override", blank=True),
            one_of("override_replaced", Status, "submission_override_replaced", blank=True),
            one_of("state", SubmissionState, "submission_state"),
            models.CheckConstraint(
                condition=Q(override="", override_reason="", override_replaced="")
                | (~Q(override="") & ~Q(override_reason="") & ~Q(override_replaced="")),
                name="submission_override_with_reason",
            ),
        ]
        # Few submissions of many wait for approval.
        indexes = [
            models.Index(
                fields=["round", "goal"],
                condition=Q(state=SubmissionState.SUBMITTED.value),
                name="submission_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.goal}"


class Approval(models.Model):
    """What was approved: a goal's judgement in a round with all that it rested on. The latest one counts.

    Its own record, added to and never altered; `basis` is in the form `form` of `plans.domain.basis_text`.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="approvals", verbose_name=_("indberetning")
    )
    form = models.PositiveSmallIntegerField(_("grundlagets form"))
    basis = models.TextField(_("grundlag"))
    status = enum_field(Status, _("status"))
    figure = models.CharField(_("opgjort tal"), max_length=120, blank=True)  # exact: "15", "140/3"
    recorded = enum_field(Recorded, _("registreret ved"), default=Recorded.APPROVAL)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approvals",
        verbose_name=_("godkendt af"),
    )
    approved_at = models.DateTimeField(_("godkendt"), null=True, blank=True, default=timezone.now)

    class Meta:
        verbose_name = _("godkendelse")
        verbose_name_plural = _("godkendelser")
        ordering = ("submission", "pk")
        constraints = [
            one_of("status", Status, "approval_status"),
            one_of("recorded", Recorded, "approval_recorded"),
            models.CheckConstraint(condition=Q(form__gte=1) & ~Q(basis=""), name="approval_basis_given"),
        ]

    def __str__(self) -> str:
        return str(self.submission)


class Draft(models.Model):
    """What a person has typed and not saved. It holds no figures that count."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("person")
    )
    key = models.CharField(_("sted"), max_length=200)
    fields = models.JSONField(_("felter"))
    saved_at = models.DateTimeField(_("gemt"), auto_now=True)

    class Meta:
        verbose_name = _("kladde")
        verbose_name_plural = _("kladder")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="draft_once_a_place")]

    def __str__(self) -> str:
        return self.key
