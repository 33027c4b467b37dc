"""How long keys were held, and an audit log that the database itself keeps append-only"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SQLITE = """
CREATE TRIGGER audit_{when} BEFORE {what} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""
_POSTGRES = """
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$
"""


def upgrade() -> None:
    op.add_column("visible", sa.Column("since", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("user_keys", sa.Column("since", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("user_keys", sa.Column("lost", sa.BigInteger(), nullable=True))
    op.execute("UPDATE user_keys SET lost = seq WHERE NOT alive")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE.format(when="unchanged", what="UPDATE"))
        op.execute(_SQLITE.format(when="undeleted", what="DELETE"))
    else:
        op.execute(_POSTGRES)
        op.execute(
            "CREATE TRIGGER audit_rows_stand BEFORE UPDATE OR DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()"
        )
        op.execute(
            "CREATE TRIGGER audit_stands BEFORE TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        )
