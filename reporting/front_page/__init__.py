"""Where do we stand, what is missing, what needs me, what changed? The page that everything starts from."""
