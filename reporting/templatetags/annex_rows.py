"""May a goal's row in the annex break across two pages? Only a long one: a short one moves on whole."""

import re
from math import ceil

from django import template

from reporting.annex.memo import AnnexRow

register = template.Library()

# Characters in a line on the memo's first page, where the columns are narrowest.
GOAL_LINE = 24
REPORT_LINE = 46
# A row that moves leaves less than a third of the page empty: 12 lines of the 50 on a page.
LONGEST_WHOLE_ROW = 12

_BLOCK_ENDS = re.compile(r"</(?:p|li)>|<br\s*/?>")
_TAGS = re.compile(r"<[^>]*>")


@register.filter
def is_long(row: AnnexRow) -> bool:
    """Tell whether the row has more lines, by estimate, than are kept together on one page."""
    goal = _lines(row.heading, GOAL_LINE) + _lines(row.wording, GOAL_LINE)
    blocks = [row.sentence, row.sub_heading, *_BLOCK_ENDS.split(row.commentary), row.footnote]
    report = sum(_lines(_TAGS.sub("", block), REPORT_LINE) for block in blocks)
    return max(goal, report) > LONGEST_WHOLE_ROW


def _lines(text: str, width: int) -> int:
    return ceil(len(text.strip()) / width)
