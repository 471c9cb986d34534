"""Values that JSON lacks."""

from datetime import date


def iso(value: object) -> str:
    """Days and instants in ISO 8601, for `json.dumps(default=…)`."""
    return value.isoformat() if isinstance(value, date) else str(value)
