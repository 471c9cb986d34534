"""The program killed in the middle of an ingest, again and again, and what the library is then."""
