/// Our own glyphs, for a terminal with Unicode or with ASCII only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// ASCII only.
    pub(super) ascii: bool,
}

impl Look {
    fn pick(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }

    /// Mark of what was ticked.
    pub(super) fn yes(self) -> &'static str {
        self.pick("✓", "[x]")
    }

    /// Mark of what was left open.
    pub(super) fn no(self) -> &'static str {
        self.pick("✗", "[ ]")
    }

    /// Stands where nothing was filled in.
    pub(super) fn nothing(self) -> &'static str {
        self.pick("–", "-")
    }

    /// Between width and height.
    pub(super) fn times(self) -> &'static str {
        self.pick("×", "x")
    }

    /// Between the ends of a range.
    pub(super) fn to(self) -> &'static str {
        self.pick("–", "-")
    }
}
