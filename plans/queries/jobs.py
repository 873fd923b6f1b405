"""What waits in the queue of files, in which order, and for how long? Jobs, and the times that they took."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from plans.models import Job

USUAL_SECONDS = 3.0  # for a file, where none was made lately
_LATELY = 20


def job_of(owner: int, number: int) -> Job | None:
    """The person's own job by its number; another's is not found."""
    return Job.objects.filter(owner=owner, pk=number).defer("order").first()


def job_for(owner: int, digest: str) -> Job | None:
    """The job by which the person has asked for just this file already."""
    return Job.objects.filter(owner=owner, digest=digest).defer("order").first()


def unfinished_jobs() -> QuerySet[Job]:
    """What waits and what is being made, in the order in which it is taken."""
    return Job.objects.filter(done_at=None).order_by("pk")


def jobs_to_claim(now_free: datetime) -> QuerySet[Job]:
    """What nobody is making, for whomever; a claim from before `now_free` was left by a process that died."""
    made = Job.objects.filter(done_at=None, claimed_at__gte=now_free).order_by().values("digest")
    free = unfinished_jobs().filter(Q(claimed_at=None) | Q(claimed_at__lt=now_free))
    return free.exclude(digest__in=made).defer("order")  # large, and one of them is made


def files_before(job: Job) -> int:
    """How many files are made before this one; the same file that several people asked for is one."""
    ahead = unfinished_jobs().filter(pk__lt=job.pk).exclude(digest=job.digest)
    return ahead.order_by().values("digest").distinct().count()


def seconds_for_a_file() -> float:
    """How long a file has taken lately, on the average."""
    rows = Job.objects.filter(done_at__isnull=False, started_at__isnull=False)
    times = rows.order_by("-pk").values_list(F("done_at") - F("started_at"), flat=True)[:_LATELY]
    found = [time.total_seconds() for time in times if isinstance(time, timedelta)]
    return sum(found) / len(found) if found else USUAL_SECONDS
