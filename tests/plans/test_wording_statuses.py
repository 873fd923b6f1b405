"""Has every status its word and sentence, the plan's own where it has one, and Danish where it must be?

Tests `PlanWords` and the words and sentences of the six statuses.
"""

from decimal import Decimal

import pytest
from django.utils import translation

from plans.domain.values import Tolerance
from plans.enums import Basis, Measure, Status
from plans.wording.statuses import PlanWords, capitalised, computed_note
from plans.wording.tolerance import tolerance_note
from tests.factories import ActionPlanFactory, StatusWordFactory
from tests.marked_english import marked_english

WORDS = {
    Status.ACHIEVED: "nået",
    Status.PARTLY_ACHIEVED: "delvist nået",
    Status.NOT_ACHIEVED: "ikke nået",
    Status.NOT_MEASURABLE: "kan ikke opgøres",
    Status.IN_PROGRESS: "i gang",
    Status.NOT_REPORTED: "ikke afrapporteret",
}
SENTENCES = {
    Status.ACHIEVED: "Målet er nået.",
    Status.PARTLY_ACHIEVED: "Målet er delvist nået.",
    Status.NOT_ACHIEVED: "Målet er ikke nået.",
    Status.NOT_MEASURABLE: "Målet kan ikke opgøres.",
    Status.IN_PROGRESS: "Målet er i gang.",
    Status.NOT_REPORTED: "Målet er ikke afrapporteret.",
}
# Plan 2016–17 says "indfriet", and of shares alone that they cannot be told in percent.
OF_2016 = PlanWords(
    {
        (Status.ACHIEVED, ""): "indfriet",
        (Status.PARTLY_ACHIEVED, ""): "delvist indfriet",
        (Status.NOT_MEASURABLE, "share"): "kan ikke opgøres i procent",
    }
)


def test_every_status_has_a_word_and_a_sentence() -> None:
    words = PlanWords()

    assert {status: words.word(status) for status in Status} == WORDS
    assert {status: words.danish_word(status) for status in Status} == WORDS
    assert {status: words.sentence(status) for status in Status} == SENTENCES


@pytest.mark.parametrize(
    ("status", "measure", "word", "sentence"),
    [
        (Status.ACHIEVED, None, "indfriet", "Målet er indfriet."),
        (Status.ACHIEVED, Measure.COUNT, "indfriet", "Målet er indfriet."),
        (Status.PARTLY_ACHIEVED, Measure.SHARE, "delvist indfriet", "Målet er delvist indfriet."),
        # without a word of its own the usual
        (Status.NOT_ACHIEVED, Measure.COUNT, "ikke nået", "Målet er ikke nået."),
        # for shares only
        (
            Status.NOT_MEASURABLE,
            Measure.SHARE,
            "kan ikke opgøres i procent",
            "Målet kan ikke opgøres i procent.",
        ),
        (Status.NOT_MEASURABLE, Measure.COUNT, "kan ikke opgøres", "Målet kan ikke opgøres."),
        (Status.NOT_MEASURABLE, None, "kan ikke opgøres", "Målet kan ikke opgøres."),
    ],
)
def test_a_plan_has_its_own_words(status: Status, measure: Measure | None, word: str, sentence: str) -> None:
    assert OF_2016.word(status, measure) == word
    assert OF_2016.danish_word(status, measure) == word
    assert OF_2016.sentence(status, measure) == sentence


def test_a_word_for_one_measure_goes_before_the_one_for_all() -> None:
    words = PlanWords({(Status.ACHIEVED, ""): "indfriet", (Status.ACHIEVED, "share"): "i mål"})

    assert [words.word(Status.ACHIEVED, measure) for measure in Measure] == ["indfriet", "i mål", "indfriet"]


@pytest.mark.django_db
def test_the_words_are_the_plans_rows() -> None:
    plan = ActionPlanFactory.create()
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    StatusWordFactory.create(
        plan=plan, status=Status.NOT_MEASURABLE, measure=Measure.SHARE, word="kan ikke opgøres i procent"
    )
    StatusWordFactory.create(status=Status.ACHIEVED, word="gennemført")  # another plan's

    assert PlanWords.of(plan.words.all()) == PlanWords(
        {(Status.ACHIEVED, ""): "indfriet", (Status.NOT_MEASURABLE, "share"): "kan ikke opgøres i procent"}
    )


def test_in_english_the_screen_has_english_words_and_the_annex_danish_ones() -> None:
    with marked_english():
        assert OF_2016.word(Status.ACHIEVED) == "«nået»"
        assert OF_2016.word(Status.NOT_MEASURABLE, Measure.SHARE) == "«kan ikke opgøres»"
        assert OF_2016.danish_word(Status.ACHIEVED) == "indfriet"
        assert OF_2016.sentence(Status.ACHIEVED) == "Målet er indfriet."
        # and where the plan has no word of its own
        assert OF_2016.danish_word(Status.NOT_ACHIEVED) == "ikke nået"
        assert {status: PlanWords().sentence(status) for status in Status} == SENTENCES
        assert translation.get_language() == "en"


def test_a_word_opens_a_line() -> None:
    assert capitalised("øget indsats") == "Øget indsats"
    assert capitalised("VINK") == "VINK"
    assert capitalised("") == ""


def test_beside_an_overriding_judgement_stands_what_was_computed() -> None:
    assert computed_note("ikke nået", is_proposal=False) == "beregnet: ikke nået"
    assert computed_note("ikke nået", is_proposal=True) == "forslag; beregnet: ikke nået"


@pytest.mark.parametrize(
    ("tolerance", "words", "note"),
    [
        # Bilag 1 for 2016–17, note 1
        (
            Tolerance(15),
            OF_2016,
            "Ved mindre end 15% afvigelse fra resultatmålet er status angivet som delvist indfriet.",
        ),
        (
            Tolerance(Decimal("20.00"), inclusive=True),
            PlanWords(),
            "Ved højst 20% afvigelse fra resultatmålet er status angivet som delvist nået.",
        ),
        (
            Tolerance(Decimal("12.50"), Basis.POINTS),
            PlanWords(),
            (
                "Ved mindre end 12,5 procentpoints afvigelse fra resultatmålet er status angivet som"
                " delvist nået."
            ),
        ),
        (
            Tolerance(5, Basis.POINTS, inclusive=True),
            OF_2016,
            "Ved højst 5 procentpoints afvigelse fra resultatmålet er status angivet som delvist indfriet.",
        ),
    ],
)
def test_the_rule_is_told_the_committee_in_danish(tolerance: Tolerance, words: PlanWords, note: str) -> None:
    assert tolerance_note(tolerance, words) == note
    with marked_english():
        assert tolerance_note(tolerance, words) == note
