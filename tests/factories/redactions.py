"""Which words are to be deleted, and what is kept of them meanwhile?

Factories of redactions, of blanked places, and of sealed originals.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from plans.models import RedactedPlace, Redaction, SealedOriginal
from tests.factories.people import UserFactory
from tests.factories.plans import ActionPlanFactory


class RedactionFactory(DjangoModelFactory[Redaction]):
    """A passage that somebody asks to have blanked."""

    class Meta:
        model = Redaction

    plan = SubFactory(ActionPlanFactory)
    passage = "Mor til 010190-1234"
    reason = "Et CPR-nummer"
    asked_by = SubFactory(UserFactory, contributor=True)


class RedactedPlaceFactory(DjangoModelFactory[RedactedPlace]):
    class Meta:
        model = RedactedPlace

    redaction = SubFactory(RedactionFactory)
    kind = "submission"
    object_id = Sequence(lambda n: n + 1)
    field = "commentary"
    old_hash = "0" * 64


class SealedOriginalFactory(DjangoModelFactory[SealedOriginal]):
    class Meta:
        model = SealedOriginal

    place = SubFactory(RedactedPlaceFactory)
    content = b"sealed"
