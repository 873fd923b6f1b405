"""What is a plan called where there is room for a few words only? Its title's first words."""

import re

# What comes after these tells what the plan is for, or when; the name itself stands before.
_ENDS = re.compile(r"\s*[:;]|\s[–—-]\s|,\s|\s(?:for|om|mod|til)\s")
_YEARS = re.compile(r"\b(?:19|20)[0-9]{2}\s?[-–‑/]\s?(?:19|20)?[0-9]{2}\b")
_SHORTEST = 8  # "VINK" alone names the programme, not the plan


def short_title(title: str) -> str:
    """ "VINK’s handleplan 2018-19" of "VINK’s handleplan 2018-19 for helhedsorienteret forebyggelse af …".

    The words before the first colon, dash or comma, or before "for", "om", "mod" or "til"; the whole title
    where these are no name, or lack the years that tell the plan from the one before it.
    """
    for end in _ENDS.finditer(title):
        name = title[: end.start()].strip()
        if len(name) >= _SHORTEST and _YEARS.findall(name) == _YEARS.findall(title):
            return name
    return title
