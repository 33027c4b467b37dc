"""The server's tables, one schema for SQLite and PostgreSQL (SQLAlchemy Core).

A record is one row of ``records`` whose ``data`` is its JSON on the wire. Who sees it stands in ``visible``
(record, audience key); which keys a person holds stands in ``user_keys``. Both carry the change number at which
they last changed, so that the feed is two index scans (see ``feed``).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# BigInteger does not autoincrement on SQLite; nothing here relies on it: every number is given by the server.

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""One row: the last change number given. Its row lock orders all commits that change records."""

records = Table(
    "records",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("data", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("removed", Boolean, nullable=False, default=False),
    Column("created_by", String(64)),
    Column("root_id", String(64)),
    Column("unit_id", String(64)),
    Column("state", String(32)),
    Column("sort_key", String(200)),
)
"""``root_id``: for files, annotations and events the record whose audience they share."""
Index("ix_records_kind_id", records.c.kind, records.c.id)
Index("ix_records_root", records.c.root_id, records.c.kind, records.c.id)

visible = Table(
    "visible",
    metadata,
    Column("record_id", String(64), nullable=False),
    Column("key", String(96), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("alive", Boolean, nullable=False),
    Column("since", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("record_id", "key"),
)
"""``seq``: when the record last changed under this key; ``since``: when it first came under it."""
Index("ix_visible_key_seq", visible.c.key, visible.c.seq, visible.c.record_id)
Index("ix_visible_key_record", visible.c.key, visible.c.record_id)

user_keys = Table(
    "user_keys",
    metadata,
    Column("user_id", String(64), nullable=False),
    Column("key", String(96), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("alive", Boolean, nullable=False),
    Column("since", BigInteger, nullable=False, server_default="0"),
    Column("lost", BigInteger),
    PrimaryKeyConstraint("user_id", "key"),
)
"""``seq``: when the key was last gained or lost; ``since``: when gained first; ``lost``: when last lost."""

credentials = Table(
    "credentials",
    metadata,
    Column("user_id", String(64), primary_key=True),
    Column("account", String(128), nullable=False, unique=True),
    Column("password_hash", Text, nullable=False),
    Column("otp_secret", Text),
    Column("otp_last_step", BigInteger),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("user_id", String(64), nullable=False, index=True),
    Column("device_id", String(128), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("last_seen_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("revoked", Boolean, nullable=False, default=False),
)

devices = Table(
    "devices",
    metadata,
    Column("id", String(128), nullable=False),
    Column("user_id", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("first_seen_at", String(32), nullable=False),
    Column("last_seen_at", String(32), nullable=False),
    Column("wiped", Boolean, nullable=False, default=False),
    PrimaryKeyConstraint("user_id", "id"),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("account", String(128), nullable=False),
    Column("address", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("succeeded", Boolean, nullable=False),
)
Index("ix_sign_in_attempts_account", sign_in_attempts.c.account, sign_in_attempts.c.at)
Index("ix_sign_in_attempts_address", sign_in_attempts.c.address, sign_in_attempts.c.at)

idempotency = Table(
    "idempotency",
    metadata,
    Column("user_id", String(64), nullable=False),
    Column("key", String(128), nullable=False),
    Column("request_hash", String(64), nullable=False),
    Column("status", Integer),
    Column("headers", Text),
    Column("body", LargeBinary),
    Column("at", String(32), nullable=False),
    PrimaryKeyConstraint("user_id", "key"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("actor_id", String(64)),
    Column("session_id", String(64)),
    Column("action", String(64), nullable=False),
    Column("subject_kind", String(32)),
    Column("subject_id", String(64), index=True),
    Column("file_id", String(64)),
    Column("copy_id", String(64)),
    Column("outcome", String(64), nullable=False),
    Column("note", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

numbers = Table(
    "numbers",
    metadata,
    Column("book_id", String(64), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("record_id", String(64)),
    Column("given_at", String(32), nullable=False),
    Column("cancelled_reason", Text),
    PrimaryKeyConstraint("book_id", "year", "number"),
)

counters = Table(
    "counters",
    metadata,
    Column("book_id", String(64), nullable=False),
    Column("year", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("book_id", "year"),
)

incoming_keys = Table(
    "incoming_keys",
    metadata,
    Column("record_id", String(64), primary_key=True),
    Column("unit_id", String(64), nullable=False),
    Column("normal_key", String(300), nullable=False),
)
Index("ix_incoming_keys_key", incoming_keys.c.unit_id, incoming_keys.c.normal_key)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user_id", String(64), nullable=False),
    Column("name", String(400), nullable=False),
    Column("media_type", String(200), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", String(32), nullable=False),
)

file_contents = Table(
    "file_contents",
    metadata,
    Column("file_id", String(64), primary_key=True),
    Column("blob", String(64), nullable=False),
    Column("rendition", String(64)),
    Column("uploader_id", String(64)),
    Column("secret_mark", Boolean, nullable=False, default=False),
    Column("places", Text),
)
"""``blob`` is the SHA-256 of the stored original; ``rendition`` of the PDF made from an office file."""

certified = Table(
    "certified",
    metadata,
    Column("file_id", String(64), nullable=False),
    Column("unit_id", String(64), nullable=False),
    Column("blob", String(64), nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    PrimaryKeyConstraint("file_id", "unit_id"),
)

copies = Table(
    "copies",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("hidden_id", BigInteger, nullable=False, index=True),
    Column("file_id", String(64), nullable=False),
    Column("user_id", String(64), nullable=False),
    Column("session_id", String(64)),
    Column("purpose", String(8), nullable=False),
    Column("with_annotations", Boolean, nullable=False),
    Column("at", String(32), nullable=False),
    Column("blob", String(64), nullable=False),
    Column("address", String(64)),
)

slip_revisions = Table(
    "slip_revisions",
    metadata,
    Column("slip_id", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("data", Text, nullable=False),
    Column("at", String(32), nullable=False),
    PrimaryKeyConstraint("slip_id", "revision"),
)
"""The frozen dossier of each submission: the slip, its files with hashes; ink is found by ``file_revision``."""

certificates = Table(
    "certificates",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("der", LargeBinary, nullable=False),
    Column("unit_id", String(64)),
    Column("user_id", String(64)),
    Column("subject", String(400), nullable=False),
    Column("not_before", String(32), nullable=False),
    Column("not_after", String(32), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("trust_root", Boolean, nullable=False, default=False),
)

revocation_lists = Table(
    "revocation_lists",
    metadata,
    Column("issuer_sha256", String(64), primary_key=True),
    Column("der", LargeBinary, nullable=False),
)

signings = Table(
    "signings",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("purpose", String(16), nullable=False),
    Column("subject_id", String(64), nullable=False),
    Column("user_id", String(64), nullable=False),
    Column("base", String(64), nullable=False),
    Column("prepared", String(64), nullable=False),
    Column("state", Text, nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("done", Boolean, nullable=False, default=False),
)

exchange_outbox = Table(
    "exchange_outbox",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("document_id", String(64), nullable=False),
    Column("recipient_id", String(64), nullable=False),
    Column("message", String(16), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    UniqueConstraint("document_id", "recipient_id", "message"),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
