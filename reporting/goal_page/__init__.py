"""What is known of a goal? Its page, with figures, trend, lineage and history."""
