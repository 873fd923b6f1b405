"""Do nginx and Caddy, as `deploy/` sets them up, keep slow and large requests from the program? By TLS."""

import http.client
import os
import re
import select
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests import outside_tools
from tests.collected_static import as_on_a_server
from tests.gunicorn_server import Server, deployed_in, end, served
from tests.patience import PATIENCE

pytestmark = [pytest.mark.own_database, pytest.mark.slow]

DEPLOY = outside_tools.ROOT / "deploy"
THREADS, SLOW = 4, 20  # five times as many slow ones as the server has threads


@dataclass(frozen=True)
class Proxy:
    """A proxy that runs before the program."""

    port: int
    plain_port: int
    program: Server

    def ask(
        self, path: str, *, plain: bool = False, body: bytes | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Ask through the proxy: the answer's status, its head and its content."""
        if plain:
            there = http.client.HTTPConnection("localhost", self.plain_port, timeout=PATIENCE)
        else:
            there = http.client.HTTPSConnection("localhost", self.port, timeout=PATIENCE, context=_trusting())
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            there.request("POST" if body else "GET", path, body, headers)
            response = there.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            there.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("program")
    environment = {
        **deployed_in(folder, as_on_a_server()["STATIC_ROOT"]),
        "SECURE_PROXY_SSL_HEADER": "HTTP_X_FORWARDED_PROTO,https",
        "TRUSTED_PROXIES": "1",
    }
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(migrate, cwd=outside_tools.ROOT, env=environment, check=True, capture_output=True)
    with served(folder, environment, f"--threads={THREADS}") as running:
        yield running


@pytest.fixture(params=["nginx", "caddy"])
def proxy(request: pytest.FixtureRequest, tmp_path: Path, program: Server) -> Iterator[Proxy]:
    name: str = request.param
    executable = outside_tools.require(name, package="nginx-light" if name == "nginx" else "caddy")
    _certificate(tmp_path)
    tls, plain = _free_ports()
    set_up = _nginx if name == "nginx" else _caddy
    with set_up(executable, tmp_path, program.port, tls, plain):
        yield Proxy(tls, plain, program)


def test_20_slow_bodies_keep_nobody_from_a_page(proxy: Proxy) -> None:
    with _slow_bodies(proxy.port) as slow:
        answers = [proxy.ask("/login/")[0] for _ in range(3)]

        assert answers == [200, 200, 200]
        assert [each for each in slow if _is_answered(each)] == []  # they were not merely sent away


def test_what_is_too_large_is_refused_where_nobody_is_signed_in(proxy: Proxy) -> None:
    assert proxy.ask("/login/", body=b"a=" + b"b" * 100_000)[0] == 413


def test_plain_http_is_led_on_but_not_for_programs(proxy: Proxy) -> None:
    status, head, _content = proxy.ask("/login/", plain=True)

    assert (status, head["Location"].startswith("https://localhost")) == (308, True)
    assert proxy.ask("/api/v1/plans/", plain=True)[0] == 403


def test_the_program_knows_that_it_is_asked_by_tls(proxy: Proxy) -> None:
    status, head, _content = proxy.ask("/")

    assert (status, head["Location"]) == (302, "/login/?next=/")
    assert "max-age=31536000" in head["Strict-Transport-Security"]


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_while_the_program_is_away_a_page_says_so(name: str, tmp_path: Path) -> None:
    executable = outside_tools.require(name, package="nginx-light" if name == "nginx" else "caddy")
    _certificate(tmp_path)
    nobody, tls, plain = *_free_ports(), _free_ports()[0]
    set_up = _nginx if name == "nginx" else _caddy
    with set_up(executable, tmp_path, nobody, tls, plain):
        there = http.client.HTTPSConnection("localhost", tls, timeout=PATIENCE, context=_trusting())
        there.request("GET", "/")
        response = there.getresponse()
        content = response.read().decode()
        there.close()

    assert (response.status, response.headers["Retry-After"]) == (502, "60")
    assert "Vink er ude af drift et øjeblik" in content


# --- The proxies, as `deploy/` sets them up, at other places ------------------------------------------------


@contextmanager
def _nginx(executable: str, folder: Path, program: int, tls: int, plain: int) -> Iterator[None]:
    site = _placed(
        DEPLOY / "nginx.conf",
        {
            "127.0.0.1:8000": f"127.0.0.1:{program}",
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "listen 443": f"listen 127.0.0.1:{tls}",
            "server_name vink.example": "server_name localhost",
            "/etc/ssl/vink/": f"{folder}/",
            "/etc/nginx/vink_headers.conf": str(DEPLOY / "nginx_headers.conf"),
            "/var/log/nginx/": f"{folder}/",
            "/srv/vink/deploy": str(DEPLOY),
        },
    )
    (folder / "site.conf").write_text(site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "main.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; {user} events {{}}"
        f" http {{ {temporary} include {folder}/site.conf; }}"
    )
    command = [executable, "-p", str(folder), "-e", str(folder / "errors"), "-c", str(folder / "main.conf")]
    with _running(command, folder, tls):
        yield


@contextmanager
def _caddy(executable: str, folder: Path, program: int, tls: int, plain: int) -> Iterator[None]:
    version = subprocess.run([executable, "version"], capture_output=True, text=True, check=True).stdout
    numbers = re.findall(r"\d+", version)
    is_old = [int(number) for number in numbers[:2]] < [2, 7]
    changes = {
        "127.0.0.1:8000": f"127.0.0.1:{program}",
        "admin off": "admin off\n\tauto_https disable_redirects\n\tdefault_bind 127.0.0.1",
        "http://vink.example": f"http://localhost:{plain}",
        "https://vink.example {": f"https://localhost:{tls} {{\n\ttls {folder}/cert.pem {folder}/key.pem",
        "/var/log/caddy/": f"{folder}/",
        "/srv/vink/deploy": str(DEPLOY),
    }
    if is_old:
        changes["request_buffers 7MB"] = "buffer_requests\n\t\t\tmax_buffer_size 7MB"
    (folder / "Caddyfile").write_text(_placed(DEPLOY / "Caddyfile", changes))
    command = [executable, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with _running(command, folder, tls):
        yield


def _placed(file: Path, changes: Mapping[str, str]) -> str:
    """The file with other places; each of those that it names must be in it."""
    text = file.read_text()
    for before, after in changes.items():
        assert before in text, f"{file.name} has no {before}"
        text = text.replace(before, after)
    return text


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + PATIENCE
        while not _listens(port):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield
    finally:
        end(process, process.kill)


def _listens(port: int) -> bool:
    with socket.socket() as there:
        return there.connect_ex(("127.0.0.1", port)) == 0


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


def _certificate(folder: Path) -> None:
    """Write a certificate for localhost, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


# --- Visitors who send a byte of their form each moment -----------------------------------------------------

_HEAD = (
    b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 60000\r\n\r\n"
)


@contextmanager
def _slow_bodies(port: int) -> Iterator[list[ssl.SSLSocket]]:
    slow = [_slow_one(port) for _ in range(SLOW)]
    is_over = threading.Event()
    thread = threading.Thread(target=_dribble, args=(slow, is_over.wait), daemon=True)
    thread.start()
    try:
        yield slow
    finally:
        is_over.set()
        thread.join(PATIENCE)
        for each in slow:
            each.close()


def _slow_one(port: int) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", port))
    there = _trusting().wrap_socket(plain, server_hostname="localhost")
    there.sendall(_HEAD + b"a" * 9000)
    return there


def _dribble(slow: list[ssl.SSLSocket], wait: Callable[[float], bool]) -> None:
    while not wait(0.5):
        for each in slow:
            try:
                each.sendall(b"a")
            except OSError:
                continue


def _is_answered(there: ssl.SSLSocket) -> bool:
    """Whether the proxy has said something; the tickets of TLS 1.3 are nothing."""
    there.settimeout(0.01)
    if not select.select([there], [], [], 0)[0]:
        return False
    try:
        there.recv(1)
    except (TimeoutError, ssl.SSLWantReadError):
        return False
    return True
