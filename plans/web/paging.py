"""How does one leaf through a long list? Links to its first, last and nearest pages."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page

from plans.web.plan_pages import PageLink


def page_numbers(page: Page[Any], address: Callable[[int], str]) -> tuple[PageLink, ...]:
    """Returns links to the pages worth offering, nine at most; none where all is on one page.

    A gap between pages is a link without an address. `address` gives a page's, by its number from 1.
    """
    if page.paginator.num_pages == 1:
        return ()
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return tuple(
        PageLink(str(number), address(number) if isinstance(number, int) else "", number == page.number)
        for number in numbers
    )
