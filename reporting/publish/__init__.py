"""How does a report become a record? Its files are made from one status report, kept for good, and shared."""
