/// Our own glyphs, for a terminal with Unicode or with ASCII only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyphs {
    /// ASCII only.
    pub(crate) ascii: bool,
}

impl Glyphs {
    fn pick(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }

    /// Mark of what was ticked.
    pub(crate) fn yes(self) -> &'static str {
        self.pick("✓", "[x]")
    }

    /// Mark of what was left open.
    pub(crate) fn no(self) -> &'static str {
        self.pick("✗", "[ ]")
    }

    /// Stands where nothing was filled in.
    pub(crate) fn nothing(self) -> &'static str {
        self.pick("–", "-")
    }

    /// Between width and height.
    pub(crate) fn times(self) -> &'static str {
        self.pick("×", "x")
    }

    /// Between the ends of a range.
    pub(crate) fn to(self) -> &'static str {
        self.pick("–", "-")
    }
}
