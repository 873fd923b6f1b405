"""How is the feed described to programs? OpenAPI 3.1, with the answers' own shapes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic.json_schema import models_json_schema

from reporting.feed.addresses import FEED
from reporting.feed.problems import PROBLEM
from reporting.feed.shapes import Goals, Plans, PlansPage, Problem, Publications, Shape, StatusAnswer
from reporting.feed.words import MEANINGS

_REFERENCE = "#/components/schemas/{model}"
_JSON = "application/json"


def openapi(root: str) -> dict[str, Any]:
    """The description; `root` is the site's address, "https://vink.example"."""
    described: list[type[Shape]] = [Plans, PlansPage, StatusAnswer, Goals, Publications, Problem]
    _names, schema = models_json_schema(
        [(shape, "serialization") for shape in described], ref_template=_REFERENCE
    )
    schemas = schema["$defs"]
    for shape, each in schemas.items():
        for name, field in each.get("properties", {}).items():
            field["description"] = str(MEANINGS.get(f"{shape}.{name}") or MEANINGS[name])
    return {
        "openapi": "3.1.0",
        "info": {"title": "Vink", "version": "1", "description": _about()},
        "servers": [{"url": root}],
        "security": [{"bearer": []}, {"basic": []}],
        "paths": _paths(),
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {
                    "type": "http",
                    "scheme": "basic",
                    "description": _("Adgangsnøglen er adgangskoden; brugernavnet bruges ikke."),
                },
            },
        },
    }


def _about() -> str:
    return _(
        "Handleplanernes mål, tal og status, som Vink viser dem. Der kan kun læses. Tal er JSON-tal, dage er"
        " skrevet 2019-12-31, og teksterne er på dansk."
    )


def _paths() -> dict[str, Any]:
    plan = _parameter("plan", "query", MEANINGS["plan"])
    return {
        reverse("feed_plans"): _plans(),
        f"/{FEED}plans/{{plan}}/status/{{period}}/": _read(
            "status",
            _("En plans status i en periode"),
            StatusAnswer,
            _parameter("plan", "path", MEANINGS["plan"]),
            _parameter(
                "period", "path", _("Perioden: 2019 eller 2016-2017."), "^[1-9][0-9]{3}(-[1-9][0-9]{3})?$"
            ),
        ),
        reverse("feed_goals"): _read(
            "goals",
            _("Rækker til Power BI og Excel, en plan ad gangen"),
            Goals,
            {**plan, "description": _("Kun denne plan.")},
            _parameter("from", "query", _("Begynd med denne plan, som feltet next siger.")),
        ),
        reverse("feed_publications"): _read(
            "publications", _("Fastlåste versioner af Bilag 1"), Publications
        ),
    }


def _plans() -> dict[str, Any]:
    """All plans at once, or with a size page by page."""
    size = _parameter(
        "size",
        "query",
        _("Højst så mange planer ad gangen; next fører til de næste."),
        "^[1-9][0-9]{0,3}$",
    )
    begin = _parameter("from", "query", _("Begynd med denne plan, som feltet next siger."))
    read = _read("plans", _("Handleplanerne og deres perioder"), Plans, size, begin)
    either = {"anyOf": [_reference(Plans), _reference(PlansPage)]}
    read["get"]["responses"]["200"]["content"] = {_JSON: {"schema": either}}
    return read


def _parameter(
    name: str, location: str, meaning: object, pattern: str = "^[-a-zA-Z0-9_]+$"
) -> dict[str, Any]:
    return {
        "name": name,
        "in": location,
        "required": location == "path",
        "description": str(meaning),
        "schema": {"type": "string", "pattern": pattern},
    }


def _read(name: str, summary: str, shape: type[Shape], *parameters: dict[str, Any]) -> dict[str, Any]:
    refused = {"401": _("Adgangsnøglen mangler eller virker ikke"), "429": _("For mange forkerte nøgler")}
    if parameters:
        refused |= {"404": _("Det findes ikke")}
    if any(each["in"] == "query" for each in parameters):
        refused |= {"400": _("Adressen har noget, der ikke kendes")}
    etag = {"description": _("Send den igen som If-None-Match."), "schema": {"type": "string"}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": list(parameters),
            "responses": {
                "200": {
                    "description": summary,
                    "headers": {"ETag": etag},
                    "content": {_JSON: {"schema": _reference(shape)}},
                },
                "304": {"description": _("Intet er ændret siden")},
                **{
                    status: {
                        "description": description,
                        "content": {PROBLEM: {"schema": _reference(Problem)}},
                    }
                    for status, description in sorted(refused.items())
                },
            },
        }
    }


def _reference(shape: type[Shape]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(model=shape.__name__)}
