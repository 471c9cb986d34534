"""Text to knowledge: pure Python that knows no Discord, no SQL and no scheduler."""
