"""What is asked of a value that looks odd, and what can be answered? Nobody has to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from plans.domain.questions import AskedFigure, Question, QuestionKind, figure_of_key
from plans.domain.text_questions import TextFigure
from plans.domain.values import Figure
from plans.wording import figures, money


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that may have been meant: what the button says, and what is typed with it."""

    label: str
    typed: str


def question_text(question: Question, *, unit: str = "") -> str:
    """The question as a sentence or two; `unit` is that of an amount's table."""
    # The point of "pct." ends the sentence too.
    return _SENTENCES[question.kind](question, unit).replace("..", ".")


def confirm_text(question: Question) -> str:
    """What the button says that lets the value stand: "Ja, 18.700 er rigtigt"; empty where none can."""
    if question.kind is QuestionKind.NUMBER_ALONE:
        return ""
    asked = question.values.get("asked")
    if isinstance(asked, AskedFigure):
        return _("Ja, %(figure)s er rigtigt") % {"figure": _figure(asked.figure)}
    return _("Ja, det er rigtigt")


def confirmed_by(who: str, when: datetime) -> str:
    """What is said beside an odd value that somebody has let stand: by whom, and when."""
    return _("Bekræftet af %(who)s, %(when)s") % {"who": who, "when": figures.day_and_time(when)}


def text_confirmed(question: Question, who: str, when: datetime) -> str:
    """What is said of a text that somebody has let stand beside another figure."""
    return _("Teksten siger %(found)s, men tallet er %(figure)s. Bekræftet af %(who)s, %(when)s.") % {
        **_of_text(question),
        "who": who,
        "when": figures.day_and_time(when),
    }


def number_confirmed(number: Decimal, who: str, when: datetime) -> str:
    """What is said of a number in a text that somebody has let stand beside the goal's figure."""
    return _("%(number)s i teksten er bekræftet af %(who)s, %(when)s.") % {
        "number": figures.number(number),
        "who": who,
        "when": figures.day_and_time(when),
    }


def figure_was_confirmed(key: str, target: str) -> str:
    """What the history tells of an answer: that 18.700 is right, and the target, where there is one."""
    values = {"figure": _of_key(key), "target": target}
    if target:
        return _("Indberetter bekræftede, at %(figure)s er rigtigt (måltallet er %(target)s)") % values
    return _("Indberetter bekræftede, at %(figure)s er rigtigt") % values


def text_was_confirmed(number: str, key: str) -> str:
    """What the history tells of an answer: that the text may say 187, and the figure, where it is known."""
    values = {"number": _of_key(number), "figure": _of_key(key)}
    if key:
        return _("Indberetter bekræftede, at teksten siger %(number)s (tallet er %(figure)s)") % values
    return _("Indberetter bekræftede, at teksten siger %(number)s") % values


def _of_key(key: str) -> str:
    """The value that a key names, as it is written; the key itself where it names none."""
    figure = figure_of_key(key)
    return key if figure is None else _figure(figure)


def offers_of(question: Question) -> list[Offer]:
    """The values that may have been meant, each to be taken with one press."""
    pattern = "%(figure)s" if question.kind is QuestionKind.NUMBER_ALONE else _("Ret til %(figure)s")
    write = figures.given_percent if question.is_percent else figures.number
    return [Offer(pattern % {"figure": write(each)}, _typed(each, question)) for each in question.likely]


def _typed(value: Decimal, question: Question) -> str:
    if question.is_percent:
        return figures.typed(Figure(None, date.min, percentage=value))
    return figures.plain_number(value)


def _figure(figure: Figure) -> str:
    """The figure as it was given: "18.700", "7 af 1.500", "0,98 pct."."""
    if figure.value is not None:
        return figures.number(figure.value)
    if figure.numerator is not None and figure.denominator is not None:
        return figures.counts(figure.numerator, figure.denominator)
    return figures.given_percent(figure.percentage or 0)


def _asked(question: Question) -> AskedFigure:
    asked = question.values["asked"]
    if not isinstance(asked, AskedFigure):
        raise TypeError("a question of a figure has its figure")
    return asked


def _likely(question: Question) -> str:
    write = figures.given_percent if question.is_percent else figures.number
    return _(" eller ").join(write(each) for each in question.likely)


