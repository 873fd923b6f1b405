"""Does a PDF come at once where that is quick, and else by a page on which one waits for one's own?

Tests the queue of PDF files: its rows, the thread that empties it, and the page.
"""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.actions import jobs
from plans.models import ActionPlan, Job, TrailEntry
from plans.pdf.order import digest_of
from plans.pdf.queue import MAKERS
from reporting.pdf_queue import answering
from tests.factories import ActionPlanFactory, JobFactory, UserFactory
from tests.factories.jobs import ordered
from tests.patience import PATIENCE
from tests.plans.reported_plans import full_plan
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

PAGE = {"Accept": "text/html,application/xhtml+xml"}
threaded = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan() -> ActionPlan:
    return full_plan(1)


@pytest.fixture
def address(plan: ActionPlan) -> str:
    return reverse("annex_pdf", args=[plan.slug, "2019"])


@pytest.fixture
def ida() -> User:
    return UserFactory.create(username="ida")


@pytest.fixture
def ida_there(client: Client, ida: User) -> Iterator[Client]:
    client.force_login(ida)
    yield client
    MAKERS.join(PATIENCE)


def waiting_text(response: Any) -> tuple[str, str]:
    page = response.context["page"]
    return page.title, page.text


def test_a_browser_gets_a_small_file_at_once_and_nothing_is_kept(ida_there: Client, address: str) -> None:
    response = ida_there.get(address, headers=PAGE)

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith('attachment; filename="bilag-1-')
    assert response.content.startswith(b"%PDF")
    assert not Job.objects.exists()


def test_whoever_comes_behind_others_waits_on_a_page_and_asks_once(
    ida_there: Client, ida: User, address: str
) -> None:
    JobFactory.create(claimed=True)
    JobFactory.create_batch(2)

    first, second = (ida_there.get(address, headers=PAGE) for _ in range(2))

    job = Job.objects.get(owner=ida)
    assert first["Location"] == second["Location"] == f"/pdf/{job.pk}/?of={address}"
    page = ida_there.get(f"/pdf/{job.pk}/")
    assert waiting_text(page) == (
        "PDF-filen er i kø",
        (
            "Der er 3 PDF-filer foran din. Den er klar om cirka 20 sekunder."
            " Siden følger selv med, og filen hentes, når den er klar."
        ),
    )
    # with a script and without
    html = page.content.decode()
    assert f'hx-get="/pdf/{job.pk}/?of={address}" hx-trigger="every 6s"' in html
    assert '<noscript><meta http-equiv="refresh" content="6"></noscript>' in html
    assert f'href="{reverse("annex", args=["plan-0", "2019"])}"' in html


def test_what_several_ask_for_is_one_file_before_one(ida_there: Client, ida: User) -> None:
    JobFactory.create(digest="a" * 64, order=ordered("A"), claimed=True)
    JobFactory.create(digest="a" * 64, order=ordered("A"))
    own = JobFactory.create(owner=ida)

    title, text = waiting_text(ida_there.get(f"/pdf/{own.pk}/"))

    assert title == "PDF-filen er i kø"
    assert text.startswith("Der er 1 PDF-fil foran din. Den er klar om cirka 6 sekunder.")


def test_a_program_gets_the_file_and_never_a_page(ida_there: Client, address: str) -> None:
    JobFactory.create(claimed=True)

    response = ida_there.get(address, headers={"Accept": "*/*"})

    assert response.content.startswith(b"%PDF")


