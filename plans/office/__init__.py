"""How are Word and Excel files written? Sheets, cells and paragraphs; what stands in them others say."""
