"""Writes the reference of the events: ``docs/events.md`` for people, ``docs/events.schema.json`` for programs."""
