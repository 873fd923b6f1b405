"""What stands in the way of publishing a report? Every check, with what was acknowledged of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plans import queries
from plans.disclosure.behind import figures_behind
from plans.disclosure.choices import choices_for
from plans.findings.approvals import not_as_approved
from plans.findings.completeness import incomplete, no_round
from plans.findings.confirmed import Confirmed
from plans.findings.finding import Finding
from plans.findings.of_figures import contradicting, few_people_counted, too_large_parts, unexplained
from plans.findings.of_texts import cpr_numbers, few_people, unknown_characters
from plans.findings.places import Places
from plans.findings.texts import texts
from plans.models import Acknowledgement, Report
from plans.status_report import StatusReport


def findings(status: StatusReport, memo: Report | None) -> list[Finding]:
    """Everything that the checks find in a report, first what is missing, then goal by goal and text by text.

    Args:
        status: the report as it would be published, with its exact figures
        memo: its round's memo with tables and rows fetched (`queries.report_of`), None without one

    As many queries for many goals as for one.
    """
    acknowledgements = queries.acknowledgements_of(memo) if memo else {}
    places = Places(status, memo)
    reopening = places.reopening()
    return [
        replace(_with(finding, acknowledgements), reopen_url=reopening.get(finding.url, ""))
        for finding in _found(places)
    ]


def _found(places: Places) -> Iterator[Finding]:
    if places.status.round is None:
        yield no_round(places)
        return
    yield from incomplete(places)
    behind = figures_behind(places.status)
    choices = choices_for([places.status])
    confirmed = Confirmed(places.status)
    yield from not_as_approved(places, behind)
    for goal in places.status.goals:
        yield from unexplained(places, goal)
        yield from contradicting(places, goal, behind, confirmed)
        for indicator in goal.indicators:
            yield from too_large_parts(places, goal, indicator, behind)
            yield from few_people_counted(places, goal, indicator, behind, choices)
    all_texts = texts(places)
    yield from few_people(places.status, all_texts, choices)
    yield from cpr_numbers(all_texts)
    yield from unknown_characters(all_texts)


def _with(finding: Finding, acknowledgements: Mapping[tuple[str, str], Acknowledgement]) -> Finding:
    """The finding with its acknowledgement; one for something else that was found there has lapsed."""
    acknowledgement = acknowledgements.get((finding.code, finding.key))
    if acknowledgement is None or finding.blocks:
        return finding
    if acknowledgement.found == finding.found:
        return replace(finding, acknowledgement=acknowledgement)
    return replace(finding, lapsed=acknowledgement)
