"""Is everything that is wrong with a plan file told, with its place and with what is expected?

Tests the problems that `read_plan_file` finds, each with location, line and sentence.
"""

import pytest

from plans.planfile.problems import InvalidPlanFileError, Problem, written
from plans.planfile.reading import read_plan_file
from tests.plans.planfile.files import small


def problems_of(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(InvalidPlanFileError) as caught:
        read_plan_file(data)
    return caught.value.problems


def written_problems(data: bytes) -> list[tuple[str, str]]:
    return [(written(problem.location), problem.expected) for problem in problems_of(data)]


FIGURE = "goals[1].indicators[0].measurements[0]"
COUNTED = "goals[0].indicators[0].measurements[0]"

ONE_WRONG_VALUE = {
    "a required key is missing": (
        ("    wording: 70 pct. er i beskæftigelse\n", ""),
        "goals[1].wording",
        "Mangler: Ordlyden, som den er vedtaget.",
    ),
    "a required key is empty": (
        ("wording: 70 pct. er i beskæftigelse", "wording:"),
        "goals[1].wording",
        "Mangler: Ordlyden, som den er vedtaget.",
    ),
    "a text is empty": (
        ("wording: 70 pct. er i beskæftigelse", "wording: ''"),
        "goals[1].wording",
        "Her skal stå en tekst; den må ikke være tom.",
    ),
    "a whole part is missing": (("plan:", "plan: \nold:"), "plan", "Mangler: Selve handleplanen."),
    "a number is a word": (("value: 12", "value: tolv"), f"{COUNTED}.value", None),
    "a number is written the Danish way": (("value: 12", "value: '14,5'"), f"{COUNTED}.value", None),
    "a number may be two": (
        ("value: 12", "value: 2.100"),
        f"{COUNTED}.value",
        "2.100 kan læses på to måder. Skriv 2100 eller 2.1000.",
    ),
    "a number is scientific": (("value: 12", "value: 1e5"), f"{COUNTED}.value", None),
    "a number has too many decimals": (("value: 12", "value: 1.23456"), f"{COUNTED}.value", None),
    "a number has too many digits": (("value: 12", "value: 123456789012"), f"{COUNTED}.value", None),
    "a number is negative": (
        ("value: 12", "value: -1"),
        f"{COUNTED}.value",
        "Her skal stå et tal fra 0 til 99999999999.9999.",
    ),
    "a number is not one": (("value: 12", "value: .nan"), f"{COUNTED}.value", None),
    "a count is a fraction": (
        ("numerator: 7", "numerator: 7.5"),
        f"{FIGURE}.numerator",
        "Her skal stå et helt tal fra 0 til 1000000000000.",
    ),
    "a count is too large": (
        ("denominator: 15", "denominator: 1000000000001"),
        f"{FIGURE}.denominator",
        None,
    ),
    "a date is not": (
        ("starts_on: 2020-01-01", "starts_on: 2020-02-30"),
        "plan.starts_on",
        "Her skal stå en dato, der findes, som år-måned-dag: 2019-12-31.",
    ),
    "a date is written the Danish way": (("as_of: 2021-01-31", "as_of: 31.1.2021"), "rounds[0].as_of", None),
    "yes is not true": (
        ("value: 12", "value: 12, provisional: yes"),
        f"{COUNTED}.provisional",
        "Her skal stå true eller false.",
    ),
    "a choice is not one": (
        ("measure: share", "measure: percent"),
        "goals[1].indicators[0].measure",
        "Her skal stå en af disse: count, share, judgement.",
    ),
    "a list is a value": (
        ("areas: [2]", "areas: 2"),
        "goals[1].areas",
        "Her skal stå en liste: hver linje begynder med en bindestreg.",
    ),
    "a list is empty": (("areas: [2]", "areas: []"), "goals[1].areas", "Listen er for kort; mindst 1."),
    "an entry is a value": (
        ("      - goal: moeder\n        commentary: <p>Alle møder er holdt.</p>", "      - moeder"),
        "rounds[0].submissions[0]",
        "Her skal stå nøgler med værdier.",
    ),
    "a key is misspelt": (
        ("    heading: Skolen", "    headings: Skolen"),
        "goals[0].headings",
        "Ukendt nøgle; mente du heading?",
    ),
    "a status is misspelt": (
        ("ends_on: 2021-12-31", "ends_on: 2021-12-31\n  words: {reached: nået}"),
        "plan.words.reached",
        None,
    ),
    "a key is twice": (
        ("slug: trivsel-2020-21", "slug: trivsel-2020-21\n  slug: andet"),
        "plan.slug",
        "Nøglen står der to gange; behold den ene.",
    ),
    "a slug has a space": (("slug: trivsel", "slug: mere trivsel"), "plan.slug", None),
    "a title is too long": (
        ("title: Unge\n    headings", f"title: {'u' * 301}\n    headings"),
        "areas[0].title",
        "Teksten er for lang; højst 300 tegn.",
    ),
    "a title has two lines": (
        ("title: Familier", 'title: "Familier\\nog venner"'),
        "areas[1].title",
        "Teksten skal stå på én linje.",
    ),
    "a text holds NUL": (
        ("title: Familier", 'title: "Fami\\0lier"'),
        "areas[1].title",
        "Teksten indeholder et NUL-tegn, som ikke kan gemmes.",
    ),
    "a target is of no year": (
        ("{2020: 10, 2021: 10}", "{2020: 10, altid: 10}"),
        "goals[0].indicators[0].targets.altid",
        "Her skal stå et år eller ordet plan (hele planen).",
    ),
    "a typed value": (
        ("value: 12", "value: !!int 12"),
        f"{COUNTED}.value",
        "Fjern typen (!); her kan kun stå en værdi.",
    ),
}


@pytest.mark.parametrize(
    ("change", "location", "expected"), ONE_WRONG_VALUE.values(), ids=ONE_WRONG_VALUE.keys()
)
def test_a_wrong_value_is_told_with_its_place(
    change: tuple[str, str], location: str, expected: str | None
) -> None:
    first = written_problems(small(change))[0]

    assert first[0] == location
    assert expected is None or first[1] == expected


DISAGREEING = {
    "a target outside the plan's years": (
        ("{2020: 10, 2021: 10}", "{2020: 10, 2022: 10}"),
        "goals[0].indicators[0].targets.2022",
        "Året skal ligge i planens år, 2020-2021.",
    ),
    "targets of both kinds": (
        ("{2020: 10, 2021: 10}", "{2020: 10, plan: 20}"),
        "goals[0].indicators[0].targets",
        "Her skal stå måltal for årene eller ét for hele planen (plan), ikke begge dele.",
    ),
    "a target that says nothing": (
        ("{plan: 70}", "{plan: {remark: ukendt}}"),
        "goals[1].indicators[0].targets.plan",
        None,
    ),
    "a target in words for a number": (
        ("{plan: 70}", "{plan: {text: mange}}"),
        "goals[1].indicators[0].targets.plan",
        "Her skal stå et måltal (value); kun en vurdering kan nøjes med en tekst.",
    ),
    "a share above all": (
        ("{plan: 70}", "{plan: 101}"),
        "goals[1].indicators[0].targets.plan",
        "En andel er højst 100 procent.",
    ),
    "a numerator above the denominator": (
        ("numerator: 7", "numerator: 16"),
        f"{FIGURE}.numerator",
        "16 af 15: det første tal må ikke være større.",
    ),
    "pending ones above the denominator": (
        ("numerator: 7", "numerator: 7, pending: 9"),
        f"{FIGURE}.pending",
        "7 i mål og 9 afventende er flere end de 15 i alt.",
    ),
    "a total that is none": (
        ("numerator: 7", "numerator: 7, cohort_total: 19, exclusions: [{count: 3, reason: fraflyttet}]"),
        f"{FIGURE}.cohort_total",
        "15 talt med og 3 frafald giver 18, ikke 19.",
    ),
    "parts that do not add up": (
        (
            "value: 12",
            "value: 12, parts: [{label: a, value: 7, adds_up: true}, {label: b, value: 4, adds_up: true}]",
        ),
        f"{COUNTED}.parts",
        "Delene giver 11, men helheden er 12.",
    ),
    "parts of nothing": (
        ("value: 12", "value: 12, parts: [{label: a, value: 7, adds_up: true, part_of: denominator}]"),
        f"{COUNTED}.parts",
        "Delene kan ikke give helheden, når den ikke er et antal.",
    ),
    "a count that is a share": (
        ("value: 12", "numerator: 1, denominator: 2"),
        f"{COUNTED}.numerator",
        "Tallet passer ikke til målet.",
    ),
    "a figure given twice": (("value: 12", "value: 12, percentage: 50"), COUNTED, "Opgiv tallet på én måde."),
    "a figure not given": ((", value: 12", ""), COUNTED, "Opgiv tallet på én måde."),
    "no reason for no figure": (
        ("value: 12", "unmeasurable: no_data"),
        f"{COUNTED}.reason",
        "Skriv, hvorfor tallet ikke kan opgøres.",
    ),
    "a figure outside the plan's years": (
        ("year: 2020, as_of: 2021-01-15, value", "year: 2019, as_of: 2021-01-15, value"),
        f"{COUNTED}.year",
        "Året skal ligge i planens år, 2020-2021.",
    ),
    "the same figure twice": (
        ("value: 12}", "value: 12}\n          - {year: 2020, as_of: 2021-01-15, value: 13}"),
        "goals[0].indicators[0].measurements[1]",
        "Samme år og samme dato står allerede i measurements[0]; behold den ene.",
    ),
    "counts that are pooled": (
        ("accumulation: sum", "accumulation: pooled"),
        "goals[0].indicators[0].accumulation",
        "Her skal stå en af disse, når measure er count: latest, sum.",
    ),
    "an area that is not there": (
        ("areas: [2]", "areas: [2, 7]"),
        "goals[1].areas[1]",
        "Der er intet indsatsområde 7 i filen; der er 1, 2.",
    ),
    "an area twice": (("areas: [2]", "areas: [2, 2]"), "goals[1].areas[1]", "Området står der allerede."),
    "a heading of another area": (
        ("areas: [2]", "areas: [2]\n    heading: Skolen"),
        "goals[1].heading",
        "Der er ingen sådan overskrift i område 2 (headings).",
    ),
    "a predecessor of no plan": (
        ("areas: [2]", "areas: [2]\n    predecessor: gammel"),
        "goals[1].predecessor",
        "Skriv også, hvilken plan denne afløser (plan.predecessor).",
    ),
    "two areas of one number": (
        ("  - number: 2\n", "  - {number: 1, title: Andre}\n  - number: 2\n"),
        "areas[1].number",
        "Det samme står allerede i nummer [0]; her skal stå noget andet.",
    ),
    "two goals of one key": (
        ("rounds:", "  - {key: moeder, wording: Der holdes møder, areas: [1]}\nrounds:"),
        "goals[2].key",
        "Det samme står allerede i nummer [0]; her skal stå noget andet.",
    ),
    "a goal submitted that is not there": (
        ("- goal: moeder\n        commentary", "- goal: moder\n        commentary"),
        "rounds[0].submissions[0].goal",
        "Der er intet mål med nøglen moder i filen.",
    ),
    "a goal twice in a report": (
        ("            - goal: beskaeftigelse", "            - goal: moeder"),
        "rounds[0].report.tables[0].rows[1].goal",
        "Målet står allerede i Tabel 1; det afrapporteres én gang.",
    ),
    "a round outside the plan's years": (
        ("years: 2020", "years: 2019-2020"),
        "rounds[0].years",
        "Årene skal ligge i planens år, 2020-2021.",
    ),
    "an override without a reason": (
        ("    report:", "        override: {status: achieved, replaces: not_achieved}\n    report:"),
        "rounds[0].submissions[0].override.reason",
        "Mangler: Begrundelsen.",
    ),
    "a plan that ends before it begins": (
        ("ends_on: 2021-12-31", "ends_on: 2019-12-31"),
        "plan.ends_on",
        "Planen kan ikke slutte, før den begynder.",
    ),
    "a key figure of no area": (
        ("goals:\n", "key_figures: [{label: Sager, value: 48, area: 9}]\ngoals:\n"),
        "key_figures[0].area",
        None,
    ),
    "a key figure of no indicator": (
        (
            "goals:\n",
            "key_figures: [{label: Sager, value: 48, indicator: {goal: moeder, order: 2}}]\ngoals:\n",
        ),
        "key_figures[0].indicator.order",
        "Målet moeder har 1 indikatorer.",
    ),
    "a budget line of nothing": (
        ("goals:\n", "budget_tables: [{title: Budget, lines: [{years: 2020, amount: 1.5}]}]\ngoals:\n"),
        "budget_tables[0].lines[0]",
        "Her skal stå et område (area) eller en post (category).",
    ),
    "judged without judging": (
        ("value: 12", "judged: in_progress"),
        f"{COUNTED}.judged",
        "Her skal stå en af disse: achieved, partly_achieved, not_achieved.",
    ),
}


@pytest.mark.parametrize(("change", "location", "expected"), DISAGREEING.values(), ids=DISAGREEING.keys())
def test_what_does_not_agree_is_told_with_its_place(
    change: tuple[str, str], location: str, expected: str | None
) -> None:
    found = written_problems(small(change))

    assert [where for where, _ in found] == [location]
    assert expected is None or found[0][1] == expected


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    wrong = small(
        ("  title: Trivsel 2020-21\n", ""),
        ("number: 2", "number: to"),
        ("wording: Der holdes 10 møder om året", "wordng: Der holdes 10 møder om året"),
        ("{2020: 10, 2021: 10}", "{2020: 10, 2031: 10}"),
        ("value: 12", "value: tolv"),
        ("numerator: 7", "numerator: 16"),
        ("years: 2020", "years: 2019"),
    )

    assert [(written(problem.location), problem.line) for problem in problems_of(wrong)] == [
        ("plan.title", 1),
        ("areas[1].number", 10),
        ("goals[0].wording", 13),
        ("goals[0].wordng", 14),
        ("goals[0].indicators[0].targets.2031", 20),
        ("goals[0].indicators[0].measurements[0].value", 22),
        ("goals[1].indicators[0].measurements[0].numerator", 31),
        ("rounds[0].years", 33),
    ]


def test_what_only_follows_from_a_wrong_value_is_not_told() -> None:
    """Area 2 is referred to, but cannot be known while its number is wrong."""
    assert [location for location, _ in written_problems(small(("number: 2", "number: to")))] == [
        "areas[1].number"
    ]


def test_a_problem_is_written_with_place_line_and_expectation() -> None:
    problem = problems_of(small(("numerator: 7", "numerator: 16")))[0]

    assert str(problem) == (
        "goals[1].indicators[0].measurements[0].numerator (linje 32): "
        "16 af 15: det første tal må ikke være større."
    )


def test_a_strange_key_is_written_so_that_it_does_no_harm() -> None:
    assert (
        written_problems(small(("slug: trivsel-2020-21", 'slug: a\n  "\\e[2J": x')))[0][0]
        == "plan['\\x1b[2J']"
    )
