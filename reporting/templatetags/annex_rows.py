"""What of the annex is too long for its place? A row to stay on one page, a sender to stand in the margin."""

import re
from math import ceil

from django import template

from reporting.annex.memo import Annex, AnnexRow

register = template.Library()

# Characters in a line on the memo's first page, where the columns are narrowest.
GOAL_LINE = 24
REPORT_LINE = 46
# A row that moves leaves less than a third of the page empty: 12 lines of the 50 on a page.
LONGEST_WHOLE_ROW = 12
# Characters in a line of the first page's margin, and the lines that it has for the sender, at its foot.
MARGIN_LINE = 22
MOST_SENDER_LINES = 30

_BLOCK_ENDS = re.compile(r"</(?:p|li)>|<br\s*/?>")
_TAGS = re.compile(r"<[^>]*>")


@register.filter
def is_long(row: AnnexRow) -> bool:
    """Tell whether the row has more lines, by estimate, than are kept together on one page."""
    goal = _lines(row.heading, GOAL_LINE) + _lines(row.wording, GOAL_LINE)
    blocks = [row.sentence, row.sub_heading, *_BLOCK_ENDS.split(row.commentary), row.footnote]
    report = sum(_lines(_TAGS.sub("", block), REPORT_LINE) for block in blocks)
    return max(goal, report) > LONGEST_WHOLE_ROW


@register.filter
def has_long_sender(annex: Annex) -> bool:
    """Tell whether the sender, by estimate, is longer than the margin: then it stands under the title."""
    lines = [*annex.sender, *(part for pair in annex.sender_details for part in pair), annex.website]
    return sum(_lines(line, MARGIN_LINE) for line in lines) > MOST_SENDER_LINES


def _lines(text: str, width: int) -> int:
    return ceil(len(text.strip()) / width)
