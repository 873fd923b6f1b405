#!/usr/bin/env python3
"""Which of the program's commands shall run? `manage.py help` lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vink.settings")
    try:
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit(
            "Django is not installed for this Python: run `make setup`, then .venv/bin/python."
        ) from missing
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error  # the sentence, without a traceback above it
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
