"""How does every goal of a plan stand, year for year? The board: filtered, sorted, to take along."""