def test_so_many_programs_wait_and_the_next_is_told_when_to_come_again(
    ida_there: Client, address: str
) -> None:
    for _ in range(answering.MOST_PROGRAMS):
        answering._PROGRAMS.acquire()
    try:
        response = ida_there.get(address)
    finally:
        answering._PROGRAMS.release(answering.MOST_PROGRAMS)

    assert (response.status_code, response["Retry-After"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "10")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == "Der er for mange PDF-filer i kø. Prøv igen om lidt."
    assert ida_there.get(address).status_code == 200


def test_one_person_has_three_files_in_the_queue(ida_there: Client, ida: User, address: str) -> None:
    first, *_rest = JobFactory.create_batch(3, owner=ida)

    response = ida_there.get(address, headers=PAGE, follow=True)

    assert response.redirect_chain == [(f"/pdf/{first.pk}/?of={first.address}", 302)]
    assert [str(each) for each in response.context["messages"]] == [
        "Du har allerede 3 PDF-filer i kø. Vent, til en af dem er klar, eller annullér den."
    ]
    assert Job.objects.count() == 3


def test_a_hundred_wait_and_the_next_is_told_so(
    ida_there: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST", 2)
    JobFactory.create_batch(2)

    response = ida_there.get(address, headers=PAGE, follow=True)

    assert response.redirect_chain == [(reverse("annex", args=["plan-0", "2019"]), 302)]
    assert [str(each) for each in response.context["messages"]] == [
        "Der er for mange PDF-filer i kø. Prøv igen om lidt."
    ]


@threaded
def test_what_takes_long_goes_on_while_the_person_waits_on_a_page(
    ida_there: Client, ida: User, address: str, settings: LazySettings
) -> None:
    settings.PDF_AT_ONCE = 0

    response = ida_there.get(address, headers=PAGE)
    job = Job.objects.get(owner=ida)
    assert response["Location"] == f"/pdf/{job.pk}/?of={address}"
    MAKERS.join(PATIENCE)

    # the page leads on to the file, with a script and without
    part = ida_there.get(f"/pdf/{job.pk}/", headers={"HX-Request": "true"})
    assert part["HX-Refresh"] == "true"
    page = ida_there.get(f"/pdf/{job.pk}/", headers=PAGE)
    assert waiting_text(page)[0] == "PDF-filen er klar"
    assert page["Refresh"] == f"0; url={address}?job={job.pk}"
    file = ida_there.get(f"{address}?job={job.pk}", headers=PAGE)
    assert file.content.startswith(b"%PDF")
    # the trail says of which plan
    fetched = TrailEntry.objects.get(kind="exported")
    assert (fetched.page, fetched.plan, fetched.about) == ("annex_pdf", "plan-0", "period=2019")
    assert Job.objects.get().attempts == 1


@threaded
def test_one_makes_the_whole_queue_in_turn_and_the_same_file_once(ida_there: Client, ida: User) -> None:
    same = {"digest": "b" * 64, "order": ordered("B")}
    JobFactory.create(**same)
    JobFactory.create(**same)
    own = JobFactory.create(owner=ida)

    ida_there.get(f"/pdf/{own.pk}/")
    MAKERS.join(PATIENCE)

    assert not Job.objects.filter(done_at=None).exists()
    assert sorted(Job.objects.values_list("attempts", flat=True)) == [0, 1, 1]
    files = [bytes(file or b"") for file in Job.objects.values_list("file", flat=True)]
    assert all(file.startswith(b"%PDF") for file in files)


def test_nobody_gets_anothers_file(ida_there: Client, address: str, plan: ActionPlan) -> None:
    other = JobFactory.create(done=True, address=address)

    assert ida_there.get(f"/pdf/{other.pk}/").status_code == 404
    assert ida_there.post(f"/pdf/{other.pk}/").status_code == 404
    assert ida_there.get(f"{address}?job={other.pk}", headers=PAGE).content != b"%PDF-made"
    assert Job.objects.get().pk == other.pk


def test_a_file_is_given_at_its_own_address_alone(ida_there: Client, ida: User, address: str) -> None:
    own = JobFactory.create(owner=ida, done=True, address=address)
    elsewhere = ActionPlanFactory.create(slug="anden")
    other = reverse("annex_pdf", args=[elsewhere.slug, elsewhere.period])

    assert ida_there.get(f"{address}?job={own.pk}").content == b"%PDF-made"
    assert ida_there.get(f"{other}?job={own.pk}").content != b"%PDF-made"
    for nonsense in ("", "-1", "x", "9" * 30):
        assert ida_there.get(f"{address}?job={nonsense}").content.startswith(b"%PDF-")


def test_one_may_cancel(ida_there: Client, ida: User, address: str) -> None:
    own = JobFactory.create(owner=ida, address=address)

    response = ida_there.post(f"/pdf/{own.pk}/", follow=True)

    assert response.redirect_chain == [(reverse("annex", args=["plan-0", "2019"]), 302)]
    assert [str(each) for each in response.context["messages"]] == ["PDF-filen er annulleret."]
    assert not Job.objects.exists()


def test_whoever_waits_for_a_job_that_is_gone_asks_anew(ida_there: Client, address: str) -> None:
    """As after a deletion of personal data, which empties the queue."""
    gone = f"/pdf/12345/?of={address}"

    assert ida_there.get(gone)["Location"] == address
    assert ida_there.get(gone, headers={"HX-Request": "true"})["HX-Redirect"] == address
    for elsewhere in ("/login/", "https://evil.example/", "//evil.example/", "/plans/plan-0/annex/2019/", ""):
        assert ida_there.get("/pdf/12345/", {"of": elsewhere}).status_code == 404


def test_why_there_is_no_file_is_told_where_one_may_try_again(
    ida_there: Client, ida: User, address: str
) -> None:
    now = timezone.now()
    own = JobFactory.create(owner=ida, address=address, done_at=now, failure=["characters", ["漢 (U+6F22)"]])

    response = ida_there.get(f"/pdf/{own.pk}/", follow=True, headers=PAGE)

    assert [url for url, _status in response.redirect_chain] == [
        f"{address}?job={own.pk}",
        reverse("annex", args=["plan-0", "2019"]),
    ]
    (message,) = response.context["messages"]
    assert str(message) == "Bilagets skrifttype mangler disse tegn: 漢 (U+6F22)."
    assert not Job.objects.exists()  # so that the next asks anew
    assert ida_there.get(address, headers=PAGE).content.startswith(b"%PDF")


def test_a_claim_of_a_process_that_died_ends_and_after_three_it_is_given_up(ida: User) -> None:
    now = timezone.now()
    job = JobFactory.create(owner=ida, claimed=True, claimed_at=now)

    assert jobs.claim(maker="b", now=now + timedelta(seconds=59)) is None
    for attempt in (2, 3):
        now += timedelta(seconds=61)
        taken = jobs.claim(maker="b", now=now)
        assert taken is not None
        assert (taken.pk, taken.attempts) == (job.pk, attempt)
    # who is at work keeps it
    jobs.renew(number=job.pk, maker="b", now=now + timedelta(seconds=40))
    assert jobs.claim(maker="c", now=now + timedelta(seconds=90)) is None

    assert jobs.claim(maker="c", now=now + timedelta(seconds=200)) is None
    job.refresh_from_db()
    assert job.failure == ["died", []]


def test_the_same_file_is_not_made_beside_itself() -> None:
    now = timezone.now()
    JobFactory.create(claimed=True, claimed_at=now, digest="c" * 64)
    JobFactory.create(digest="c" * 64)

    assert jobs.claim(maker="b", now=now) is None


def test_housekeeping_empties_the_queue_of_what_is_old(capsys: pytest.CaptureFixture[str]) -> None:
    now = timezone.now()
    JobFactory.create(done=True, done_at=now - timedelta(minutes=11))
    JobFactory.create(made_at=now - timedelta(minutes=61))
    kept = [JobFactory.create(done=True, done_at=now - timedelta(minutes=9)), JobFactory.create()]

    call_command("housekeeping")
    assert capsys.readouterr().out == "2 PDF-filer er slettet af køen.\n"
    call_command("housekeeping")
    assert capsys.readouterr().out == "Der var intet at rydde op.\n"

    assert list(Job.objects.all()) == kept


def test_other_contents_are_another_order() -> None:
    assert digest_of(ordered("A")) == digest_of(ordered("A")) != digest_of(ordered("B"))
