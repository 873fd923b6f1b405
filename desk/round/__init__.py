"""What do the pages of a round share? Its figures and who may change them; handing in what is complete."""
