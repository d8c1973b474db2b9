"""What was done can be undone, in the order in which it was done."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject

from gui.session.undo_stack import StackAction, UndoStack, UndoStacks


@dataclass
class Added:
    """Adds a number to a list; several of one kind merge."""

    text: str
    paper: list[int]
    numbers: list[int] = field(default_factory=list)
    kind: str = ""

    def redo(self) -> None:
        self.paper += self.numbers

    def undo(self) -> None:
        del self.paper[-len(self.numbers) :]

    def merged(self, later: "Added") -> bool:
        if not self.kind or later.kind != self.kind:
            return False
        self.numbers = self.numbers + later.numbers
        return True


@pytest.fixture
def paper():
    return []


@pytest.fixture
def stacks(qapp):
    return UndoStacks()


@pytest.fixture
def add(stacks, paper):
    def push(number: int, kind: str = "") -> None:
        stacks.active.push(Added(f"Add {number}", paper, [number], kind))

    return push


def test_one_after_the_other_back_and_forth(stacks, paper, add):
    undo = stacks.active
    for number in (1, 2, 3):
        add(number)
    assert (paper, undo.count, undo.index) == ([1, 2, 3], 3, 3)
    undo.undo()
    undo.undo()
    assert (paper, undo.undo_text, undo.redo_text) == ([1], "Add 1", "Add 2")
    undo.redo()
    assert paper == [1, 2]
    undo.go_to(0)
    undo.undo()
    assert (paper, undo.index, undo.can_undo, undo.can_redo) == ([], 0, False, True)


def test_what_was_undone_is_forgotten_when_something_else_is_done(stacks, paper, add):
    for number in (1, 2):
        add(number)
    stacks.active.undo()
    add(3)
    stacks.active.redo()
    assert (paper, stacks.active.count) == ([1, 3], 2)


def test_ticks_of_one_kind_are_one_entry_unless_the_one_before_was_saved(stacks, paper, add):
    undo = stacks.active
    add(1, "drag")
    add(2, "drag")
    assert undo.count == 1
    undo.set_clean()
    add(3, "drag")
    assert (undo.count, undo.is_clean) == (2, False)
    undo.undo()
    assert (paper, undo.is_clean) == ([1, 2], True)
    undo.undo()
    assert paper == []


def test_what_was_saved_and_is_out_of_reach_is_unsaved_for_good(stacks, add):
    undo = stacks.active
    add(1)
    undo.set_clean()
    undo.undo()
    assert not undo.is_clean
    add(2)
    for move in (undo.undo, undo.redo):
        move()
        assert not undo.is_clean


def test_entries_of_two_types_stay_two(stacks, paper, add):
    class Other(Added):
        pass

    add(1, "drag")
    stacks.active.push(Other("Add 2", paper, [2], "drag"))
    assert stacks.active.count == 2


def test_an_edit_that_fails_leaves_no_entry_and_what_was_undone_can_be_done_again(stacks, paper, add):
    class Failing(Added):
        def redo(self) -> None:
            raise MemoryError

    add(1)
    stacks.active.undo()
    with pytest.raises(MemoryError):
        stacks.active.push(Failing("Add 2", paper, [2]))
    assert (stacks.active.count, stacks.active.redo_text) == (1, "Add 1")


def test_a_stack_that_is_cleared_has_nothing_to_undo_and_nothing_unsaved(stacks, add):
    undo = stacks.active
    for number in (1, 2):
        add(number)
    undo.set_clean()
    undo.undo()
    undo.clear()
    assert (undo.count, undo.is_clean, undo.can_undo, undo.can_redo) == (0, True, False, False)
    add(3)
    assert (undo.count, undo.undo_text) == (1, "Add 3")


def test_what_is_unsaved_for_good_stays_so_until_it_is_saved(stacks, add):
    undo = stacks.active
    undo.reset_clean()
    add(1)
    undo.undo()
    assert not undo.is_clean
    undo.set_clean()
    assert undo.is_clean


def test_whatever_changes_in_the_active_stack_is_told_with_its_index(stacks, add):
    told, undo = [], stacks.active
    stacks.changed.connect(told.append)
    add(1)
    add(2)
    undo.undo()
    undo.redo()
    undo.set_clean()
    undo.reset_clean()
    undo.clear()
    assert told == [1, 2, 1, 2, 2, 2, 0]
    stacks.activate(UndoStack(stacks))
    told.clear()
    undo.set_clean()
    assert told == [], "the window does not follow it any more"


def test_the_actions_say_what_they_do_and_follow_the_active_stack(qtbot, stacks, paper, add):
    owner = QObject()
    undo, redo = StackAction(stacks, "Undo", False, owner), StackAction(stacks, "Redo", True, owner)
    assert [(action.text(), action.isEnabled()) for action in (undo, redo)] == [("Undo", False), ("Redo", False)]
    add(1)
    assert (undo.text(), undo.isEnabled()) == ("Undo Add 1", True)
    undo.trigger()
    assert paper == []
    assert [(action.text(), action.isEnabled()) for action in (undo, redo)] == [("Undo", False), ("Redo Add 1", True)]
    before = stacks.active
    stacks.activate(UndoStack(stacks))
    assert (redo.text(), redo.isEnabled()) == ("Redo", False)
    stacks.activate(before)
    redo.trigger()
    assert paper == [1]
