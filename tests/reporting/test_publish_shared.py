"""What does somebody without sign-in get of a shared publication, and what not?

Tests the address under which a shared publication is read without sign-in.
"""

import pytest
from django.test import Client, override_settings

from plans import queries
from plans.actions import publications
from tests.reporting.publishing_plan import NOW, URL, PublishingPlan, publishing_plan
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
    return f"/shared/{publications.share(by=ready.approver, publication=found).token}/"


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

    share = queries.newer_share(queries.publications_of(ready.report)[0])
    assert share is None
    (live,) = queries.publications_of(ready.report)[0].live_shares  # type: ignore[attr-defined]
    assert f"http://testserver/shared/{live.token}/" in page
    assert publications.revoke(by=ready.approver, share=live, now=NOW).revoked_at == NOW


@override_settings(ACCESSIBILITY_CONTACT="tilgaengelighed@example.org")
def test_everybody_reads_the_accessibility_statement() -> None:
    page = Client().get("/accessibility/").content.decode()

    assert 'href="mailto:tilgaengelighed@example.org"' in page
    assert "veraPDF" in page
    assert 'href="/accessibility/"' in Client().get("/login/").content.decode()
