"""Where is it reported what was spent? All budget lines of a round on one page."""
