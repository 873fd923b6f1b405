"""What do the pages say, and what do they let one post? Their main part as text."""

from collections.abc import Iterator

from tests.baseline.browser import Browser
from tests.baseline.page_text import lines_of
from tests.baseline.surfaces.downloads import COMPARED
from tests.baseline.surfaces.plans import GOALS, OPEN_ROUND, PERIODS, PUBLISHED, REPORTED


def pages() -> Iterator[tuple[str, str]]:
    """The file's name and what is in it."""
    reader = Browser("laeser")
    yield from _answers(reader, "reader", _of_a_reader())
    for slug in PERIODS:
        yield from _answers(reader, f"reader/{slug}", _of_a_plan(slug))
    yield from _answers(Browser("indberetter"), "contributor", _of_a_contributor())
    yield from _answers(Browser("medarbejder"), "contributor of one area", ("/tasks/", OPEN_ROUND))
    yield from _answers(Browser("godkender"), "approver", _of_an_approver())
    yield from _answers(Browser("anden-godkender"), "in English", _in_english())


def _answers(person: Browser, folder: str, addresses: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for address in addresses:
        answer = person.client.get(address)
        head = f"{address} answers {answer.status_code}"
        lines = lines_of(answer.content.decode(errors="replace"))
        name = address.strip("/").replace("/", " ").partition("?")[0] or "front page"
        yield f"pages/{folder}/{name}", "\n".join([head, *lines])


def _of_a_reader() -> tuple[str, ...]:
    return ("/", f"/compare/?{COMPARED}", "/me/", "/api/", "/accessibility/", "/tasks/")


def _of_a_plan(slug: str) -> tuple[str, ...]:
    plan = f"/plans/{slug}/"
    of_periods = (
        f"{plan}{page}/{period}/"
        for of, period in REPORTED
        if of == slug
        for page in ("status", "annex", "brief", "entry")
    )
    publications = (
        f"{plan}annex/{period}/publications/{number}/" for of, period, number in PUBLISHED if of == slug
    )
    goals = (f"{plan}goals/{key}/" for key in GOALS[slug])
    return (plan, f"{plan}board/", f"{plan}money/", *of_periods, *publications, *goals)


def _of_a_contributor() -> tuple[str, ...]:
    goals = (f"{OPEN_ROUND}goals/{key}/" for key in GOALS["vink-2018-19"])
    at_the_round = (f"{OPEN_ROUND}{page}/" for page in ("submit", "spending", "workbook"))
    redactions = "/plans/vink-2016-17/redactions/"
    return (
        "/tasks/",
        OPEN_ROUND,
        *goals,
        *at_the_round,
        redactions,
        f"{redactions}3/",
        "/me/",
        "/plans/vink-2018-19/annex/2018/checks/",
    )


def _of_an_approver() -> tuple[str, ...]:
    annex = "/plans/vink-2018-19/annex/"
    return (
        "/tasks/",
        "/plans/vink-2018-19/approval/2018/",
        f"{annex}2018/checks/",
        f"{annex}2018/edit/",
        f"{annex}2018/publications/",
        f"{annex}2019/publications/",
        f"{annex}2019/publications/2/",
        f"{annex}2019/checks/",
        "/plans/vink-2016-17/redactions/3/",
    )


def _in_english() -> tuple[str, ...]:
    return (
        "/",
        "/tasks/",
        "/plans/vink-2018-19/status/2019/",
        "/plans/vink-2018-19/approval/2018/",
        "/plans/vink-2018-19/goals/uddannelse-beskaeftigelse/",
    )