def _is_it_right(question: Question, _unit: str) -> str:
    sentence = _("Er %(figure)s rigtigt?") % {"figure": _figure(_asked(question).figure)}
    return f"{sentence} {_known(question)}".strip()


def _known(question: Question) -> str:
    """What is known of the figure: "Målet er 200, og sidste år var tallet 187."."""
    asked = _asked(question)
    target, last = question.values.get("target"), question.values.get("last")
    values = {}
    if isinstance(target, int | Decimal):
        values["target"] = figures.amount(target, asked.measure)
    if isinstance(last, Figure):
        values |= {"before": _figure(last), "year": str(last.year or "")}
    is_last_year = isinstance(last, Figure) and last.year is not None and last.year + 1 == asked.figure.year
    if len(values) == 1:
        return _("Målet er %(target)s.") % values
    if not values:
        return ""
    if is_last_year:
        when = _("sidste år var tallet %(before)s") % values
    elif values["year"] and values["year"] != str(asked.figure.year or ""):
        when = _("i %(year)s var tallet %(before)s") % values
    else:
        when = _("senest var tallet %(before)s") % values
    if "target" in values:
        return _("Målet er %(target)s, og %(before)s.") % {**values, "before": when}
    return f"{when[:1].upper()}{when[1:]}."


def _part_of_one(question: Question, _unit: str) -> str:
    return _("Er %(figure)s rigtigt? Der tælles ellers i hele tal.") % {
        "figure": _figure(_asked(question).figure)
    }


def _instead(question: Question, _unit: str) -> str:
    return _("Mente du %(likely)s? Der står %(figure)s.") % {
        "likely": _likely(question),
        "figure": _figure(_asked(question).figure),
    }


def _large_group(question: Question, _unit: str) -> str:
    before = question.values["before"]
    return _("Er %(figure)s rigtigt? Sidst indgik der %(before)s i alt.") % {
        "figure": _figure(_asked(question).figure),
        "before": figures.number(before),  # type: ignore[arg-type]  # a number
    }


def _number_alone(question: Question, _unit: str) -> str:
    return _("Mener du %(likely)s? Er det antal, så skriv fx 7 af 15.") % {"likely": _likely(question)}


def _other_in_text(question: Question, _unit: str) -> str:
    return _("Teksten siger %(found)s, men tallet er %(figure)s. Er det rigtigt?") % _of_text(question)


def _of_text(question: Question) -> dict[str, str]:
    """The number of a text and the figure beside it, as they are written."""
    found, of = question.values["found"], question.values["text_figure"]
    if not isinstance(of, TextFigure) or not isinstance(found, Decimal):
        raise TypeError("a question of a text has its number and its figure")
    written = figures.typed(of.figure) if of.in_percent else figures.number(of.figure.value or 0)
    return {"found": figures.number(found), "figure": written}


def _refund(_question: Question, _unit: str) -> str:
    return _("Beløbet er under 0. Er der kommet penge retur?")


def _many_budgets(_question: Question, unit: str) -> str:
    return _("Beløbet er mange gange budgettet. Er det skrevet i %(unit)s?") % {"unit": money.unit(unit)}


def _past_deadline(question: Question, _unit: str) -> str:
    deadline = question.values["deadline"]
    if not isinstance(deadline, date):
        raise TypeError("a question of a deadline has its day")
    return _("Fristen, %(day)s, er allerede gået. Er det rigtigt?") % {"day": figures.day(deadline)}


_SENTENCES: dict[QuestionKind, Callable[[Question, str], str]] = {
    QuestionKind.PART_OF_ONE: _part_of_one,
    QuestionKind.MANY_TIMES: _is_it_right,
    QuestionKind.FEW: _is_it_right,
    QuestionKind.SHARE_OF_ONE: _instead,
    QuestionKind.PERCENT_AS_COUNTS: _instead,
    QuestionKind.LARGE_GROUP: _large_group,
    QuestionKind.NUMBER_ALONE: _number_alone,
    QuestionKind.OTHER_IN_TEXT: _other_in_text,
    QuestionKind.REFUND: _refund,
    QuestionKind.MANY_BUDGETS: _many_budgets,
    QuestionKind.PAST_DEADLINE: _past_deadline,
}
