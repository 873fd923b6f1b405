"""How does a plan read? Its page, as its document has it."""
