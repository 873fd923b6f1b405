"""Who may do what? `can_x` answers, `check_x` refuses; a person is anyone with a role."""

from collections.abc import Collection
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from plans.enums import Role


class Person(Protocol):
    """Somebody who is signed in."""

    role: str
    is_active: bool

    @property
    def pk(self) -> int: ...


class NamedPerson(Person, Protocol):
    """Somebody who is signed in, and the name by which others know them."""

    @property
    def display_name(self) -> str: ...


def principal_of(person: Person) -> NamedPerson | None:
    """For whom the person acts as a deputy, with that person's role; None where for themselves."""
    principal: NamedPerson | None = getattr(person, "acts_for", None)
    return principal


def hands_of(person: Person) -> frozenset[int]:
    """Who must not approve what who entered: the person, and whom they stand in for."""
    principal = principal_of(person)
    return frozenset({person.pk} if principal is None else {person.pk, principal.pk})


def can_enter(person: Person, goal_areas: Collection[int], given: Collection[int]) -> bool:
    """Whether the person enters figures of a goal of `goal_areas`, having been `given` these areas.

    A goal shared by areas is entered by either area's people.
    """
    return person.is_active and person.role == Role.CONTRIBUTOR and not set(goal_areas).isdisjoint(given)


def check_enter(person: Person, goal_areas: Collection[int], given: Collection[int]) -> None:
    """Raises PermissionDenied unless the person enters figures of this goal."""
    if not can_enter(person, goal_areas, given):
        raise PermissionDenied(_("Du kan ikke indberette for dette mål: området er ikke givet til dig."))


def check_enters_spending(person: Person, areas: Collection[int], given: Collection[int]) -> None:
    """Raises PermissionDenied unless the person says what was spent in one of these areas."""
    if not can_enter(person, areas, given):
        raise PermissionDenied(_("Du kan ikke indberette forbruget: området er ikke givet til dig."))


def can_approve(person: Person) -> bool:
    """Whether the person approves, returns, reopens and publishes."""
    return person.is_active and person.role == Role.APPROVER


def check_approves(by: Person) -> None:
    """Raises PermissionDenied unless the person approves, returns, reopens and publishes."""
    if not can_approve(by):
        raise PermissionDenied(_("Det er kun godkendere, der kan godkende, sende tilbage og genåbne."))


def check_publishes(by: Person) -> None:
    """Raises PermissionDenied unless the person publishes, shares and files reports."""
    if not can_approve(by):
        raise PermissionDenied(_("Det er kun godkendere, der kan fastlåse, dele og journalisere et bilag."))


def can_edit_report(person: Person) -> bool:
    """Whether the person sets up a round's report: its head, its tables, and what opens and closes it."""
    return can_approve(person) or can_administer(person)


def check_edits_report(by: Person) -> None:
    """Raises PermissionDenied unless the person sets up a round's report."""
    if not can_edit_report(by):
        raise PermissionDenied(_("Det er kun godkendere og administratorer, der kan redigere bilaget."))


def has_tasks(person: Person) -> bool:
    """Whether the person gives figures, approves them, or gives out the areas."""
    return person.is_active and person.role != Role.READER


def check_has_tasks(person: Person) -> None:
    """Raises PermissionDenied for those who only read."""
    if not has_tasks(person):
        raise PermissionDenied(_("Du kan læse alt i Vink, men du har ingen opgaver i indberetningen."))


def can_administer(person: Person) -> bool:
    """Whether the person sets up plans, people and rounds."""
    return person.is_active and person.role == Role.ADMINISTRATOR


def check_administers(by: Person) -> None:
    """Raises PermissionDenied unless the person sets up plans, people and rounds."""
    if not can_administer(by):
        raise PermissionDenied(_("Det er kun administratorer, der kan ændre opsætningen."))


def check_decides_redaction(by: Person, asked_by: int) -> None:
    """Raises PermissionDenied unless the person grants or refuses what `asked_by` asked to have blanked."""
    if not can_edit_report(by):
        raise PermissionDenied(_("Det er kun godkendere og administratorer, der kan afgøre en sletning."))
    if principal_of(by) is not None:
        raise PermissionDenied(_("En stedfortræder afgør ikke sletninger. Det gør den, der selv har rollen."))
    if by.pk == asked_by:
        raise PermissionDenied(_("Du har selv bedt om sletningen. En anden skal afgøre den."))
