"""What becomes of the trail: who signed in, saw, took out or was refused what."""
