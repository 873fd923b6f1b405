"""Does a server answer while many ask for PDF files at once? By HTTP, on gunicorn.

24 PDF files asked for at once kept the sign-in page from everybody for half a minute: each held a thread.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.urls import reverse

from plans.models import Job
from tests.factories import UserFactory
from tests.gunicorn_server import Browser, browser_of, gunicorn
from tests.patience import PATIENCE
from tests.plans.reported_plans import full_plan

pytestmark = pytest.mark.slow

PAGES, PERIODS, PLANS = ("annex_pdf", "brief_pdf"), ("2018", "2019", "2018-2019"), 4  # 2 × 3 × 4 = 24 files


@pytest.fixture
def addresses(transactional_db: None) -> list[str]:
    plans = [full_plan(8) for _ in range(PLANS)]
    return [reverse(page, args=[plan.slug, period]) for plan in plans for period in PERIODS for page in PAGES]


def followed(asked: tuple[Browser, str]) -> bytes:
    """Ask for a file, wait on its page as a browser without scripts does, and give what one gets."""
    browser, address = asked
    deadline = time.monotonic() + PATIENCE
    status, head, content = browser.get(address)
    while time.monotonic() < deadline and not content.startswith(b"%PDF"):
        if status == 302:
            address = head["Location"]
        elif "Refresh" in head:
            address = head["Refresh"].partition("url=")[2]
        else:
            time.sleep(1)
        status, head, content = browser.get(address)
    return content


def test_24_files_at_once_keep_nobody_from_signing_in_and_everybody_gets_theirs(
    addresses: list[str], tmp_path: Path
) -> None:
    with gunicorn(tmp_path) as server, ThreadPoolExecutor(len(addresses)) as pool:
        asked = [(browser_of(UserFactory.create(), server), address) for address in addresses]
        files = pool.map(followed, asked)
        _wait_until_many_wait()

        stranger = Browser(server.port, "")
        status, _head, page = stranger.get("/login/")
        left = Job.objects.filter(done_at=None).count()

        assert (status, b"Log p" in page) == (200, True)
        assert left  # the page came before the files
        assert all(content.startswith(b"%PDF") for content in files), server.log.read_text()[-2000:]
    assert not Job.objects.filter(done_at=None).exists()


def _wait_until_many_wait() -> None:
    deadline = time.monotonic() + PATIENCE
    while Job.objects.filter(done_at=None).count() < 8:
        assert time.monotonic() < deadline
        time.sleep(0.05)
