"""The running program: settings, use cases, delivery, command line, Discord client."""
