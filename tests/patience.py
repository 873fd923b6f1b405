"""How long does a test wait for what must come? Long enough for a computer that is busy with others."""

PATIENCE = 120.0  # seconds; what comes sooner is taken at once
