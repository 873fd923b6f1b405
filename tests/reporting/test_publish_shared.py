"""What does somebody without sign-in get of a shared publication, and what not?

Tests the address under which a shared publication is read without sign-in.
"""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils.timezone import localdate

from plans import queries
from plans.actions import publications
from plans.domain.lifetimes import months_later
from plans.models import Change, PublicationShare
from tests.reporting.publishing_plan import NOW, URL, PublishingPlan, publishing_plan
from tests.vink.doors import database
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready() -> PublishingPlan:
    return publishing_plan()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address_of(ready: PublishingPlan, number: int = 1) -> str:
    found = queries.publication_of(ready.report, number)
    assert found
    return f"/shared/{publications.share(by=ready.approver, publication=found)[0].token}/"


@override_settings(ORGANISATION="Københavns Kommune")
def test_a_shared_version_is_read_without_sign_in_and_tells_of_no_person(ready: PublishingPlan) -> None:
    publication = ready.publish()
    address = address_of(ready)
    stranger = Client()

    response = stranger.get(address)

    page = response.content.decode()
    stored = queries.stored_file(publication, "html").decode()
    body = stored[stored.index("<main>") : stored.index("</body>")]
    assert body in page  # the annex as it was published, under a bar
    assert "Version 1, fastlåst 1. februar 2020" in page
    assert "Københavns Kommune" in page
    assert 'href="/accessibility/"' in page
    for trace in ("Lund", "godkender", "Log af", "/plans/", publication.html_sha256):
        assert trace not in page
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "'sha256-" in response["Content-Security-Policy"]
    assert "sessionid" not in response.cookies
    for extension in ("html", "pdf", "docx"):
        file = stranger.get(f"{address}bilag-1.{extension}")
        assert file.content == queries.stored_file(publication, extension)
        assert file["X-Robots-Tag"].startswith("noindex")
    # the record for machines is for those who are signed in
    assert stranger.get(f"{address}bilag-1.json").status_code == 404
    assert stranger.get(f"{address}bilag-1.xlsx").status_code == 404


@pytest.mark.slow
def test_what_is_revoked_or_made_up_is_not_found(ready: PublishingPlan) -> None:
    ready.publish()
    address = address_of(ready)
    approver, stranger = client_of(ready.approver), Client()
    assert stranger.get(address).status_code == 200

    approver.post(f"{URL}1/revoke/")

    for url in (address, f"{address}bilag-1.pdf", "/shared/made-up/", "/shared/made-up/bilag-1.pdf"):
        assert stranger.get(url).status_code == 404
    assert address not in approver.get(f"{URL}1/").content.decode()


def test_a_shared_version_says_that_a_newer_one_is_out_and_leads_to_it_only_if_it_is_shared(
    ready: PublishingPlan,
) -> None:
    ready.publish()
    first = address_of(ready)
    ready.publish(2, "Der var 14, ikke 15.")
    stranger = Client()

    unshared = stranger.get(first).content.decode()
    second = address_of(ready, 2)
    shared = stranger.get(first).content.decode()

    for page in (unshared, shared):
        assert "Der er en nyere version af bilaget." in page
    assert second not in unshared
    assert f'href="{second}"' in shared
    assert "nyere version" not in stranger.get(second).content.decode()


def test_only_what_was_published_is_shared(ready: PublishingPlan) -> None:
    ready.publish()
    address = address_of(ready)
    ready.submission.commentary = "<p>En kladde, som ingen må se endnu.</p>"
    ready.submission.save()

    assert "En kladde" not in Client().get(address).content.decode()
    assert queries.shared_by(address.split("/")[2])


def test_sharing_by_the_page_gives_an_address_to_pass_on(ready: PublishingPlan) -> None:
    ready.publish()
    client = client_of(ready.approver)

    client.post(f"{URL}1/share/")
    page = client.get(f"{URL}1/").content.decode()

    share = queries.newer_share(queries.publications_of(ready.report)[0], today=NOW.date())
    assert share is None
    (live,) = queries.publications_of(ready.report)[0].live_shares  # type: ignore[attr-defined]
    assert f"http://testserver/shared/{live.token}/" in page
    assert publications.revoke(by=ready.approver, share=live, now=NOW).revoked_at == NOW


def share_of(ready: PublishingPlan, today: date, **months: int) -> PublicationShare:
    found = queries.publication_of(ready.report, 1)
    assert found
    return publications.share(by=ready.approver, publication=found, today=today, **months)[0]


TODAY = date(2026, 11, 30)


