"""How is a version's database read by today's program? From a copy that is gone afterwards."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.baseline.versions import Version, texts

ROOT = Path(__file__).resolve().parents[2]
# psql's own commands, and a setting that a server before PostgreSQL 17 does not know
_NOT_SQL = ("\\", "SET transaction_timeout")

# what pages and mails tell of an installation
_FIXED_SETTINGS = {"PORT": "8000", "SITE_URL": "", "REMINDER_DAYS": "", "ACCESSIBILITY_CONTACT": ""}


class Failed(Exception):
    """Today's program cannot migrate the database or read it."""


def read_sqlite(version: Version, work: Path) -> dict[str, str]:
    """What today's program shows of the version's SQLite database; `work` is an empty folder."""
    database = work / "vink.sqlite3"
    database.write_bytes(gzip.decompress((version.folder / "vink.sqlite3.gz").read_bytes()))
    return _read(version, work, f"sqlite:///{database}")


def read_postgresql(version: Version, work: Path, server: str) -> dict[str, str]:
    """The same of its PostgreSQL database, on the server whose address is given."""
    with _database_of_its_own(server, f"baseline_{str(version).replace('.', '_')}_{os.getpid()}") as address:
        lines = gzip.decompress((version.folder / "vink.sql.gz").read_bytes()).decode().splitlines()
        with closing(psycopg2.connect(_for_psycopg(address))) as connection, connection.cursor() as cursor:
            cursor.execute("\n".join(line for line in lines if not line.startswith(_NOT_SQL)))
            connection.commit()
        return _read(version, work, address)


def _read(version: Version, work: Path, database: str) -> dict[str, str]:
    """Reads in a process of its own, which has its own clock and database."""
    script = str(ROOT / "scripts" / "with-test-settings")
    folders = (str(version.folder), str(work / "given"))
    done = subprocess.run(
        [script, sys.executable, "-m", "tests.baseline.reading", *folders],
        cwd=ROOT,
        env={**_environment(), "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "vink.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(done.stdout + done.stderr)
    return texts(work / "given")


def _environment() -> dict[str, str]:
    """The same on every computer, whatever its `.env` says: what is empty counts as not set."""
    own = ROOT / ".env"
    lines = own.read_text(encoding="utf-8").splitlines() if own.exists() else []
    named = [line.partition("=")[0].strip() for line in lines if "=" in line and not line.startswith("#")]
    return {**os.environ, **dict.fromkeys(named, ""), **_FIXED_SETTINGS}


@contextmanager
def _database_of_its_own(server: str, name: str) -> Iterator[str]:
    with closing(psycopg2.connect(_for_psycopg(server))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _for_psycopg(address: str) -> str:
    return address.replace("postgres://", "postgresql://", 1)
