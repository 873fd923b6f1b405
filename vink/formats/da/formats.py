"""How are times written in Danish? "15. januar 2020 kl. 14.30"; the rest is as Django has it."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j. F Y \k\l. H.i"
SHORT_DATETIME_FORMAT = r"d.m.Y \k\l. H.i"
