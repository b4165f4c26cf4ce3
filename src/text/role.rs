/// What a piece of text means; the theme gives it a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// What the worker wrote; plain text in the terminal's own foreground.
    Text,
    /// Names of things: of a value, of a column.
    Label,
    /// What matters least: rules, hints, placeholders, markup, words of ours beside a value.
    Dim,
    /// What stands out without being good or bad: submitted work, the selected tab, keys in hints.
    Accent,
    /// Approved, true, all well.
    Good,
    /// Rejected, broken, failed.
    Bad,
    /// Needs a look: auto-approval soon, suspiciously fast, throttled.
    Warning,
    /// A character that hid or controlled something, made visible.
    Unsafe,
    /// A title of the focused pane or a popup.
    Heading,
    /// Where a search matched.
    Match,
    /// The badge of an environment with real money in it.
    BadgeLoud,
    /// The badge of a place to play.
    BadgeQuiet,
}
