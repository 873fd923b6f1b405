"""Which pages do people work on the plans with? Each view fetches, checks, calls and renders."""
