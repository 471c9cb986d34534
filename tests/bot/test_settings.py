"""The operator's settings for what is fetched."""

import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        ("", ()),
        ("feeds.lan", ("feeds.lan",)),
        (" feeds.lan , 192.168.1.20:8000,, ", ("feeds.lan", "192.168.1.20:8000")),
    ],
)
def test_allowed_hosts_are_parted_by_commas(
    monkeypatch: pytest.MonkeyPatch, written: str, hosts: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ONRECORD_ALLOWED_HOSTS", written)
    assert Settings().allowed_hosts == hosts


@pytest.mark.parametrize("contact", ["ops@quay.example\r\nX-Header: yes", "the operator", "é"])
def test_a_contact_must_fit_into_a_header(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv("ONRECORD_CONTACT", contact)
    with pytest.raises(ValidationError):
        Settings()
