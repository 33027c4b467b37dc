"""The book of marks: whose they are, undo, drafts, and what comes from the server meanwhile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voffice_desktop.domain.records import Annotation, AnnotationStyle
from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.ui.reader.ink_book import InkBook


def theirs(mark_id: str = "t1", revision: int | None = None) -> Annotation:
    return Annotation(
        id=mark_id, file_id="f", file_revision=revision, page=1, author_id="other", kind="ink",
        geometry={"strokes": [[1.0, 1.0, 0.5, 9.0, 9.0, 0.5]]},
    )  # fmt: skip


def stroke(book: InkBook, page: int = 1) -> Annotation:
    return book.new_mark(page, "ink", {"strokes": [[1.0, 1.0, 0.5, 5.0, 5.0, 0.7]]}, AnnotationStyle())


def test_anothers_mark_cannot_be_changed() -> None:
    book = InkBook("f", None, "me", [theirs()])
    with pytest.raises(Rejected, match="not_your_mark"):
        book.change(remove=[theirs()])
    assert book.all() == [theirs()] and not book.can_undo


def test_ink_of_an_earlier_revision_is_frozen() -> None:
    book = InkBook("f", 2, "me")
    old = Annotation(
        id="o", file_id="f", file_revision=1, page=1, author_id="me", kind="ink", geometry={"strokes": []}
    )
    assert not book.mine(old)


@given(st.lists(st.sampled_from(["add", "remove", "undo", "redo"]), max_size=40))
def test_undoing_everything_leaves_what_was(acts: list[str]) -> None:
    book = InkBook("f", None, "me", [theirs()])
    for act in acts:
        own = [mark for mark in book.all() if book.mine(mark)]
        if act == "add":
            book.change(add=[stroke(book)])
        elif act == "remove" and own:
            book.change(remove=own[:1])
        elif act == "undo":
            book.undo()
        elif act == "redo":
            book.redo()
    fresh = InkBook("f", None, "me", [theirs()])
    fresh.restore(book.draft())
    assert {mark.id for mark in fresh.all()} == {mark.id for mark in book.all()}
    while book.can_undo:
        book.undo()
    assert book.all() == [theirs()] and not book.draft()


def test_a_synchronisation_brings_others_marks_and_keeps_mine() -> None:
    book = InkBook("f", None, "me", [theirs("t1")])
    mine = stroke(book)
    book.change(add=[mine])
    book.merge([theirs("t2")])
    assert {mark.id for mark in book.all()} == {"t2", mine.id}
    assert book.changes().add == [mine]
    book.merge([theirs("t2"), mine])
    assert book.changes().add == [], "what the server holds is handed in"


def test_a_removed_mark_does_not_come_back_with_a_synchronisation() -> None:
    book = InkBook("f", None, "me")
    mine = stroke(book)
    book.merge([mine])
    book.change(remove=[mine])
    book.merge([mine, theirs()])
    assert [mark.id for mark in book.all()] == ["t1"]
    assert book.changes().remove == [mine.id]


def test_a_draft_of_another_file_or_rubbish_is_refused() -> None:
    book = InkBook("f", None, "me")
    book.change(add=[stroke(book)])
    with pytest.raises(Transient):
        InkBook("g", None, "me").restore(book.draft())
    with pytest.raises(Transient):
        InkBook("f", None, "me").restore(b"{rubbish")


def test_a_draft_of_an_earlier_revision_comes_back_on_the_present_one() -> None:
    old = InkBook("f", 1, "me")
    style = AnnotationStyle()
    old.change(add=[old.new_mark(1, "ink", {"strokes": [[1.0, 1.0, 0.5, 9.0, 9.0, 0.5]]}, style)])
    now = InkBook("f", 2, "me")
    now.restore(old.draft())
    (mark,) = now.changes().add
    assert mark.file_revision == 2 and now.mine(mark)
    stranger = InkBook("f", 2, "you")
    stranger.restore(old.draft())
    assert not stranger.all(), "another's draft is nobody's mark here"
