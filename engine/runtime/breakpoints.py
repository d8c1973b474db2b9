"""Where and when a run stops by itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Breakpoints:
    """Instruction numbers with a breakpoint, each enabled or not, and the "not finite" stop."""

    at: dict[int, bool] = field(default_factory=dict)
    not_finite: bool = True

    def toggle(self, pc: int) -> None:
        """Set or remove a breakpoint before an instruction."""
        if pc in self.at:
            del self.at[pc]
        else:
            self.at[pc] = True

    @property
    def active(self) -> tuple[int, ...]:
        """Instructions before which a run stops."""
        return tuple(sorted(pc for pc, enabled in self.at.items() if enabled))
