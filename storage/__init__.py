"""Remembers: tables, repositories, outbox and migrations. Every query lives here."""
