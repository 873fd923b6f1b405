"""What does a check find, and does it stand in the way of publication?

A `Finding` is one thing that a check found in a report: the place, what is wrong, why it matters, where it is
mended, and who has answered for it.
"""

from dataclasses import dataclass

from plans.models import Acknowledgement


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found in a report.

    `code` and `key` name the check and the place to the program, so that an acknowledgement finds it again;
    `found` is what was found there, and an acknowledgement holds for that and no more.
    """

    code: str
    location: str  # "Tabel 3, mål 2: 70 pct. af alle borgere …"
    message: str  # what was found
    why: str  # why it matters, and what to do
    url: str  # where it is mended
    blocks: bool  # it has to be mended; what does not block can be acknowledged
    acknowledgement: Acknowledgement | None = None  # only one that holds for what was found
    key: str = ""
    found: str = ""
    link: str = ""  # what the link to `url` says
    reopen_url: str = ""  # where an approver opens the goal again, which is approved and so locked
    of_figures: bool = False  # figures, which may be suppressed or rounded instead of kept
    lapsed: Acknowledgement | None = None  # one for something else that was found here before
    case: str = ""  # which of the things that the check finds, where it finds several: "unapproved_submitted"

    confirmed: str = ""  # who of those that report it has said that it is right as it stands

    @property
    def kind(self) -> str:
        """What it is told together with: everything of one kind is counted under one heading."""
        return self.case or self.code

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the report cannot be published before this is mended or acknowledged."""
        return self.blocks or self.acknowledgement is None
