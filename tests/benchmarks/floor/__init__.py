"""A plain Django program of one day on the same plans, which Vink is measured beside.

Django's ORM with prefetch_related, plain templates, openpyxl, WeasyPrint and python-docx; sign-in, CSRF, and
a row of history. No rounds, no rule of several years, no roles, no locks. It is not a second Vink, and
nothing of it is taken over: it says what a task costs that is done without care.
"""
