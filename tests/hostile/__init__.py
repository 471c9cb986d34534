"""Servers with bad manners, on loopback, and what becomes of them at the one door."""
