"""What do the pages of both apps share? Links between a plan's pages, form fields, and who asks."""
