"""Is everything there that the report needs? Its memo, every figure, every approval, every goal's place."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plans.enums import Status, SubmissionState
from plans.findings.finding import Finding
from plans.findings.places import Places
from plans.status_report import GoalStatus
from plans.wording.reasons import explanation


def no_round(places: Places) -> Finding:
    """That the period is not reported at all."""
    return Finding(
        code="no_round",
        location=_("Perioden"),
        message=_("Perioden har ingen indberetningsrunde, og så er der ikke noget at fastlåse."),
        why=_("En administrator kan åbne en runde. Se så længe, hvor planen står."),
        url=places.standing(),
        link=_("Se status"),
        blocks=True,
    )


def incomplete(places: Places) -> Iterator[Finding]:
    """Everything that is missing from the report."""
    if places.memo is None:
        yield _no_memo(places)
    for goal in places.status.goals:
        if places.is_left_out(goal):
            yield _left_out(places, goal)
        missing = list(_missing_figures(places, goal))
        yield from missing
        if goal.override is not None and goal.override.to_be_confirmed:
            yield _unconfirmed(places, goal)
        if not missing and (
            goal.submission is None or goal.submission.state is not SubmissionState.APPROVED
        ):  # without its figures it cannot be submitted at all
            yield _unapproved(places, goal)


def _no_memo(places: Places) -> Finding:
    return Finding(
        code="no_memo",
        location=_("Bilaget"),
        message=_("Bilaget er ikke oprettet endnu."),
        why=_("Opret det med hoved, tabeller, indledning og afslutning."),
        url=places.editor(),
        link=_("Opret bilaget"),
        blocks=True,
    )


def _left_out(places: Places, goal: GoalStatus) -> Finding:
    return Finding(
        code="left_out",
        location=places.goal(goal),
        message=_("Målet står ikke i nogen af bilagets tabeller."),
        why=_("Sæt målet ind i en tabel, eller acceptér, at det er udeladt, og skriv hvorfor."),
        url=places.editor(),
        link=_("Rediger tabellerne"),
        blocks=False,
        key=goal.key,
        found=goal.reported_wording,
    )


def _missing_figures(places: Places, goal: GoalStatus) -> Iterator[Finding]:
    for indicator in goal.indicators:
        if indicator.assessment.status is Status.NOT_REPORTED:
            missing = explanation(
                indicator.assessment,
                measure=indicator.facts.measure,
                direction=indicator.facts.direction,
                words=places.status.words,
            )
            yield Finding(
                code="missing_figure",
                location=places.goal(goal),
                message=f"{indicator.label}: {missing}" if indicator.label else missing,
                why=_("Indberet tallet, eller skriv, hvorfor det ikke kan opgøres. Send så målet ind."),
                url=places.goal_entry(goal),
                link=_("Indberet tallet"),
                blocks=True,
                key=f"{goal.key}/{indicator.id}",
            )


def _unconfirmed(places: Places, goal: GoalStatus) -> Finding:
    words, override = places.status.words, goal.override
    assert override is not None  # noqa: S101  # the caller asked
    values = {
        "replaced": words.word(override.replaced, goal.measure),
        "computed": words.word(goal.computed_status, goal.measure),
    }
    return Finding(
        code="unconfirmed_override",
        location=places.goal(goal),
        message=_("Den egne vurdering erstattede »%(replaced)s«, men målet beregnes nu til »%(computed)s«.")
        % values,
        why=_("Bekræft vurderingen, eller fjern den."),
        url=places.goal_entry(goal),
        link=_("Se vurderingen"),
        blocks=True,
        key=goal.key,
    )


def _unapproved(places: Places, goal: GoalStatus) -> Finding:
    state = goal.submission.state if goal.submission else None
    is_submitted = state is SubmissionState.SUBMITTED
    return Finding(
        code="unapproved",
        location=places.goal(goal),
        message={
            SubmissionState.SUBMITTED: _("Målet er sendt ind, men ikke godkendt."),
            SubmissionState.RETURNED: _("Målet er sendt tilbage og ikke sendt ind igen."),
        }.get(state, _("Målet er ikke sendt ind.")),  # type: ignore[arg-type]  # none is like a draft
        case={
            SubmissionState.SUBMITTED: "unapproved_submitted",
            SubmissionState.RETURNED: "unapproved_returned",
        }.get(state, "unapproved_unsent"),  # type: ignore[arg-type]  # none is like a draft
        why=_("Godkend målet, eller send det tilbage.")
        if is_submitted
        else _("Målets tal og tekst skal sendes ind og godkendes."),
        url=places.approval() if is_submitted else places.goal_entry(goal),
        link=_("Gå til godkendelse") if is_submitted else _("Gå til indberetningen"),
        blocks=True,
        key=goal.key,
    )
