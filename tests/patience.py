"""How long does a test wait for what must come? Long enough for a computer that is busy with others."""

from datetime import timedelta

# For how long a sign-in proves who somebody is, where a test is about something else: sign-ins are shared.
A_DAY = timedelta(days=1)
PATIENCE = 120.0  # seconds; what comes sooner is taken at once
