"""A part of the contract's suite on PostgreSQL: the tests whose outcome hangs most on the database.

``VOFFICE_CONTRACT_ON=postgresql`` lets the whole suite run there.
"""

from __future__ import annotations

import os

import pytest

from tests.contract.server.test_conventions import (
    slip,
    test_a_key_belongs_to_one_request_of_one_person,
    test_a_refusal_is_repeated_too,
    test_a_repeated_key_gives_the_first_answer_and_acts_once,
    test_if_match_is_honoured_with_the_record_as_it_is,
)
from tests.contract.server.test_feed import (
    test_a_foreign_or_garbled_cursor_is_410,
    test_acts_of_all_kinds_reach_each_mirror,
    test_small_pages_come_to_the_same,
    test_the_stream_nudges_those_concerned,
)
from tests.contract.server.test_files import test_anothers_mark_stays_and_so_does_the_rest
from tests.contract.server.test_incoming import (
    test_a_duplicate_is_named_and_can_be_confirmed,
    test_directing_in_levels,
    test_registering_gives_the_next_number_of_the_year,
)
from tests.contract.server.test_outgoing import approved, clerk, test_dispatch_and_what_becomes_of_it, test_numbering
from tests.contract.server.test_slips import draft, drafter, test_taking_back_one_step, test_the_whole_way_to_approval
from tests.contract.server.test_tasks import task, test_the_whole_way

ON = "postgresql"
"""For the fixture ``office``."""
pytestmark = pytest.mark.skipif("VOFFICE_CONTRACT_ON" in os.environ, reason="the whole suite runs there already")

__all__ = [
    "approved",
    "clerk",
    "draft",
    "drafter",
    "slip",
    "task",
    "test_a_duplicate_is_named_and_can_be_confirmed",
    "test_a_foreign_or_garbled_cursor_is_410",
    "test_a_key_belongs_to_one_request_of_one_person",
    "test_a_refusal_is_repeated_too",
    "test_a_repeated_key_gives_the_first_answer_and_acts_once",
    "test_acts_of_all_kinds_reach_each_mirror",
    "test_anothers_mark_stays_and_so_does_the_rest",
    "test_directing_in_levels",
    "test_dispatch_and_what_becomes_of_it",
    "test_if_match_is_honoured_with_the_record_as_it_is",
    "test_numbering",
    "test_registering_gives_the_next_number_of_the_year",
    "test_small_pages_come_to_the_same",
    "test_taking_back_one_step",
    "test_the_stream_nudges_those_concerned",
    "test_the_whole_way",
    "test_the_whole_way_to_approval",
]
