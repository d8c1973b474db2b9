"""ACTIONS: menus, toolbar and shortcuts come from this one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gui.look.i18n import QT_TRANSLATE_NOOP
from gui.look.layouts import LAYOUTS
from gui.look.text_size import LARGER, SMALLER, USUAL

RUNNABLE = "runnable"
Owner = Literal[
    "session", "workbench", "documents", "files", "figures", "tools", "edits", "looking", "habits", "sharing", "lessons"
]  # fmt: skip


@dataclass(frozen=True)
class ActionRow:
    """One thing the user can do. `verb` is a method of its `owner`, `of` what it is told, if anything.

    An action with a `word` has a button in the toolbar, with that word under its icon.
    """

    id: str
    menu: str
    text: str
    owner: Owner
    verb: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    word: str = ""
    needs: str = ""
    checkable: bool = False
    of: str = ""


MENUS = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "&Edit"),
    "debug": QT_TRANSLATE_NOOP("Actions", "&Debug"),
    "lessons": QT_TRANSLATE_NOOP("Actions", "&Lessons"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "help": QT_TRANSLATE_NOOP("Actions", "&Help"),
}
SUBMENUS = {  # menus inside a menu: which one, and its title
    "mistakes": ("debug", QT_TRANSLATE_NOOP("Actions", "Break it")),
    "layout": ("view", QT_TRANSLATE_NOOP("Actions", "Layout")),
    "text": ("view", QT_TRANSLATE_NOOP("Actions", "Text size")),
}

ACTIONS = (
    ActionRow("file.new", "file", QT_TRANSLATE_NOOP("Actions", "New network"), "documents", "new", ("Ctrl+N",), "new",
              QT_TRANSLATE_NOOP("Actions", "Start with an empty canvas")),
    ActionRow("file.open", "file", QT_TRANSLATE_NOOP("Actions", "Open…"), "documents", "ask_open", ("Ctrl+O",), "open",
              QT_TRANSLATE_NOOP("Actions", "Open an experiment, a session, a table, a PyTorch model or a recorded run")),
    ActionRow("file.data", "file", QT_TRANSLATE_NOOP("Actions", "Data from a file…"), "files", "ask_table", ("Ctrl+Shift+O",), "",
              QT_TRANSLATE_NOOP("Actions", "Use columns of a CSV or TSV file as inputs and targets")),
    ActionRow("file.trace", "file", QT_TRANSLATE_NOOP("Actions", "Open recorded run…"), "files", "ask_trace", (), "",
              QT_TRANSLATE_NOOP("Actions", "Inspect the gradients of your own PyTorch training")),
    ActionRow("file.save", "file", QT_TRANSLATE_NOOP("Actions", "Save"), "documents", "save", ("Ctrl+S",), "save",
              QT_TRANSLATE_NOOP("Actions", "Save the experiment (network, data and settings), "
                                           "or the session in its current state")),
    ActionRow("file.save-as", "file", QT_TRANSLATE_NOOP("Actions", "Save as…"), "documents", "ask_save", ("Ctrl+Shift+S",)),
    ActionRow("file.export", "file", QT_TRANSLATE_NOOP("Actions", "Export figures…"), "figures", "ask_export_all", ("Ctrl+E",),
              "export",
              QT_TRANSLATE_NOOP("Actions", "Choose plots, heatmaps and drawings, and save them to a folder"), needs=RUNNABLE),
    ActionRow("file.export-drawing", "file", QT_TRANSLATE_NOOP("Actions", "Export the drawing…"), "figures", "ask_export_drawing",
              (), "",
              QT_TRANSLATE_NOOP("Actions", "The drawing as PNG, SVG or PDF, or the weights and gradients of the network as "
                                 "a table")),
    ActionRow("file.copy-figure", "file", QT_TRANSLATE_NOOP("Actions", "Copy what is under the pointer"), "figures", "copy_figure",
              ("Ctrl+Shift+C",), "",
              QT_TRANSLATE_NOOP("Actions", "Copy the plot or panel under the pointer to the clipboard, or the drawing if the "
                                 "pointer is over neither")),
    ActionRow("file.copy-caption", "file", QT_TRANSLATE_NOOP("Actions", "Copy the caption"), "figures", "copy_caption", (), "",
              QT_TRANSLATE_NOOP("Actions", "Copy a description of what the figures now show, with training step, seed and "
                                 "settings, to paste under them")),
    ActionRow("file.report", "file", QT_TRANSLATE_NOOP("Actions", "Export report…"), "figures", "ask_report", (), "",
              QT_TRANSLATE_NOOP("Actions", "One HTML file with figures, formulas and configuration"), needs=RUNNABLE),
    ActionRow("file.share", "file", QT_TRANSLATE_NOOP("Actions", "Share as a page…"), "sharing", "ask_page", (), "",
              QT_TRANSLATE_NOOP("Actions", "One HTML file to step through these training steps in any browser, without a network "
                                 "connection"),
              needs=RUNNABLE),
    ActionRow("file.animation", "file", QT_TRANSLATE_NOOP("Actions", "Record an animation…"), "figures", "ask_animation", (), "",
              QT_TRANSLATE_NOOP("Actions", "Keep stepping, and save the drawing as an animated GIF with one frame per step"),
              needs=RUNNABLE),
    ActionRow("file.export-options", "file", QT_TRANSLATE_NOOP("Actions", "Export options…"), "figures", "ask_options", (), "",
              QT_TRANSLATE_NOOP("Actions", "Printed size, font size, resolution, colours and caption of exported figures")),
    ActionRow("file.write-as", "file", QT_TRANSLATE_NOOP("Actions", "Export network as…"), "files", "ask_write_as",
              ("Ctrl+Shift+X",), "",
              QT_TRANSLATE_NOOP("Actions", "A PyTorch or NumPy script that computes the same numbers, an ONNX model, or the "
                                 "current weights"),
              needs=RUNNABLE),
    ActionRow("file.weights", "file", QT_TRANSLATE_NOOP("Actions", "Load weights…"), "files", "ask_weights", (), "",
              QT_TRANSLATE_NOOP("Actions", "Initialise this network with the tensors in a safetensors file"), needs=RUNNABLE),
    ActionRow("file.recorder", "file", QT_TRANSLATE_NOOP("Actions", "Save the recorder…"), "files", "ask_recorder", (), "",
            QT_TRANSLATE_NOOP("Actions", "One Python file to place next to a PyTorch script: "
                                         "it records gradients that can be opened here")),
    ActionRow("file.quit", "file", QT_TRANSLATE_NOOP("Actions", "Quit"), "workbench", "close_window", ("Ctrl+Q",)),
    ActionRow("edit.delete", "edit", QT_TRANSLATE_NOOP("Actions", "Delete"), "edits", "delete_selected", ("Del", "Backspace"),
              "delete",
              QT_TRANSLATE_NOOP("Actions", "Delete the selected layers and wires")),
    ActionRow("edit.cut", "edit", QT_TRANSLATE_NOOP("Actions", "Cut"), "edits", "cut", ("Ctrl+X",)),
    ActionRow("edit.copy", "edit", QT_TRANSLATE_NOOP("Actions", "Copy"), "edits", "copy", ("Ctrl+C",), "",
              QT_TRANSLATE_NOOP("Actions", "Copy the selected layers and the wires between them")),
    ActionRow("edit.paste", "edit", QT_TRANSLATE_NOOP("Actions", "Paste"), "edits", "paste", ("Ctrl+V",)),
    ActionRow("edit.duplicate", "edit", QT_TRANSLATE_NOOP("Actions", "Duplicate"), "edits", "duplicate", ("Ctrl+D",)),
    ActionRow("edit.select-all", "edit", QT_TRANSLATE_NOOP("Actions", "Select all"), "edits", "select_all", ("Ctrl+A",)),
    ActionRow("edit.align-row", "edit", QT_TRANSLATE_NOOP("Actions", "Align in a row"), "edits", "align_row", ("Ctrl+Shift+R",), "",
              QT_TRANSLATE_NOOP("Actions", "Put the centres of the selected layers on one horizontal line")),
    ActionRow("edit.align-column", "edit", QT_TRANSLATE_NOOP("Actions", "Align in a column"), "edits", "align_column",
              ("Ctrl+Shift+V",), "",
              QT_TRANSLATE_NOOP("Actions", "Align the left edges of the selected layers")),
    ActionRow("edit.tidy", "edit", QT_TRANSLATE_NOOP("Actions", "Tidy layout"), "edits", "tidy_up", ("Ctrl+L",), "layout",
              QT_TRANSLATE_NOOP("Actions", "Arrange the layers from input to output")),
    ActionRow("debug.run", "debug", QT_TRANSLATE_NOOP("Actions", "Run"), "session", "run", ("F5",), "run",
              QT_TRANSLATE_NOOP("Actions", "Run until a breakpoint, a non-finite value, or Pause"),
              QT_TRANSLATE_NOOP("Actions", "Run"), RUNNABLE),
    ActionRow("debug.pause", "debug", QT_TRANSLATE_NOOP("Actions", "Pause"), "session", "pause", ("F6",), "pause",
              QT_TRANSLATE_NOOP("Actions", "Pause the run at the current operation"),
              QT_TRANSLATE_NOOP("Actions", "Pause"), RUNNABLE),
    ActionRow("debug.back-run", "debug", QT_TRANSLATE_NOOP("Actions", "Run backwards"), "session", "back_run", ("Alt+F5",),
              "back-run",
              QT_TRANSLATE_NOOP("Actions", "Go back to the previous breakpoint, or to the start"),
              QT_TRANSLATE_NOOP("Actions", "Run back"), RUNNABLE),
    ActionRow("debug.back-over", "debug", QT_TRANSLATE_NOOP("Actions", "Step back"), "session", "back_over", ("Alt+F10",),
              "back-over",
              QT_TRANSLATE_NOOP("Actions", "Go back one block (at the chosen step size)"),
              QT_TRANSLATE_NOOP("Actions", "Back"), RUNNABLE),
    ActionRow("debug.back-into", "debug", QT_TRANSLATE_NOOP("Actions", "Step back into"), "session", "back_into", ("Alt+F11",),
              "step-back",
              QT_TRANSLATE_NOOP("Actions", "Go back one operation"), QT_TRANSLATE_NOOP("Actions", "Back into"), RUNNABLE),
    ActionRow("debug.into", "debug", QT_TRANSLATE_NOOP("Actions", "Step into"), "session", "step_into", ("F11",), "into",
              QT_TRANSLATE_NOOP("Actions", "Execute one operation"), QT_TRANSLATE_NOOP("Actions", "Into"), RUNNABLE),
    ActionRow("debug.over", "debug", QT_TRANSLATE_NOOP("Actions", "Step over"), "session", "step_over", ("F10",), "over",
              QT_TRANSLATE_NOOP("Actions", "Run to the end of the current block (at the chosen step size)"),
              QT_TRANSLATE_NOOP("Actions", "Over"), RUNNABLE),
    ActionRow("debug.out", "debug", QT_TRANSLATE_NOOP("Actions", "Step out"), "session", "step_out", ("Shift+F11",), "out",
              QT_TRANSLATE_NOOP("Actions", "Run to the end of the enclosing block"), QT_TRANSLATE_NOOP("Actions", "Out"), RUNNABLE),
    ActionRow("debug.reset", "debug", QT_TRANSLATE_NOOP("Actions", "Reset"), "session", "reset", ("Shift+F5",), "reset",
              QT_TRANSLATE_NOOP("Actions", "Start again with the same seed"), QT_TRANSLATE_NOOP("Actions", "Reset"), RUNNABLE),
    ActionRow("debug.breakpoint", "debug", QT_TRANSLATE_NOOP("Actions", "Toggle breakpoint"), "workbench", "toggle_breakpoint",
              ("F9",), "breakpoint",
              QT_TRANSLATE_NOOP("Actions", "Stop before the selected line in every training step"), needs=RUNNABLE),
    ActionRow("debug.conditions", "debug", QT_TRANSLATE_NOOP("Actions", "Stop when…"), "tools", "ask_conditions",
              ("Ctrl+Shift+F9",), "breakpoint",
              QT_TRANSLATE_NOOP("Actions", "Stop a run when the loss, a gradient or an update passes a limit"), needs=RUNNABLE),
    ActionRow("debug.sample-next", "debug", QT_TRANSLATE_NOOP("Actions", "Next sample"), "looking", "next_sample",
              ("Alt+Down",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the next sample of the batch in all panels"), needs=RUNNABLE),
    ActionRow("debug.sample-previous", "debug", QT_TRANSLATE_NOOP("Actions", "Previous sample"), "looking", "previous_sample",
              ("Alt+Up",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the previous sample of the batch in all panels"), needs=RUNNABLE),
    ActionRow("debug.time-next", "debug", QT_TRANSLATE_NOOP("Actions", "Next time step"), "looking", "next_time",
              ("Alt+Right",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the next time step of the sequence in all panels"), needs=RUNNABLE),
    ActionRow("debug.time-previous", "debug", QT_TRANSLATE_NOOP("Actions", "Previous time step"), "looking", "previous_time",
              ("Alt+Left",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the previous time step of the sequence in all panels"), needs=RUNNABLE),
    ActionRow("debug.position-next", "debug", QT_TRANSLATE_NOOP("Actions", "Next position"), "looking", "next_position",
              ("Alt+Shift+Right",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the next pixel of the row, or the next token, in all panels"), needs=RUNNABLE),
    ActionRow("debug.position-previous", "debug", QT_TRANSLATE_NOOP("Actions", "Previous position"), "looking",
              "previous_position", ("Alt+Shift+Left",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the previous pixel of the row, or the previous token, in all panels"),
              needs=RUNNABLE),
    ActionRow("debug.position-lower", "debug", QT_TRANSLATE_NOOP("Actions", "Position below"), "looking", "lower_position",
              ("Alt+Shift+Down",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the pixel below in all panels"), needs=RUNNABLE),
    ActionRow("debug.position-upper", "debug", QT_TRANSLATE_NOOP("Actions", "Position above"), "looking", "upper_position",
              ("Alt+Shift+Up",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the pixel above in all panels"), needs=RUNNABLE),
    ActionRow("debug.run-to", "debug", QT_TRANSLATE_NOOP("Actions", "Run to the selected line"), "workbench", "run_to_chosen",
              ("Ctrl+F10",), "run-to", needs=RUNNABLE),
    ActionRow("debug.until", "debug", QT_TRANSLATE_NOOP("Actions", "Run until the loss is below…"), "tools", "ask_until_loss",
              ("Ctrl+F5",), needs=RUNNABLE),
    ActionRow("debug.go-to-step", "debug", QT_TRANSLATE_NOOP("Actions", "Go to step…"), "tools", "ask_step", ("Ctrl+J",), "",
              QT_TRANSLATE_NOOP("Actions", "Go to a training step by number, and to an operation within that step"),
              needs=RUNNABLE),
    ActionRow("debug.watchful", "debug", QT_TRANSLATE_NOOP("Actions", "Pause automatically"), "habits", "toggle", (), "",
              QT_TRANSLATE_NOOP("Actions", "Pause a run when its loss is flat or diverging, "
                                           "or when it is solved; press Run to continue"),
              checkable=True, of="debug.watchful"),
    ActionRow("debug.check", "debug", QT_TRANSLATE_NOOP("Actions", "Check gradients"), "tools", "check_gradients", ("Ctrl+G",),
              "check",
              QT_TRANSLATE_NOOP("Actions", "Compare every gradient with the complex-step derivative"), needs=RUNNABLE),
    ActionRow("debug.own-gradients", "debug", QT_TRANSLATE_NOOP("Actions", "Compare with my gradients…"), "tools",
              "compare_gradients", ("Ctrl+Alt+G",), "",
              QT_TRANSLATE_NOOP("Actions", "Enter the gradients that your own program computes, and see where they first differ "
                                 "and which mistake explains the difference"), needs=RUNNABLE),
    ActionRow("debug.cost", "debug", QT_TRANSLATE_NOOP("Actions", "Cost of a step"), "tools", "show_cost", ("Ctrl+Shift+G",),
              "cost",
              QT_TRANSLATE_NOOP("Actions", "Operations, bytes and measured time of every instruction"), needs=RUNNABLE),
    ActionRow("debug.diagnose", "debug", QT_TRANSLATE_NOOP("Actions", "Diagnose"), "workbench", "diagnose", ("Ctrl+Shift+D",),
              "panel-diagnosis",
              QT_TRANSLATE_NOOP("Actions", "What is wrong with this network, where, since when, and what would help"),
              QT_TRANSLATE_NOOP("Actions", "Diagnose"), RUNNABLE),
    ActionRow("debug.sweep", "debug", QT_TRANSLATE_NOOP("Actions", "Sweep…"), "tools", "ask_sweep", ("Ctrl+Shift+W",),
              "panel-sweep",
              QT_TRANSLATE_NOOP("Actions", "Measure a grid of networks: where gradients vanish and where they explode")),
    ActionRow("lessons.shelf", "lessons", QT_TRANSLATE_NOOP("Actions", "All lessons"), "lessons", "show_shelf", ("F2",), "",
              QT_TRANSLATE_NOOP("Actions", "The list of lessons, or the card of the lesson that is played")),
    ActionRow("lessons.open", "lessons", QT_TRANSLATE_NOOP("Actions", "Open a lesson…"), "lessons", "ask_open", (), "",
              QT_TRANSLATE_NOOP("Actions", "Play a lesson from a file")),
    ActionRow("lessons.recap", "lessons", QT_TRANSLATE_NOOP("Actions", "Do you still know?"), "lessons", "recap", (), "",
              QT_TRANSLATE_NOOP("Actions", "Questions from earlier lessons, asked again on new numbers")),
    ActionRow("lessons.next", "lessons", QT_TRANSLATE_NOOP("Actions", "Next step of the lesson"), "lessons", "next",
              ("Alt+PgDown",)),
    ActionRow("lessons.back", "lessons", QT_TRANSLATE_NOOP("Actions", "Previous step of the lesson"), "lessons", "back",
              ("Alt+PgUp",)),
    ActionRow("lessons.again", "lessons", QT_TRANSLATE_NOOP("Actions", "Start this step again"), "lessons", "again", (), "",
              QT_TRANSLATE_NOOP("Actions", "Network, numbers and moment become what they were when the step opened")),
    ActionRow("lessons.leave", "lessons", QT_TRANSLATE_NOOP("Actions", "Leave the lesson"), "lessons", "leave", (), "",
              QT_TRANSLATE_NOOP("Actions", "Go back to your own network and layout; your progress is kept")),
    ActionRow("lessons.keep-answers", "lessons", QT_TRANSLATE_NOOP("Actions", "Keep my answers"), "lessons", "toggle_answers", (),
              "", QT_TRANSLATE_NOOP("Actions", "Write each answer to a file on this computer, for you or your teacher to read"),
              checkable=True),
    ActionRow("lessons.forget", "lessons", QT_TRANSLATE_NOOP("Actions", "Forget my answers…"), "lessons", "forget", (), "",
              QT_TRANSLATE_NOOP("Actions", "Delete your progress in the lessons and all answers that were kept")),
    ActionRow("mistake.no_bias", "mistakes", QT_TRANSLATE_NOOP("Actions", "No biases"), "tools", "toggle_mistake", (), "",
              QT_TRANSLATE_NOOP("Actions", "On: all biases are removed, so every neuron has z = 0 when all its inputs are 0."),
              checkable=True, of="no_bias"),
    ActionRow("mistake.equal_start", "mistakes", QT_TRANSLATE_NOOP("Actions", "Equal initial weights"), "tools", "toggle_mistake",
              (), "",
              QT_TRANSLATE_NOOP("Actions", "On: all weights of a matrix and all biases of a layer start with the same value, "
                                           "so the units of the layer always stay identical."),
              checkable=True, of="equal_start"),
    ActionRow("mistake.wrong_sign", "mistakes", QT_TRANSLATE_NOOP("Actions", "Add the gradient"), "tools", "toggle_mistake", (), "",
              QT_TRANSLATE_NOOP("Actions", "On: every update climbs the loss instead of descending it."),
              checkable=True, of="wrong_sign"),
    ActionRow("mistake.derivative_of_output", "mistakes", QT_TRANSLATE_NOOP("Actions", "σ′ of the output"), "tools",
              "toggle_mistake", (), "",
              QT_TRANSLATE_NOOP("Actions", "On: the sigmoid's derivative is evaluated at its output, a common mistake. The "
                                 "gradient check finds it."),
              checkable=True, of="derivative_of_output"),
    ActionRow("mistake.zero_grad", "mistakes", QT_TRANSLATE_NOOP("Actions", "No zero_grad()"), "tools", "toggle_mistake", (), "",
              QT_TRANSLATE_NOOP("Actions", "On: gradients accumulate from step to step, as in PyTorch without zero_grad()."),
              checkable=True, of="zero_grad"),
    ActionRow("view.torch", "view", QT_TRANSLATE_NOOP("Actions", "Program or PyTorch loop"), "workbench", "toggle_torch",
              ("Ctrl+Shift+T",), "",
              QT_TRANSLATE_NOOP("Actions", "Show the current operation in the program or in a PyTorch training loop")),
    ActionRow("view.commands", "view", QT_TRANSLATE_NOOP("Actions", "Commands…"), "workbench", "show_commands", ("Ctrl+Shift+P",),
              "",
              QT_TRANSLATE_NOOP("Actions", "Find any command by typing a few letters")),
    ActionRow("view.maximise", "view", QT_TRANSLATE_NOOP("Actions", "Maximise panel"), "workbench",
              "toggle_maximised", ("Ctrl+M",), "maximise",
              QT_TRANSLATE_NOOP("Actions", "Enlarge the panel under the pointer, or the one you are working in, to fill the "
                                 "window. Press Esc to go back."),
              checkable=True),
    ActionRow("view.fit", "view", QT_TRANSLATE_NOOP("Actions", "Fit the drawing"), "workbench", "fit", ("Ctrl+0",), "fit"),
    ActionRow("view.theme", "view", QT_TRANSLATE_NOOP("Actions", "Light or dark theme"), "workbench", "toggle_theme", ("Ctrl+T",),
              "theme"),
    ActionRow("view.explain", "view", QT_TRANSLATE_NOOP("Actions", "Explain each step"), "habits", "toggle",
              ("Ctrl+Shift+E",), "",
              QT_TRANSLATE_NOOP("Actions", "Highlight the active part, dim the rest, and describe each step in a sentence"),
              checkable=True, of="view.explain"),
    ActionRow("view.log-steps", "view", QT_TRANSLATE_NOOP("Actions", "Logarithmic step axis"), "habits", "toggle", (), "",
              QT_TRANSLATE_NOOP("Actions", "Give early training steps more room than late ones, on the timeline and in curves"),
              checkable=True, of="view.log-steps"),
    ActionRow("view.calm", "view", QT_TRANSLATE_NOOP("Actions", "Reduced motion"), "habits", "toggle", (), "",
              QT_TRANSLATE_NOOP("Actions", "Show updates and results immediately instead of animating them"),
              checkable=True, of="view.calm"),
    ActionRow("view.words", "view", QT_TRANSLATE_NOOP("Actions", "Labels under the icons"), "habits", "toggle", (), "",
              QT_TRANSLATE_NOOP("Actions", "Show the name of each toolbar button"),
              checkable=True, of="view.words"),
    ActionRow("view.text-larger", "text", QT_TRANSLATE_NOOP("Actions", "Larger text"), "workbench", "change_text",
              ("Ctrl++", "Ctrl+="), "",
              QT_TRANSLATE_NOOP("Actions", "Make all text in the window larger, up to twice the normal size"), of=LARGER),
    ActionRow("view.text-smaller", "text", QT_TRANSLATE_NOOP("Actions", "Smaller text"), "workbench", "change_text",
              ("Ctrl+-",), "",
              QT_TRANSLATE_NOOP("Actions", "Make all text in the window smaller, down to 90% of the normal size"), of=SMALLER),
    ActionRow("view.text-usual", "text", QT_TRANSLATE_NOOP("Actions", "Default text size"), "workbench", "change_text", (), "",
              QT_TRANSLATE_NOOP("Actions", "Go back to the text size that this layout starts with"), of=USUAL),
    ActionRow("view.language", "view", QT_TRANSLATE_NOOP("Actions", "हिन्दी / English"), "workbench", "toggle_language",
              ("Ctrl+Shift+L",), "language"),
    *(ActionRow(f"view.{row.name}", "layout", row.title, "workbench", "choose_layout", row.keys, "", row.help, checkable=True,
                of=row.name) for row in LAYOUTS),
    ActionRow("view.layout", "layout", QT_TRANSLATE_NOOP("Actions", "Reset this layout"), "workbench", "reset_layout", (), "",
              QT_TRANSLATE_NOOP("Actions", "Discard your changes and restore the panel positions of this layout")),
    ActionRow("help.welcome", "help", QT_TRANSLATE_NOOP("Actions", "Welcome page"), "workbench", "show_welcome", ("Ctrl+Shift+H",),
              "",
              QT_TRANSLATE_NOOP("Actions", "Illustrated examples and recent files")),
    ActionRow("help.glossary", "help", QT_TRANSLATE_NOOP("Actions", "Glossary"), "tools", "show_glossary", ("Shift+F1",), "",
              QT_TRANSLATE_NOOP("Actions", "What the terms mean")),
    ActionRow("help.keys", "help", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), "workbench", "show_keys", ("F1",)),
    ActionRow("help.about", "help", QT_TRANSLATE_NOOP("Actions", "About"), "tools", "show_about"),
)  # fmt: skip

# What also answers to its keys on the welcome page: it needs no network.
ON_WELCOME = (
    "file.new", "file.open", "file.data", "file.quit", "view.commands", "view.theme", "view.classroom", "view.language",
    "help.glossary", "help.keys",
)  # fmt: skip
