"""What a person has typed is kept for them alone, and counts for nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from plans import queries
from plans.actions.drafts import KEPT_FOR, LONGEST_DRAFT, discard_draft, save_draft
from plans.models import Draft, Measurement
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_later_draft_takes_the_place_of_an_earlier_one() -> None:
    karin = UserFactory.create()
    save_draft(by=karin, key="a", fields={"figure": "1"})
    save_draft(by=karin, key="a", fields={"figure": "15", "text": "æøå"})

    draft = queries.draft_of(karin.pk, "a")

    assert draft is not None
    assert draft.fields == {"figure": "15", "text": "æøå"}
    assert (Draft.objects.count(), Measurement.objects.count()) == (1, 0)


def test_drafts_are_of_a_person_and_a_place() -> None:
    karin, bo = UserFactory.create(), UserFactory.create()
    save_draft(by=karin, key="a", fields={"figure": "1"})

    assert queries.draft_of(bo.pk, "a") is None
    assert queries.draft_of(karin.pk, "b") is None

    discard_draft(by=bo, key="a")
    assert queries.draft_of(karin.pk, "a") is not None
    discard_draft(by=karin, key="a")
    discard_draft(by=karin, key="a")
    assert queries.draft_of(karin.pk, "a") is None


def test_nul_is_left_out_of_a_draft() -> None:
    draft = save_draft(by=UserFactory.create(), key="a", fields={"te\x00xt": "a\x00b"})

    draft.refresh_from_db()
    assert draft.fields == {"text": "ab"}


def test_what_is_too_much_is_refused_and_the_earlier_draft_stays() -> None:
    karin = UserFactory.create()
    save_draft(by=karin, key="a", fields={"text": "x" * (LONGEST_DRAFT - 4)})

    with pytest.raises(ValidationError, match="for lang"):
        save_draft(by=karin, key="a", fields={"text": "y" * LONGEST_DRAFT})

    assert Draft.objects.get().fields["text"].startswith("x")


def test_a_forgotten_draft_goes_with_the_persons_next_one() -> None:
    karin, bo = UserFactory.create(), UserFactory.create()
    for user in (karin, bo):
        save_draft(by=user, key="old", fields={})
    Draft.objects.update(saved_at=timezone.now() - KEPT_FOR - timedelta(days=1))

    save_draft(by=karin, key="new", fields={})

    assert set(Draft.objects.values_list("user_id", "key")) == {(karin.pk, "new"), (bo.pk, "old")}
