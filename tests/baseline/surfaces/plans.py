"""Which plans and periods does the baseline's database hold?

Lists the plans, periods, rounds, publications and goals whose pages and files the baseline compares.
"""

PERIODS = {
    "vink-2009-10": ("2009", "2010", "2011", "2009-2011"),
    "vink-2016-17": ("2016", "2017", "2016-2017"),
    "vink-2018-19": ("2018", "2019", "2018-2019"),
}
REPORTED = (
    ("vink-2009-10", "2009-2011"),
    ("vink-2016-17", "2016-2017"),
    ("vink-2018-19", "2018"),
    ("vink-2018-19", "2019"),
)
PUBLISHED = (("vink-2016-17", "2016-2017", 1), ("vink-2018-19", "2019", 1), ("vink-2018-19", "2019", 2))
GOALS = {
    "vink-2009-10": ("efteruddannelse", "bekymringshenvendelser"),
    "vink-2016-17": (
        "uddannelse-beskaeftigelse",
        "moeder-og-hoeringer",
        "tager-imod-tilbud",
        "frontmedarbejdere",
    ),
    "vink-2018-19": (
        "dialogaktiviteter",
        "kapacitetsopbygning",
        "unge-workshops",
        "faggrupper",
        "visitation",
        "uddannelse-beskaeftigelse",
        "ikke-radikaliseringstruet",
    ),
}
OPEN_ROUND = "/plans/vink-2018-19/entry/2018/"
