"""The database that server tests are given is real, empty and theirs alone."""

from __future__ import annotations

import psycopg


def test_each_database_is_new_and_takes_vietnamese(postgres_url: str, postgres_database: str) -> None:
    assert postgres_url != postgres_database
    with psycopg.connect(postgres_database) as connection:
        connection.execute("CREATE TABLE units (name text)")
        connection.execute("INSERT INTO units VALUES ('Cục Quản lý Khám, chữa bệnh')")
        assert connection.execute("SELECT name FROM units").fetchall() == [("Cục Quản lý Khám, chữa bệnh",)]
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT to_regclass('units')").fetchone() == (None,)
