"""How does an administrator fill in a row? Checked at its fields, and against what others have saved."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField, construct_instance
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from plans import queries
from plans.actions import history
from plans.actions.administration import EXCHANGED, PageRows, RowChange, why_not_deleted
from plans.actions.belonging import guard_of, parts_of, plan_of, version_of
from plans.actions.row_checks import check, room_errors
from plans.actions.together_checks import check_together
from plans.web.refusals import show_refusal
from plans.web.row_ids import row_id

if TYPE_CHECKING:
    from django.http import QueryDict

LONGEST_STORED_TEXT = 80


class Refused(forms.ModelForm):  # type: ignore[type-arg]  # of any table
    """The form again, with what only the action found."""

    refusal: ClassVar[str]

    def full_clean(self) -> None:
        """Check, and where nothing else is wrong tell what the action refused."""
        super().full_clean()
        if self.is_bound and not self.errors:
            self.add_error(None, self.refusal)


class RowForm(forms.ModelForm):  # type: ignore[type-arg]  # of any table
    """A row with its checks; what is wrong stands at its field."""

    # Of which plan a choice must be: the choice, and the way from it to its plan.
    of_the_plan: ClassVar[Mapping[str, str]] = {}
    # What is checked where all rows of the page are known.
    checked_together: Collection[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or name)
            field.error_messages["required"] = _("%(label)s mangler.") % {
                "label": label[:1].upper() + label[1:]
            }
        if self.prefix:
            return  # a row of a page: the page knows the plan
        plan = plan_of(self.instance)
        plan_id = row_id(plan.pk if plan else self.data.get("plan") or self.initial.get("plan"))
        if plan_id is not None:
            self.offer_only_of(plan_id)

    def has_changed(self) -> bool:
        """Whether anything is filled in; a new row of a page gets its place without anybody writing it."""
        is_new_row = self.prefix and self.instance._state.adding  # noqa: SLF001  # Django's own way
        return bool(self.changed_data) and not (is_new_row and self.changed_data == ["order"])

    def offer_only_of(self, plan_id: int) -> None:
        """Let only what belongs to this plan be chosen."""
        for name, way in self.of_the_plan.items():
            choice = self.fields.get(name)
            if isinstance(choice, forms.ModelChoiceField) and choice.queryset is not None:
                choice.queryset = choice.queryset.filter(**{way: plan_id})

    def clean(self) -> dict[str, Any]:
        """The typed texts as they are kept."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                # Browsers send a text's line ends as two characters.
                cleaned[name] = value.replace("\r\n", "\n")
        return cleaned

    @property
    def lists(self) -> dict[str, list[models.Model]]:
        """The rows beside this one that were chosen."""
        beside = {field.name for field in self.instance._meta.many_to_many}
        return {name: list(rows) for name, rows in self.cleaned_data.items() if name in beside}

    @property
    def changes(self) -> RowChange:
        """The changed columns of the row, as the action takes them."""
        columns = {field.name for field in self.instance._meta.concrete_fields} - {"id", "version"}
        values = {name: self.cleaned_data[name] for name in self.changed_data if name in columns}
        return RowChange(self.instance, values, self.cleaned_data.get("version"))

    def _post_clean(self) -> None:
        """Put what was typed on the row and check it, as Django does.

        But with the row's own check: Django would tell a person the names of the database's constraints.
        """
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        excluded = self._get_validation_exclusions()  # type: ignore[attr-defined]  # Django's hook
        # What the row is part of may have no key yet.
        excluded |= {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        for name, message in room_errors(self.instance):
            if name not in excluded:
                # Before the column's own check, whose bounds are those of the database.
                self.add_error(name, message)
                excluded.add(name)
        try:
            self.instance.clean_fields(exclude=excluded)
            if not self.errors:
                check(self.instance, self.lists, but=self.checked_together)
        except ValidationError as error:
            show_refusal(self, error)


class VersionedRowForm(RowForm):
    """A row that carries the version the person saw; somebody else's changes since are told."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = version_of(self.instance) if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when somebody saved after the person opened the page."""
        cleaned = super().clean()
        if not self.instance.pk:
            cleaned.pop("version", None)  # a new row begins with its table's own
        elif self.has_changed():
            current = self._current()
            if cleaned.get("version") != version_of(current):
                self._show_version(version_of(current))
                raise ValidationError(self._what_happened(current))
        return cleaned

    def _current(self) -> models.Model:
        """The row whose version counts, as it is now."""
        if self.prefix:
            # One of a page's rows, just read; should somebody come between, the action finds it.
            return cast("models.Model", self.instance)
        guard = guard_of(self.instance) or self.instance
        # Locked until this page is saved, so that nobody comes between this look and the writing.
        locked = type(guard)._default_manager.select_for_update().get(pk=guard.pk)
        return cast("models.Model", locked)

    def _show_version(self, version: int | None) -> None:
        """Save again means: what is typed here is to stand."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("version")] = str(version)
        self.data = data

    def _what_happened(self, current: models.Model) -> str:
        # A row of the page that is part of this one may be what was changed.
        change = queries.latest_change_among({history.kind_of(current): [current.pk], **parts_of(current)})
        who = change.who if change else None
        values = {"name": who.display_name if who else _("Nogen"), "stored": "; ".join(self._stored_texts())}
        if values["stored"]:
            sentence = _(
                "%(name)s har gemt ændringer, efter at du åbnede siden. Nu er gemt: %(stored)s."
                " Gem igen, hvis det, du har skrevet, skal gælde i stedet; ellers genindlæs siden."
            )
        else:
            sentence = _(
                "%(name)s har gemt ændringer på siden, efter at du åbnede den."
                " Gem igen, hvis det, du har skrevet, skal gælde; ellers genindlæs siden."
            )
        return sentence % values

    def _stored_texts(self) -> Iterator[str]:
        """The stored values of the fields that the person changed, in words."""
        for name in self.changed_data:
            if name == "version":
                continue
            field = self[name]
            stored = field.field.prepare_value(self.initial.get(name))
            if isinstance(stored, list):
                stored = ", ".join(str(row) for row in stored)
            chosen = dict(getattr(field.field, "choices", ()))
            text = str(chosen.get(stored, "–" if stored in {None, ""} else stored))
            yield f"{field.label} »{Truncator(text).chars(LONGEST_STORED_TEXT)}«"


class RowFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # of any table
    """The rows of one table that are part of the page's row."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # Django's hook, not in the stubs
        # A row is checked with what it is to be part of, which has no key yet when both are new.
        setattr(form.instance, self.fk.name, self.instance)
        form.checked_together = EXCHANGED
        plan = plan_of(self.instance)
        if plan is not None and plan.pk:
            form.offer_only_of(plan.pk)
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        """Adds the row's key as a hidden number; Django's own field would read each row again."""
        super().add_fields(form, index)
        key = self.model._meta.pk.name
        initial = None if form.instance._state.adding else form.instance.pk  # noqa: SLF001  # Django's own way
        form.fields[key] = forms.IntegerField(initial=initial, required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        """Raises ValidationError for a row that must stay, and where the rows do not agree."""
        super().clean()
        if any(self._form_errors()):
            return
        refusals = [why_not_deleted(form.instance) for form in self._deleted()]
        if any(refusals):
            raise ValidationError([refusal for refusal in refusals if refusal])
        check_together(self.model, self.instance, [form.instance for form in self._kept()])

    def page_rows(self) -> PageRows:
        """The added, changed and deleted rows, as the action takes them."""
        kept = list(self._kept())
        return PageRows(
            self.model,
            added=[form.instance for form in kept if form.instance._state.adding],  # noqa: SLF001  # Django's own way
            changed=[form.changes for form in kept if not form.instance._state.adding and form.has_changed()],  # noqa: SLF001
            deleted=[form.instance for form in self._deleted()],
        )

    def _form_errors(self) -> Iterator[Any]:
        yield from (form.errors for form in self.forms if not self._is_deleted(form))

    def _is_deleted(self, form: Any) -> bool:
        return bool(self.can_delete and self._should_delete_form(form))  # type: ignore[attr-defined]  # not in the stubs

    def _deleted(self) -> Iterator[Any]:
        yield from (form for form in self.initial_forms if self._is_deleted(form))

    def _kept(self) -> Iterator[Any]:
        for form in self.forms:
            is_untouched = form.instance.pk is None and not form.has_changed()
            if not self._is_deleted(form) and not is_untouched:
                yield form
