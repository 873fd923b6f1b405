"""Where is the feed? Beneath one address, which a token opens; no page is there."""

FEED = "api/v1/"


def is_feed(path: str) -> bool:
    """Whether an address on this site belongs to the feed."""
    return path.startswith(f"/{FEED}")
