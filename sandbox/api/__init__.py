"""The Web API: one decorated function per method."""

from sandbox.api import apps, chat, conversations, direct, files, history, reactions, team, users, views

__all__ = ["apps", "chat", "conversations", "direct", "files", "history", "reactions", "team", "users", "views"]
