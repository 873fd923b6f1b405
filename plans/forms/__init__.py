"""What has a person entered? Read here, refused with a sentence that helps, or made ready for an action."""
