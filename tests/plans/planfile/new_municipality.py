"""What does another municipality's plan look like? Other years, own words, 40 goals of every kind."""

import json
from typing import Any


def new_plan(*, goals: int = 40, slug: str = "ungeplan-2026-29") -> bytes:
    """A plan file of the years 2026 to 2029 with a tolerance of 20 percent inclusive (JSON is YAML, too)."""
    keys = [f"maal-{number}" for number in range(1, goals + 1)]
    plan = {
        "plan": {
            "slug": slug,
            "title": "Ungeplan 2026-29",
            "starts_on": "2026-04-01",
            "ends_on": "2029-03-31",
            "tolerance": {"percent": 20, "basis": "points", "boundary": "inclusive"},
            "words": {"achieved": "i hus", "partly_achieved": "næsten i hus", "not_achieved": "ikke i hus"},
            "words_for_shares": {"not_measurable": "har ingen procent"},
            "words_for_counts": {"in_progress": "tælles endnu"},
            "words_for_judgements": {"achieved": "vurderet i hus"},
        },
        "areas": [
            {"number": number, "title": f"Område {number}", "levels": ["interventive", "preventive"][:number]}
            for number in (3, 1, 2)
        ],
        "goals": [_goal(number, key) for number, key in enumerate(keys, 1)],
        "rounds": [_round("2026", keys), _round("2026-2027", keys)],
        "key_figures": [
            {
                "label": "Henvendelser",
                "value": 48,
                "starts_on": "2026-04-01",
                "ends_on": "2026-12-31",
                "area": 1,
                "indicator": {"goal": keys[0], "order": 2},
                "parts": [
                    {"label": "fra skoler", "value": 29, "adds_up": True},
                    {"label": "fra andre", "value": 19, "adds_up": True},
                ],
            }
        ],
        "budget_tables": [
            {
                "title": "Udgifter",
                "unit": "t.kr.",
                "within_frame": False,
                "lines": [
                    {"area": 1, "years": "2026-2029", "amount": 6250.5, "full_time_equivalents": 2.25},
                    {"category": "Reserve", "years": 2027, "amount": "-", "kind": "expected"},
                ],
            }
        ],
        "decisions": [
            {
                "committee": "Børneudvalget",
                "decided_on": "2026-02-03",
                "item_number": 7,
                "title": "Ungeplan",
                "votes": {"for": {"count": 6, "parties": "A, C"}, "abstained": {"count": 1, "parties": "Ø"}},
                "remarks": [{"party": "Ø", "text": "Vi ville mere."}],
            }
        ],
    }
    return json.dumps(plan, ensure_ascii=False).encode()


def _goal(number: int, key: str) -> dict[str, Any]:
    kinds = (_count_at_most, _share_at_most, _judgement)
    return {
        "key": key,
        "wording": f"Mål {number}",
        "areas": [number % 3 + 1] if number > 2 else [2, 3, 1],
        "withdrawn_from": 2029,
        "wordings": [{"place": "pjecen", "text": f"Mål nr. {number}"}],
        "indicators": [kinds[number % 3](number), _count_at_most(number)],
    }


def _count_at_most(number: int) -> dict[str, Any]:
    return {
        "label": "klager",
        "measure": "count",
        "accumulation": "sum",
        "direction": "at_most",
        "tolerance": {"percent": 2.5},
        "targets": {"2026": number, "2027": {"value": number, "remark": "foreløbigt"}},
        "measurements": [
            {"year": 2027, "as_of": "2028-01-10", "value": 12.5, "qualifier": "ca."},
            {"year": 2026, "as_of": "2027-01-10", "value": 0, "ongoing": 3, "provisional": True},
        ],
    }


def _share_at_most(number: int) -> dict[str, Any]:
    return {
        "label": "fravær",
        "measure": "share",
        "accumulation": "pooled",
        "direction": "at_most",
        "counts_people": True,
        "targets": {"plan": 10},
        "measurements": [
            {
                "as_of": "2027-01-10",
                "numerator": 7,
                "denominator": 15 + number,
                "pending": 2,
                "cohort_total": 18 + number,
                "exclusions": [
                    {"count": 2, "reason": "fraflyttet"},
                    {"count": 1, "reason": "for nyt", "due_on": "2027-06-30"},
                ],
                "parts": [
                    {"label": "piger", "value": 3, "adds_up": True},
                    {"label": "drenge", "value": 4, "adds_up": True},
                    {"label": "i skole", "value": 9, "part_of": "denominator"},
                ],
            },
            {"year": 2026, "as_of": "2027-01-10", "percentage": 33.3333},
        ],
    }


def _judgement(number: int) -> dict[str, Any]:
    return {
        "label": "samarbejde",
        "measure": "judgement",
        "accumulation": "latest",
        "targets": {"2026": {"text": f"Aftale {number} er indgået"}},
        "measurements": [
            {"year": 2026, "as_of": "2027-01-10", "judged": "achieved", "basis": "Aftalen er underskrevet"},
            {"year": 2027, "as_of": "2028-01-10", "unmeasurable": "not_held", "reason": "Udsat"},
        ],
    }


def _round(years: str, keys: list[str]) -> dict[str, Any]:
    return {
        "years": years,
        "as_of": "2027-02-01",
        "state": "closed",
        "submissions": [
            {
                "goal": key,
                "commentary": "<p>Det går <strong>godt</strong>.</p><ul><li>mest</li></ul>",
                "state": "approved",
                "override": {"status": "achieved", "reason": "Regnet om", "replaces": "not_achieved"},
            }
            for key in reversed(keys)
        ],
        "report": {
            "title": f"Status {years}",
            "dated_on": "2027-02-15",
            "sender": "Børn og Unge\nRådhuset",
            "ean": "5798000000000",
            "tables": [
                {
                    "label": "Tabel 1",
                    "title": "Alle",
                    "column_heading": "Status",
                    "rows": [
                        {"goal": key, "wording": "Kort", "wording_reason": "Af hensyn til pladsen"}
                        for key in reversed(keys)
                    ],
                }
            ],
        },
    }
