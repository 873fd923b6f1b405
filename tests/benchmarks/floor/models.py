"""What the floor keeps: plans, areas, goals, a figure a year, and who changed it."""

from decimal import Decimal

from django.conf import settings
from django.db import models

TOLERANCE = 15


class Plan(models.Model):
    """A plan of some years."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    first_year = models.IntegerField()
    last_year = models.IntegerField()

    def __str__(self) -> str:
        return self.title


class Area(models.Model):
    """An area of a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="areas")
    number = models.IntegerField()
    title = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.title


class Goal(models.Model):
    """A goal, of a count or of a share."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="goals")
    order = models.IntegerField()
    wording = models.TextField()
    is_share = models.BooleanField(default=False)
    commentary = models.TextField(blank=True)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.wording


class Figure(models.Model):
    """A goal's target and what was reached in one year."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="figures")
    year = models.IntegerField()
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    numerator = models.IntegerField(null=True, blank=True)
    denominator = models.IntegerField(null=True, blank=True)

    class Meta:
        ordering = ("year",)
        unique_together = (("goal", "year"),)

    def __str__(self) -> str:
        return f"{self.goal}, {self.year}"

    @property
    def actual(self) -> Decimal | None:
        """What was reached, in percent where it is a share."""
        if self.denominator and self.numerator is not None:
            return Decimal(100 * self.numerator) / self.denominator
        return self.value

    @property
    def deviation(self) -> Decimal | None:
        """How far it is from the target, in percent of it."""
        if self.actual is None or not self.target:
            return None
        return 100 * (self.target - self.actual) / self.target

    @property
    def status(self) -> str:
        """How the goal stands in that year."""
        if self.actual is None or self.target is None or self.deviation is None:
            return "Ikke indberettet"
        if self.actual >= self.target:
            return "Indfriet"
        return "Delvist indfriet" if self.deviation < TOLERANCE else "Ikke indfriet"


class Change(models.Model):
    """A figure that somebody changed."""

    figure = models.ForeignKey(Figure, models.CASCADE)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    old = models.CharField(max_length=40)
    new = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
