"""What stands in the baseline's database? The demonstration, and a week in which people work with it.

Everything is done by the pages and commands of the version that is run, as people do it; this script imports
nothing of the program, so that it goes on working while the program is moved about.
"""

import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.baseline.browser import Browser
from tests.baseline.frozen import Clock
from tests.baseline.page_text import Form, forms_of

PASSWORD = "vink-demo"  # of the demonstration's people
OWN_PASSWORD = "høstvind-over-broen"  # of those whom the administrator lets in
ROUND = "/plans/vink-2018-19/entry/2018/"
ANNEX = "/plans/vink-2018-19/annex/2018/"
OLD_ANNEX = "/plans/vink-2016-17/annex/2016-2017/publications/1/"
NEW_ANNEX = "/plans/vink-2018-19/annex/2019/publications/1/"


def make_world(clock: Clock, folder: Path) -> None:
    """Fills the empty database, and writes into `folder` what people took away: a workbook, and keys."""
    clock.set("2020-02-03 08:00")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    call_command("demo", no_serve=True, stdout=StringIO())
    _let_people_in(Browser("administrator", password=PASSWORD))

    clock.set("2020-02-04 09:00")
    workbook = _enter_figures(Browser("indberetter", password=PASSWORD))
    (folder / "indberetning.xlsx").write_bytes(workbook)
    _leave_a_draft(Browser("medarbejder", password=OWN_PASSWORD))

    clock.set("2020-02-05 13:00")
    _approve(Browser("godkender", password=PASSWORD))
    call_command("send_reminders", stdout=StringIO())

    clock.set("2020-02-06 10:00")
    keys: dict[str, Any] = _publish_and_share(Browser("godkender", password=PASSWORD))
    keys |= _make_tokens(Browser("indberetter", password=PASSWORD))

    clock.set("2020-02-07 11:00")
    _blank_words(Browser("indberetter", password=PASSWORD), Browser("anden-godkender", password=OWN_PASSWORD))
    _deactivate(Browser("administrator", password=PASSWORD))

    clock.set("2020-02-11 06:00")
    _send_in_vain()

    clock.set("2020-02-11 09:30")
    visitor = Browser("indberetter", password=PASSWORD)
    visitor.open("/")
    # The last thing that is done, so that the session still holds what the next page is to say of it.
    _type_in_the_grid(visitor, "ikke-radikaliseringstruet", "3 af 4", follow=False)
    keys["session of indberetter"] = visitor.client.cookies["sessionid"].value
    (folder / "keys.json").write_text(json.dumps(keys, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _let_people_in(administrator: Browser) -> None:
    """Three more people, one of them for one area only, and a deadline for the open round."""
    people = [
        ("medarbejder", "Medarbejder", "contributor", "da"),
        ("anden-godkender", "Anden godkender", "approver", "en"),
        ("fratraadt", "Fratrådt", "contributor", "da"),
    ]
    for username, name, role, language in people:
        administrator.fill_in(
            "/admin/accounts/user/add/",
            {
                "username": username,
                "first_name": name,
                "email": f"{username}@example.org",
                "role": role,
                "language": language,
            },
        )
        # as by the link of the invitation, which goes nowhere
        with patch("getpass.getpass", return_value=OWN_PASSWORD):
            call_command("changepassword", username, stdout=StringIO())
    for username in ("medarbejder", "fratraadt"):
        administrator.fill_in(
            "/admin/plans/responsibility/add/",
            {"user": _number_of(administrator, username), "area": "7", "starts_on": "01.01.2019"},
        )
    administrator.fill_in("/admin/plans/reportinground/3/change/", {"deadline": "14.02.2020"})


def _enter_figures(contributor: Browser) -> bytes:
    """The round's figures by the grid, the goal's page and the money; gives the workbook as it was then."""
    for goal, figure in [
        ("dialogaktiviteter", "8"),
        ("dialogaktiviteter", "9"),
        ("kapacitetsopbygning", "5"),
    ]:
        _type_in_the_grid(contributor, goal, figure)
    contributor.fill_in(
        f"{ROUND}spending/", {"line-48-amount": "1,65", "line-48-note": "Foreløbigt", "line-60-amount": "–"}
    )
    workbook = contributor.file(f"{ROUND}workbook/indberetning-vink-2018-19-2018.xlsx")
    _type_on_its_page(
        contributor,
        "unge-workshops",
        {
            "figure": "180",
            "qualifier": "ca.",
            "provisional": "on",
            "parts-0-value": "12",
            "parts-0-label": "i udsatte boligområder",
            "method_note": "Talt ved døren.",
        },
        {
            "sub_heading": "Workshops",
            "commentary": "Der er holdt ni workshops.\n\nTo blev aflyst på grund af sygdom.",
            "footnote": "* Unge mellem 13 og 18 år",
            "override": "achieved",
            "override_reason": "Fire workshops i december er ikke talt med.",
        },
    )
    _type_on_its_page(
        contributor,
        "uddannelse-beskaeftigelse",
        {
            "figure": "15 af 20",
            "pending": "2",
            "cohort_total": "23",
            "exclusions-0-count": "3",
            "exclusions-0-reason": "Begyndt i december",
            "exclusions-0-due_on": "2020-12-31",
        },
        {"commentary": "15 ud af 20 borgere er i uddannelse eller beskæftigelse."},
    )
    text = {"commentary": "Fem foreninger er nået."}
    _type_on_its_page(contributor, "kapacitetsopbygning", {}, text)
    _type_on_its_page(contributor, "faggrupper", {"figure": "2"}, {"commentary": "To faggrupper er nået."})
    _type_on_its_page(
        contributor,
        "visitation",
        {"unmeasurable": "no_data", "reason": "Sagerne blev ikke talt i 2018."},
        {"commentary": "Det kan ikke opgøres for 2018."},
    )
    for goal in ("unge-workshops", "uddannelse-beskaeftigelse", "faggrupper", "visitation"):
        _type_on_its_page(contributor, goal, {}, {}, then="submit")
    _leave_a_draft(contributor)
    return workbook


def _leave_a_draft(contributor: Browser) -> None:
    """What is typed on a goal's page and kept, but not saved."""
    page = f"{ROUND}goals/dialogaktiviteter/"
    form = replace(_form_of_goal(contributor, page), action=f"{page}draft/", buttons=[])
    contributor.send(form, page, {"commentary": "Ni aktiviteter er", "sub_heading": "Dialog"})


def _approve(approver: Browser) -> None:
    """One goal is approved, one sent back, one approved and opened again; one waits."""
    page = "/plans/vink-2018-19/approval/2018/"
    [form] = [each for each in forms_of(approver.open(page)) if ("act", "approve") in each.buttons]
    chosen = [
        value for name, value in form.offered if name == "chosen" and value.split(":")[0] in {"27", "28"}
    ]
    approver.send(form, page, {"chosen": chosen}, press=("act", "approve"))
    returned = {"because": "Skriv, hvilke faggrupper det er."}
    approver.fill_in(page, returned, where={"goal": "26"}, press=("act", "return"))
    reopened = {"because": "Tallet skal ses efter."}
    approver.fill_in(page, reopened, where={"goal": "27"}, press=("act", "reopen"))


def _publish_and_share(approver: Browser) -> dict[str, str]:
    """The open round's report is made and one of its findings answered for; two old annexes are shared.

    One sharing is taken back, and the annex for 2019 is published a second time, with a correction.
    """
    approver.fill_in(f"{ANNEX}edit/", {}, press=("do", "make"))
    _answer_for_a_finding(approver)
    shared = {}
    for name, annex in [("shared", NEW_ANNEX), ("revoked", OLD_ANNEX)]:
        text = approver.fill_in(annex, {}, to=f"{annex}share/")
        shared[f"address that is {name}"] = _first(r"/shared/[^/\"]+/", text)
    approver.fill_in(OLD_ANNEX, {}, to=f"{OLD_ANNEX}revoke/")
    approver.fill_in(NEW_ANNEX, {"filing-document_number": "2020-0012345-1"}, to=f"{NEW_ANNEX}filing/")
    approver.fill_in(
        NEW_ANNEX,
        {
            "decision-committee": "Beskæftigelses- og Integrationsudvalget",
            "decision-decided_on": "2020-02-03",
            "decision-title": "Afrapportering for 2019",
            "decision-outcome": "Taget til efterretning.",
        },
        to=f"{NEW_ANNEX}decision/",
    )
    approver.fill_in(
        "/plans/vink-2018-19/annex/2019/publications/",
        {"correction_note": "Udgivet igen efter aftale med udvalget.", "understood": "on"},
    )
    return shared


def _answer_for_a_finding(approver: Browser) -> None:
    page = f"{ANNEX}checks/"
    forms = [each for each in forms_of(approver.open(page)) if "reason" in dict(each.offered)]
    approver.send(forms[0], page, {"reason": "Det er aftalt med de tre borgere."})


def _make_tokens(person: Browser) -> dict[str, str]:
    """Two keys for programs, of which one is taken back."""
    tokens = {}
    for name in ("Power BI", "Excel"):
        text = person.fill_in("/me/", {"name": name}, to="/me/tokens/")
        tokens[f"token {name}"] = _first(r"vink_[A-Za-z0-9_-]+", text)
    revoke = max(re.findall(r"/me/tokens/[0-9]+/revoke/", person.open("/me/")))
    person.fill_in(revoke, {})
    return tokens


def _blank_words(asking: Browser, deciding: Browser) -> None:
    """Three passages are asked away: one is blanked, in the publications too, one stays, one waits."""
    page = "/plans/vink-2016-17/redactions/"
    for passage in ("en er fængslet", "en er i aktivering", "barsel til januar 2018"):
        text = asking.fill_in(page, {"passage": passage, "reason": "Kan pege på en borger."})
        [form] = [each for each in forms_of(text) if "seen" in dict(each.fields)]
        asking.send(form, page, {})
    numbers = [f"{page}{number}/" for number in (1, 2)]
    deciding.fill_in(numbers[0], {"grant-understood": "on"})
    deciding.fill_in(numbers[1], {"refuse-reason": "Det peger ikke på nogen."})


def _deactivate(administrator: Browser) -> None:
    number = _number_of(administrator, "fratraadt")
    administrator.fill_in(f"/admin/accounts/user/{number}/change/", {"is_active": None})


def _send_in_vain() -> None:
    """The mail server does not answer, so that the day's reminders wait."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    try:
        call_command("send_reminders", stdout=StringIO())
    except CommandError:
        return
    raise RuntimeError("the mails were sent")


def _type_in_the_grid(contributor: Browser, goal: str, figure: str, *, follow: bool = True) -> None:
    """A figure in the round's grid, where the goal's row is found by its link."""
    text = contributor.open(ROUND)
    row = _first(rf"{ROUND}goals/{goal}/#figure-[0-9]+-[0-9a-z]+", text)
    _page, indicator, slot = row.rsplit("-", 2)
    contributor.fill_in(
        ROUND, {"figure": figure}, where={"indicator": indicator, "slot": slot}, follow=follow
    )


def _type_on_its_page(
    contributor: Browser, goal: str, figure: dict[str, str], texts: dict[str, str], *, then: str = ""
) -> None:
    """What is told of a goal on its own page; `figure` by the names of its fields without their beginning."""
    page = f"{ROUND}goals/{goal}/"
    form = _form_of_goal(contributor, page)
    [start] = [name.removesuffix("unmeasurable") for name, _ in form.fields if name.endswith("-unmeasurable")]
    values = {**{f"{start}{name}": value for name, value in figure.items()}, **texts}
    contributor.send(form, page, values, press=("then", then) if then else None)


def _form_of_goal(contributor: Browser, page: str) -> Form:
    [form] = [each for each in forms_of(contributor.open(page)) if "commentary" in dict(each.offered)]
    return form


def _number_of(administrator: Browser, username: str) -> str:
    person = _first(
        r"/admin/accounts/user/[0-9]+/", administrator.open(f"/admin/accounts/user/?q={username}")
    )
    return person.strip("/").rpartition("/")[2]


def _first(pattern: str, text: str) -> str:
    """The first place of a page that looks so."""
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"the page has no {pattern}")
    return found[0]
