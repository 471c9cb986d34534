"""The command line, one command a file; the same newsroom stands behind it as behind Discord."""
