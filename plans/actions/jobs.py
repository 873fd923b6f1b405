"""How does a file come into the queue and out of it? A row waits, is claimed, and holds what was made of it.

Whoever makes a file claims its row and renews the claim while it works. A process that dies leaves a claim
that ends after a while; then another makes the file. What was made is kept for some minutes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from plans import queries
from plans.enums import JobKind
from plans.models import Job
from plans.permissions import Person

MOST_OF_ONE = 3  # files that a person may have in the queue at once
MOST = 100  # files in the queue, of all
MOST_ATTEMPTS = 3
CLAIM_ENDS_AFTER = timedelta(seconds=60)
KEPT_FOR = timedelta(minutes=10)  # what was made
GIVEN_UP_AFTER = timedelta(hours=1)  # what was never made
DIED = "died"  # the failure of a file whose makers died, again and again


@dataclass(frozen=True, slots=True)
class Asked:
    """The person's job; `is_claimed` where it is new and whoever asks is to make it now."""

    job: Job
    is_claimed: bool


class TooManyJobs(Exception):
    """The queue takes no more. `own` is the person's first file in it, where it is they who have too many."""

    def __init__(self, own: Job | None) -> None:
        self.own = own
        full, mine = (
            _("Der er for mange PDF-filer i kø. Prøv igen om lidt."),
            _("Du har allerede %(most)s PDF-filer i kø. Vent, til en af dem er klar, eller annullér den."),
        )
        super().__init__(mine % {"most": MOST_OF_ONE} if own else full)


@transaction.atomic
def ask(
    *, by: Person, kind: JobKind, address: str, digest: str, order: bytes, maker: str, now: datetime
) -> Asked:
    """Put a file into the queue; what the person has asked for already is not asked for twice.

    Args:
        by: for whom it is
        kind: what is to be made
        address: where the person asked for it, and gets it
        digest: of everything that it is made of
        order: what it is made of
        maker: who would make it at once: a job that has nobody before it is claimed already
        now: the moment

    Raises TooManyJobs where the person, or all together, have too many unfinished ones.
    """
    # Who asks several times at once is counted one after the other.
    get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
    forget_old(now=now)
    job = queries.job_for(by.pk, digest)
    if job is not None:
        return Asked(job, is_claimed=False)
    unfinished = queries.unfinished_jobs()
    own = unfinished.filter(owner=by.pk)
    if own.count() >= MOST_OF_ONE:
        raise TooManyJobs(own.first())
    waiting = unfinished.count()
    if waiting >= MOST:
        raise TooManyJobs(None)
    job = Job(kind=kind.value, owner_id=by.pk, address=address, digest=digest, order=order, made_at=now)
    if not waiting:
        _take(job, maker, now)
    job.save(force_insert=True)
    return Asked(job, is_claimed=not waiting)


@transaction.atomic
def claim(*, maker: str, now: datetime) -> Job | None:
    """Take the next file for oneself; None where there is nothing to do."""
    free = queries.jobs_to_claim(now - CLAIM_ENDS_AFTER)
    skip_locked = connection.features.has_select_for_update_skip_locked
    for job in free.select_for_update(skip_locked=skip_locked)[:MOST]:
        if job.attempts >= MOST_ATTEMPTS:
            finish(digest=job.digest, made=(DIED, []), now=now)
            continue
        _take(job, maker, now)
        job.save(update_fields=["claimed_at", "claimed_by", "attempts", "started_at"])
        job.refresh_from_db(fields=["order"])  # while nobody can take it away
        return job
    return None


def renew(*, number: int, maker: str, now: datetime) -> None:
    """Keep a claim while one is still at work."""
    Job.objects.filter(pk=number, claimed_by=maker, done_at=None).update(claimed_at=now)


def finish(*, digest: str, made: bytes | tuple[str, list[str]], now: datetime) -> None:
    """Keep what was made, or why it was not, for everybody who asked for just this."""
    is_file = isinstance(made, bytes)
    Job.objects.filter(digest=digest, done_at=None).update(
        done_at=now, file=made if is_file else None, failure=None if is_file else made, claimed_at=None
    )


def hand_over(*, job: Job, made: bytes | tuple[str, list[str]], now: datetime) -> None:
    """The person is answered at once, so that nothing is kept but for others who asked for the same."""
    Job.objects.filter(pk=job.pk).delete()
    finish(digest=job.digest, made=made, now=now)


def forget(*, by: Person, number: int) -> bool:
    """Take the person's own file out of the queue, whether made or not; False where there is none."""
    return bool(Job.objects.filter(owner=by.pk, pk=number).delete()[0])


def forget_old(*, now: datetime) -> int:
    """Delete files that were made a while ago and orders that were never carried out, and count them."""
    old = Q(done_at__lt=now - KEPT_FOR) | Q(done_at=None, made_at__lt=now - GIVEN_UP_AFTER)
    return Job.objects.filter(old).delete()[0]


def forget_all() -> None:
    """Empty the queue, as what is in it may hold words that are to be gone; who waits asks anew by itself."""
    Job.objects.all().delete()


def _take(job: Job, maker: str, now: datetime) -> None:
    job.claimed_at = job.started_at = now
    job.claimed_by = maker[:100]
    job.attempts += 1
