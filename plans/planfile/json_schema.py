"""How is the form of a plan file told to a stranger? As JSON Schema, with descriptions and an example."""

from copy import deepcopy
from typing import Any

from django.utils.translation import gettext, gettext_noop

from plans.planfile.schema_paths import Schema, plan_file_schema

_ABOUT = gettext_noop(
    "En handleplan for Vink som YAML i UTF-8, højst 2 MB. Tal skrives med punktum som decimaltegn og uden"
    " tusindtalsadskillelse (1250 og 14.5). Et tal med netop tre decimaler kan læses på to måder: skriv "
    'ikke 3.071, men 3071 eller "3.0710" i anførselstegn. Datoer skrives som år-måned-dag (2019-12-31), '
    "ja og nej som true og false. En nøgle, der er ligegyldig, udelades. Ankre og aliasser (& og *) kan "
    "ikke bruges. Måltal og målinger skal ligge i planens år. En indikator har måltal for årene eller ét "
    "for hele planen, aldrig begge dele. En måling er opgjort på én måde: value for antal, numerator og "
    "denominator eller percentage for andele, judged med basis eller under_way for vurderinger, eller "
    "unmeasurable med reason. Tælleren og dem, der afventes (pending), er højst nævneren; cohort_total er"
    " nævneren og dem, der ikke indgår (exclusions). Dele, der summer (adds_up), giver helheden. Et mål"
    " står højst én gang i en afrapportering. manage.py import_plan FIL.yaml --check viser alle fejl."
)

EXAMPLE: dict[str, Any] = {
    "plan": {
        "slug": "trivsel-2027-28",
        "title": "Handleplan for trivsel 2027-28",
        "starts_on": "2027-01-01",
        "ends_on": "2028-12-31",
        "tolerance": {"percent": 20, "boundary": "inclusive"},
        "words": {"achieved": "opfyldt", "not_achieved": "ikke opfyldt"},
    },
    "areas": [{"number": 1, "title": "Unge", "levels": ["preventive"], "headings": [{"text": "Fravær"}]}],
    "goals": [
        {
            "key": "moeder",
            "wording": "Der holdes 12 møder om året",
            "areas": [1],
            "indicators": [
                {
                    "measure": "count",
                    "accumulation": "sum",
                    "unit": "møder",
                    "targets": {"2027": 12, "2028": 12},
                    "measurements": [{"year": 2027, "as_of": "2028-01-15", "value": 14}],
                }
            ],
        },
        {
            "key": "fravaer",
            "wording": "Højst 5 pct. af eleverne har bekymrende fravær",
            "areas": [1],
            "heading": "Fravær",
            "indicators": [
                {
                    "measure": "share",
                    "accumulation": "pooled",
                    "direction": "at_most",
                    "targets": {"plan": 5},
                    "measurements": [
                        {"year": 2027, "as_of": "2028-01-15", "numerator": 61, "denominator": 1250}
                    ],
                }
            ],
        },
    ],
    "rounds": [
        {
            "years": 2027,
            "as_of": "2028-01-31",
            "submissions": [{"goal": "moeder", "commentary": "<p>To var om <em>skolevægring</em>.</p>"}],
            "report": {
                "title": "Status på trivsel 2027",
                "dated_on": "2028-02-01",
                "tables": [
                    {
                        "label": "Tabel 1",
                        "title": "Unge",
                        "column_heading": "Status 2027",
                        "rows": [{"goal": "moeder"}, {"goal": "fravaer"}],
                    }
                ],
            },
        }
    ],
}


def described_schema() -> Schema:
    """The JSON Schema of a plan file (draft 2020-12), described in the language that is active."""
    schema = deepcopy(plan_file_schema())
    parts = [schema, *schema["$defs"].values()]
    for part in parts:
        # pydantic's own titles only repeat the keys; the classes are described for programmers
        part.pop("title", None)
        part.pop("description", None)
        for value in part.get("properties", {}).values():
            value.pop("title", None)
            if "description" in value:
                value["description"] = gettext(value["description"])
            if value.get("default", 0) is None:
                del value["default"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": gettext("Planfil"),
        "description": gettext(_ABOUT),
        **schema,
        "examples": [EXAMPLE],
    }
