"""The window on the screens that people have: all of it in sight, whatever the screen, the layout and the language."""

import pytest
from PySide6.QtCore import QRect

from gui.shell.window import FRAME, brought_in, fills, first_place

SCREENS = [(1280, 720), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440), (3840, 2160)]


@pytest.mark.parametrize("size", SCREENS)
def test_a_first_window_lies_inside_its_screen(size):
    screen = QRect(0, 24, size[0], size[1] - 72)  # a bar above and one below
    place = first_place(screen)
    assert screen.contains(place)
    assert screen.contains(place.adjusted(0, -FRAME, 0, 0)), "its title bar too"
    assert fills(screen) == (size[0] < 2000)


def test_a_window_of_an_earlier_start_is_brought_back_onto_the_screens_there_are():
    laptop, wall = QRect(0, 0, 1366, 728), QRect(1366, 0, 1920, 1080)
    far = QRect(1500, 200, 1600, 800)
    assert brought_in(far, [laptop, wall]) == far, "it is in sight and stays"
    alone = brought_in(far, [laptop])
    assert laptop.contains(alone.adjusted(0, -FRAME, 0, 0))
    assert brought_in(QRect(300, 100, 800, 500), [laptop]) == QRect(300, 100, 800, 500)
    assert brought_in(QRect(0, 0, 4000, 3000), [laptop, wall]) == QRect(1366, FRAME, 1920, 1080 - FRAME)
