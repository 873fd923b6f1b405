"""What is a fact on a page? A name and its value, as the component `facts` shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value."""

    label: str
    value: str
