"""How does the list of the trail look? A row for each doing or change, the newest first."""

from datetime import datetime

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.wording import figures


class TrailTable(tables.Table):  # type: ignore[misc]  # it has no types
    """When, who, what, on which page or object, in which plan, and from which address."""

    when = tables.Column(verbose_name=_("Hvornår"), attrs={"th": {"class": "column-middle"}})
    who = tables.Column(verbose_name=_("Hvem"), attrs={"th": {"class": "column-middle"}})
    kind = tables.Column(verbose_name=_("Hændelse"), attrs={"th": {"class": "column-middle"}})
    about = tables.Column(verbose_name=_("Side, fil eller objekt"), attrs={"th": {"class": "column-wide"}})
    plan = tables.Column(verbose_name=_("Handleplan"))
    address = tables.Column(verbose_name=_("Adresse på nettet"))

    row_header = "when"
    caption = _("Hændelser, de nyeste først")

    class Meta:
        orderable = False
        template_name = "components/table.html"

    def render_when(self, value: datetime) -> str:
        """The moment, "3. marts 2020 kl. 14.05"."""
        return figures.day_and_time(timezone.localtime(value))
