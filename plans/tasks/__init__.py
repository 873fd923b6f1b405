"""What is to be done in the open rounds, by whom, and who is to be reminded? For the page and for the mails."""
