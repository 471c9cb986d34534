"""The word index in memory that fuzzy searches run on; it knows no database and no library."""
