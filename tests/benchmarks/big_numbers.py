"""How much there is in the benchmarks that stand beside the floor, and what the tasks are called."""

FIRST_YEAR, YEARS = 2016, 10
LAST_YEAR = FIRST_YEAR + YEARS - 1
AREAS = 10
TARGET = 70

LARGE, FORTY = "stor", "fyrre"
PLANS = {LARGE: 200, FORTY: 40, **{f"plan-{number}": 40 for number in range(98)}}

SAVE = "save a figure"
FRONT = "front page, 100 plans"
STATUS = "status, 200 goals"
BOARD = "board, 200 × 10"
ENTRY = "entry, 200 goals"
EXCEL = "Excel of everything"
PDF = "PDF, 40 goals"
WORD = "Word, 40 goals"
