"""The sentences themselves: one TOML file a language, named by its ISO 639-1 code."""