@pytest.mark.slow
@override_settings(ORGANISATION="Københavns Kommune")
def test_an_address_works_for_a_year_and_then_says_that_it_has_expired_and_whom_to_ask(
    ready: PublishingPlan,
) -> None:
    ready.publish()
    address = f"/shared/{share_of(ready, TODAY).token}/"
    stranger, approver = Client(), client_of(ready.approver)
    assert PublicationShare.objects.get().expires_on == date(2027, 11, 30)

    PublicationShare.objects.update(expires_on=localdate())
    assert stranger.get(address).status_code == 200  # the day is the last on which it works
    yesterday = localdate() - timedelta(days=1)
    PublicationShare.objects.update(expires_on=yesterday)

    for url in (address, f"{address}bilag-1.html", f"{address}bilag-1.pdf"):
        response = stranger.get(url)
        page = response.content.decode()
        assert response.status_code == 410
        assert f"Den virkede til og med {yesterday:%d.%m.%Y}." in page
        assert "Spørg den, du har fået adressen af, eller Københavns Kommune" in page
        assert "Lund" not in page
        assert "VINK" not in page
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert f"Udløb {yesterday:%d.%m.%Y} og virker ikke længere" in approver.get(f"{URL}1/").content.decode()
    assert "delt uden login" not in approver.get(URL).content.decode()
    page = approver.post(f"{URL}1/lengthen/", follow=True).content.decode()
    day = f"{months_later(localdate(), 12):%d.%m.%Y}"
    assert f"Adressen virker nu til og med {day}." in page
    assert stranger.get(address).status_code == 200
    assert f"delt uden login, udløber {day}" in approver.get(URL).content.decode()
    [change] = Change.objects.filter(kind="publicationshare", field="expires_on")
    assert change.old == str(yesterday)


def test_who_shares_what_is_shared_already_is_told_until_when(ready: PublishingPlan) -> None:
    ready.publish()
    client = client_of(ready.approver)
    client.post(f"{URL}1/share/", {"sharing-months": "3"})
    until = months_later(localdate(), 3)

    page = client.post(f"{URL}1/share/", {"sharing-months": "24"}, follow=True)

    *_first, sentence = [str(message) for message in page.context["messages"]]
    assert sentence == f"Versionen var allerede delt, til og med {until:%d.%m.%Y}. Intet er ændret nu."
    assert PublicationShare.objects.get().expires_on == until

    client.post(f"{URL}1/revoke/")
    page = client.post(f"{URL}1/lengthen/", follow=True)
    *_first, sentence = [str(message) for message in page.context["messages"]]
    assert sentence == "Versionen er ikke delt mere, så intet er forlænget."


def test_who_shares_says_for_how_long_two_years_at_most(ready: PublishingPlan) -> None:
    ready.publish()
    client = client_of(ready.approver)

    refused = client.post(f"{URL}1/share/", {"sharing-months": "240"})
    client.post(f"{URL}1/share/", {"sharing-months": "3"})

    assert refused.status_code == 422
    assert "Vælg, hvor længe adressen skal virke." in refused.content.decode()
    assert PublicationShare.objects.get().expires_on == months_later(localdate(), 3)
    for _year in range(3):
        client.post(f"{URL}1/lengthen/")
    assert PublicationShare.objects.get().expires_on == months_later(localdate(), 24)
    assert "Forlæng et år" not in client.get(f"{URL}1/").content.decode()


def test_whoever_reads_the_database_has_no_address(ready: PublishingPlan) -> None:
    ready.publish()
    token = share_of(ready, TODAY).token

    assert token not in repr(database())
    assert Client().get(f"/shared/{PublicationShare.objects.get().digest}/").status_code == 404


def test_with_another_key_an_address_works_and_is_not_shown(ready: PublishingPlan) -> None:
    ready.publish()
    token = share_of(ready, TODAY).token

    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert PublicationShare.objects.get().token == token
    with override_settings(SECRET_KEY="another"):
        page = client_of(ready.approver).get(f"{URL}1/").content.decode()
        assert Client().get(f"/shared/{token}/").status_code == 200
    assert "Adressen kan ikke vises mere, fordi serverens nøgle er skiftet." in page


@override_settings(ACCESSIBILITY_CONTACT="tilgaengelighed@example.org")
def test_everybody_reads_the_accessibility_statement() -> None:
    page = Client().get("/accessibility/").content.decode()

    assert 'href="mailto:tilgaengelighed@example.org"' in page
    assert "veraPDF" in page
    assert 'href="/accessibility/"' in Client().get("/login/").content.decode()
