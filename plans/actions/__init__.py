"""Who changes what? The only writers: each keeps the rules and writes history in the same transaction."""
