"""Alembic's entry: runs the migrations on the connection that ``Database.migrate`` hands over."""

from alembic import context

from voffice_desktop.server import schema

context.configure(connection=context.config.attributes["connection"], target_metadata=schema.metadata)
with context.begin_transaction():
    context.run_migrations()
