"""Running a program: arena, executor, history, and the debugger's clock."""
