"""Hand-made labels of four real articles: offsets, kinds, names and days, and no text."""
