"""Discord commands, one capability a file."""
