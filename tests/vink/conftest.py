"""What does a test do that waits? It sets the clock forward."""

from datetime import UTC, datetime, timedelta

import pytest


class Clock:
    """The time that the program reads; `clock.forward(seconds=30)`."""

    def __init__(self) -> None:
        self.now = datetime(2020, 1, 15, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock."""
    stopped = Clock()
    monkeypatch.setattr("django.utils.timezone.now", stopped)
    return stopped
