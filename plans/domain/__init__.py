"""Which rules hold, whatever the database and the screen? Pure functions of plain values, stdlib only."""
