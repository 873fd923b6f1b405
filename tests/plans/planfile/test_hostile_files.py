"""Are harmful files refused quickly, and before they take up memory?

Tests the reading of plan files that are huge, deeply nested, not YAML, or full of aliases and wrong values.
"""

import tracemalloc
from time import process_time

import pytest
import yaml

from plans.planfile import yaml_text
from plans.planfile.problems import InvalidPlanFileError, Problem
from plans.planfile.reading import read_plan_file
from tests.plans.planfile.files import small

LAUGHS = b"".join(
    b"l%d: &l%d [%s]\n" % (level, level, b",".join([b"*l%d" % (level - 1)] * 10) if level else b"ha")
    for level in range(10)
)

REFUSED = {
    "nothing": (b"", "Filen er tom."),
    "only a remark": (b"# plan\n", "Filen er tom."),
    "a value": (b"plan", "Filen skal bestå af nøgler med værdier"),
    "a list": (b"- plan\n", "Filen skal bestå af nøgler med værdier"),
    "two documents": (small() + b"---\n" + small(), "Filen må kun indeholde ét dokument"),
    "not YAML": (b"plan: {slug: a\ngoals: ]", "Filen er ikke gyldig YAML"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Filen er ikke en tekstfil i UTF-8."),
    "another encoding": ("plan: æ".encode("latin-1"), "Filen er ikke en tekstfil i UTF-8."),
    "sixteen bits": ("plan: æ".encode("utf-16"), "Filen er ikke en tekstfil i UTF-8."),
    "control characters": (b"plan: \x07", "Filen er ikke gyldig YAML"),
    "an alias": (b"plan: &a {slug: x}\nareas: [*a]", "Fjern ankeret (&); aliasser kan ikke bruges."),
    "a billion laughs": (LAUGHS, "Fjern ankeret (&); aliasser kan ikke bruges."),
    "a merge": (b"plan: {<<: *a}", "Skriv værdien helt ud i stedet for et *alias."),
    "an object": (
        b"plan: !!python/object:os.system [ls]",
        "Fjern typen (!); her kan kun stå en værdi.",
    ),
    "deep lists": (b"[" * 1_900_000, "Filen er indlejret for dybt; højst 20 trin."),
    "deep keys": (b"{a: " * 400_000, "Filen er indlejret for dybt; højst 20 trin."),
    "many values": (b"- \n" * 600_000, "Filen har for mange værdier; højst 200000."),
    "many directives": (b"%TAG !a! b\n" * 150_000, "En linje kan ikke begynde med et procenttegn."),
    "more than two million bytes": (b"#" * 2_000_001, "Filen er for stor; den må højst fylde 2000000 byte."),
}


@pytest.mark.parametrize(("data", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_is_no_plan_is_refused_with_a_sentence(data: bytes, expected: str) -> None:
    with pytest.raises(InvalidPlanFileError) as caught:
        read_plan_file(data)

    assert caught.value.problems[0].expected.startswith(expected)


@pytest.mark.slow
@pytest.mark.parametrize("data", [data for data, _ in REFUSED.values()], ids=REFUSED.keys())
def test_it_is_refused_quickly_and_in_little_room(data: bytes) -> None:
    """Each takes well under a second and some 60 MB; one that resolves or recurses takes all there is."""
    tracemalloc.start()
    began = process_time()
    with pytest.raises(InvalidPlanFileError):
        read_plan_file(data)
    seconds = process_time() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert seconds < 20  # measuring slows it down ten times
    assert peak < 200_000_000


def test_a_file_with_many_wrong_values_is_told_in_full() -> None:
    data = small() + b"decisions:\n" + b"  - x\n" * 900

    with pytest.raises(InvalidPlanFileError) as caught:
        read_plan_file(data)

    assert len(caught.value.problems) == 900


@pytest.mark.parametrize("data", [b"plan: &a {slug: x}", b"a: b: c", b"\xff", b""])
def test_the_slower_parser_says_the_same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C library."""
    quick = _refusal(data)
    monkeypatch.setattr(yaml_text, "_LOADER", yaml.SafeLoader)

    assert [problem.location for problem in _refusal(data)] == [problem.location for problem in quick]


def _refusal(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(InvalidPlanFileError) as caught:
        read_plan_file(data)
    return caught.value.problems
