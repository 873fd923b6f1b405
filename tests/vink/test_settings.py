"""Does a server refuse to start on settings that are missing or make no sense, and are the others safe?

Tests the settings that are read from environment variables, and Django's deployment checks.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from vink import environment

pytestmark = pytest.mark.slow  # processes are started

ROOT = Path(__file__).parent.parent.parent
SERVER = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "vink.example",
    "DATABASE_URL": "sqlite:////tmp/none.sqlite3",
}


@pytest.mark.parametrize("name", SERVER)
def test_a_server_names_the_setting_that_it_lacks(name: str) -> None:
    # empty, for a .env of this clone fills in only what is not set at all
    answer = _check_server(SERVER | {name: ""})

    assert answer.returncode == 1
    assert answer.stderr.startswith(f"{name} is not set: with DEBUG off it must be ")
    assert answer.stderr.count("\n") == 1  # a sentence, not a traceback


def test_a_server_starts_with_all_three() -> None:
    answer = _check_server(SERVER)

    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_server_has_nothing_to_be_warned_of() -> None:
    # as long and varied as a real one, or Django says that it is not
    variables = SERVER | {
        "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJ",
        "SITE_URL": "https://vink.example",
    }

    answer = _check_server(variables, "check", "--deploy", "--fail-level=WARNING")

    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_server_is_warned_that_nobody_said_where_the_links_of_mails_lead() -> None:
    variables = SERVER | {"SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJ"}

    answer = _check_server(variables | {"SITE_URL": ""}, "check", "--deploy", "--fail-level=WARNING")

    assert answer.returncode == 1
    assert "SITE_URL is not set" in answer.stderr
    assert "they lead to https://vink.example" in answer.stderr


def test_a_server_is_warned_of_a_folder_in_which_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    answer = _check_server(
        SERVER | {"LOCKS_ROOT": str(tmp_path / "file" / "locks")}, "check", "--deploy", "--fail-level=WARNING"
    )

    assert "where the program cannot write: no PDF can be made." in answer.stderr


def test_the_database_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "vink.sqlite3"
    command = [sys.executable, "manage.py", "migrate", "accounts", "0001", "--verbosity=0"]
    variables = {**SERVER, "DEBUG": "0", "DATABASE_URL": f"sqlite:///{path}"}

    subprocess.run(command, cwd=ROOT, env=variables, check=True)

    assert {each.name: oct(each.stat().st_mode & 0o777) for each in tmp_path.iterdir()} == {
        "vink.sqlite3": "0o600"
    }


@pytest.mark.parametrize(
    ("database_url", "folder"),
    [
        ("sqlite:////srv/vink/vink.sqlite3", "/srv/vink"),
        ("postgres://vink@/vink", str(ROOT / "locks")),
    ],
)
def test_processes_take_turns_in_a_folder_of_their_own(database_url: str, folder: str) -> None:
    output = _check_server(
        SERVER | {"DATABASE_URL": database_url, "LOCKS_ROOT": ""}, "diffsettings", "--all"
    ).stdout

    assert f"LOCKS_ROOT = '{folder}'  ###" in output.splitlines()


@pytest.mark.parametrize(
    "setting",
    [
        "SESSION_COOKIE_NAME = '__Host-sessionid'",
        "CSRF_COOKIE_NAME = '__Host-csrftoken'",
        "SESSION_COOKIE_SECURE = True",
        "CSRF_COOKIE_SECURE = True",
        "SECURE_SSL_REDIRECT = True",
        "SECURE_HSTS_SECONDS = 31536000",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS = True",
        "DEBUG = False",
    ],
)
def test_a_server_speaks_https_only(server_settings: list[str], setting: str) -> None:
    assert setting in server_settings


def test_earlier_keys_are_taken_from_the_environment() -> None:
    output = _check_server(SERVER | {"SECRET_KEY_FALLBACKS": "old,older"}, "diffsettings", "--all").stdout

    assert "SECRET_KEY_FALLBACKS = ['old', 'older']" in output


@pytest.mark.django_db
def test_what_a_server_answers_to_a_nul_is_for_https_too(client: Client, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000

    response = client.get("/plans/a%00b/", secure=True)

    assert (response.status_code, response["Strict-Transport-Security"]) == (400, "max-age=31536000")


@pytest.mark.django_db
def test_a_program_is_refused_in_the_clear_and_a_page_led_on(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    refused = client.get("/api/v1/plans/", headers={"Authorization": "Bearer token"})

    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert refused.json()["detail"].startswith("Dataadgangen svarer kun over https.")
    assert client.get("/login/")["Location"] == "https://testserver/login/"
    assert client.get("/api/v1/plans/", secure=True).status_code == 401


@pytest.fixture(scope="module")
def server_settings() -> list[str]:
    """Every setting as a server has it."""
    output = _check_server(SERVER, "diffsettings", "--all").stdout
    return [line.removeprefix("### ") for line in output.splitlines()]


def _check_server(variables: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *(arguments or ["check"])]
    return subprocess.run(
        command, cwd=ROOT, env={**variables, "DEBUG": "0"}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("value", "on"), [("1", True), ("yes", True), ("True", True), ("0", False), ("off", False)]
)
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, value: str, on: bool) -> None:
    monkeypatch.setenv("DEBUG", value)

    assert environment.switch("DEBUG", default=not on) is on


def test_a_switch_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'perhaps'; it must be 1 or 0"):
        environment.switch("DEBUG", default=False)


@pytest.mark.parametrize("value", ["ten", "-1", "1.5"])
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SESSION_HOURS", value)

    with pytest.raises(ImproperlyConfigured, match=r"SESSION_HOURS is .* it must be a whole number"):
        environment.number("SESSION_HOURS", default=10)


def test_a_list_leaves_out_what_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " vink.example, ,10.0.0.1,")

    assert environment.words("ALLOWED_HOSTS") == ["vink.example", "10.0.0.1"]


def test_a_database_on_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://vink@/plans?host=/run/postgresql")

    database = environment.database("DATABASE_URL", default="")

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["NAME"], database["USER"], database["OPTIONS"]) == (
        "plans",
        "vink",
        {"host": "/run/postgresql"},
    )


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("mysql://localhost/vink", "begins with 'mysql'"),
        ("vink.sqlite3", "begins with ''"),
        ("postgres://vink@localhost/", "names no database"),
    ],
)
def test_a_database_that_cannot_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str, complaint: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(ImproperlyConfigured, match=f"DATABASE_URL {complaint}"):
        environment.database("DATABASE_URL", default="")


def test_mail_goes_to_the_server_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://sender:word@mail.example:587")

    assert environment.email("EMAIL_URL", default="") == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_FILE_PATH": "",
        "EMAIL_HOST": "mail.example",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "sender",
        "EMAIL_HOST_PASSWORD": "word",
        "EMAIL_USE_TLS": True,
    }


def test_mail_by_an_unknown_way_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "pigeon://roof")

    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL begins with 'pigeon'"):
        environment.email("EMAIL_URL", default="")


@pytest.mark.django_db
def test_pages_allow_nothing_from_elsewhere_and_nothing_inline(client: Client) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]

    assert set(policy.split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    }


@pytest.mark.parametrize(
    ("hosts", "debug", "site"),
    [
        (["vink.kommune.example", "vink"], False, "https://vink.kommune.example"),
        ([".kommune.example", "*"], False, ""),
        (["localhost"], True, "http://127.0.0.1:9000"),
    ],
)
def test_the_site_of_mails_links_is_the_first_host_that_is_named(
    monkeypatch: pytest.MonkeyPatch, hosts: list[str], debug: bool, site: str
) -> None:
    monkeypatch.setenv("PORT", "9000")

    assert environment.site(hosts, debug=debug) == site


@pytest.mark.parametrize(("value", "days"), [("", [14, 3]), ("7", [7]), ("21, 7,0", [21, 7, 0])])
def test_days_are_whole_numbers(monkeypatch: pytest.MonkeyPatch, value: str, days: list[int]) -> None:
    monkeypatch.setenv("REMINDER_DAYS", value)

    assert environment.numbers("REMINDER_DAYS", default=(14, 3)) == days


@pytest.mark.parametrize("value", ["a week", "-3", "3;14"])
def test_days_that_are_none_are_an_error(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("REMINDER_DAYS", value)

    with pytest.raises(ImproperlyConfigured, match=r"REMINDER_DAYS is .*; it must be whole numbers"):
        environment.numbers("REMINDER_DAYS", default=())
