"""Which figures may leave the house? Small numbers of people are found, and suppressed or rounded."""
