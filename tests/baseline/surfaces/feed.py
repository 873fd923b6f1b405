"""What do programs read? The feed as JSON, asked with a token that was made before."""

from collections.abc import Iterator

from tests.baseline.browser import Browser
from tests.baseline.surfaces.plans import PERIODS


def feed_answers(token: str, revoked: str) -> Iterator[tuple[str, str]]:
    """The file's name and what is in it."""
    program = Browser().client
    headers = {"authorization": f"Bearer {token}"}
    addresses = {
        "plans": "/api/v1/plans/",
        "publications": "/api/v1/publications/",
        "goals": "/api/v1/goals/?plan=vink-2018-19",
        "openapi": "/api/v1/openapi.json",
    }
    for slug, periods in PERIODS.items():
        addresses[f"status {slug}"] = f"/api/v1/plans/{slug}/status/{periods[-1]}/"
    for name, address in addresses.items():
        answer = program.get(address, headers=headers)
        yield f"feed/{name}", f"{address} answers {answer.status_code}\n{answer.content.decode()}"
    refused = {"no": "", "a revoked": f"Bearer {revoked}"}
    lines = (
        f"with {name} token: {program.get('/api/v1/plans/', headers={'authorization': header}).status_code}"
        for name, header in refused.items()
    )
    yield "feed/tokens", "\n".join(lines)
