"""What becomes of the answer to a question on a goal's page? It is noted, and the page asks no more."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from desk.goal.page import section_asked
from desk.goal.preview import asked_of_its_text
from desk.goal.saving import entered_figure
from desk.goal.subject import TEXT, Filling, RoundGoal, Subject, subject_of
from desk.round.question_posts import ANSWER, answered_part
from desk.round.questions import text_key
from plans.actions.answers import answer_figure, answer_text
from plans.domain.questions import slot_key


def note_answer(round_goal: RoundGoal, posted: QueryDict) -> Subject:
    """Note that what is asked about stands as it was typed. Returns the page as it was posted.

    The button posts whose question it answers, and of which value: one that is asked about no more, or of
    another value by now, notes nothing. Raises PermissionDenied, and ValidationError where it is locked.
    """
    subject = subject_of(round_goal, Filling(posted=posted.dict()))
    part, key = answered_part(posted)
    sheet = round_goal.sheet
    who: dict[str, Any] = {"by": sheet.access.person, "round": sheet.access.round}
    when: dict[str, Any] = {"today": timezone.localdate(), "held": sheet.held}
    if part == TEXT:
        question = asked_of_its_text(subject).question
        if question is not None and question.key == key:
            answer_text(**who, goal=round_goal.row, key=text_key(sheet, key), **when)
            sheet.ask_again()
        return subject
    for section in subject.figures:
        if section.row.id != part:
            continue
        question = section_asked(section, entered_figure(section, as_of=sheet.report.as_of), sheet).question
        if question is not None and question.confirm and question.key == key:
            slot = section.row.slot
            answer_figure(**who, indicator=section.indicator, year=slot, key=slot_key(slot, key), **when)
            sheet.ask_again()
    return subject


def note_quietly(round_goal: RoundGoal, posted: QueryDict) -> bool:
    """Note the answer that was posted with the whole page, if any. Returns whether there was one."""
    if ANSWER not in posted:
        return False
    try:
        note_answer(round_goal, posted)
    except ValidationError:
        return False  # it is locked; saving the page tells why
    return True
