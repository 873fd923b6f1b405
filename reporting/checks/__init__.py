"""Where is it shown what stands in the way of a publication, and answered for? The findings on a page."""
