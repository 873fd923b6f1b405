"""What is to be done in the open rounds, by whom, and who is to be reminded? For page and mails."""
