"""What does a manager take to the meeting? One A4 page about a plan: the ledelsesoverblik."""
