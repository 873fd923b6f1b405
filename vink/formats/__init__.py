"""How are dates and times written, in each language? Where Django's own form is not the house's."""
