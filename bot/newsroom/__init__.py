"""The use cases, one a file: cogs, command line and scheduler all call these."""
