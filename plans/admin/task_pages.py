"""How does the administration ask before it does one thing to a row, such as withdrawing a goal?

A `Task` holds the sentences that say what will happen, the form and what to do; `task_page` shows it, and
does it once the form is filled in rightly.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from plans.actions import history
from plans.actions.judgements_kept import JudgementsRestOnIt
from plans.admin.confirming import SEEN, affected_view
from plans.admin.rows import TableAdmin, error_text
from plans.web.refusals import show_refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is done to the row; `do` takes the valid form, does it, and returns a sentence that reports it."""

    title: str
    sentences: Sequence[str]
    button: str  # empty where it cannot be done, and a sentence says why
    form: forms.Form
    do: Callable[[forms.Form], str]
    lead_to: Callable[[], str]  # the address to go to after `do`
    # False where `do` waits for another server: nobody else could write to SQLite meanwhile
    is_one_transaction: bool = True


def task_page(model_admin: TableAdmin, request: HttpRequest, row: models.Model, task: Task) -> HttpResponse:
    """Show the form; when a valid one is posted, do the task and go on with a message of what was done."""
    form = task.form
    affected = None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic() if task.is_one_transaction else nullcontext():
                result = task.do(form)
        except JudgementsRestOnIt as error:
            affected = affected_view(error, changed=SEEN in request.POST)
        except (ValidationError, history.Conflict) as error:
            add_errors(form, error)
        else:
            messages.success(request, result)
            return HttpResponseRedirect(task.lead_to())
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": row,
        "title": task.title,
        "task": task,
        "form": form,
        "media": model_admin.media + form.media,
        "back": page_of(row),
        "affected": affected,
    }
    return TemplateResponse(request, "admin/vink/task.html", context)


def add_errors(form: forms.BaseForm, error: Exception) -> None:
    """Show why the action refused, at the field that it is about."""
    if isinstance(error, ValidationError):
        show_refusal(form, error)
    else:
        form.add_error(None, error_text(error))


def page_of(row: models.Model) -> str:
    """The row's own page in the administration."""
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
