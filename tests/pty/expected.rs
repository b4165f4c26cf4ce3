//! What the scenarios count on: how to start the dashboard, and what its screen says.

use crate::support::pty::{Program, Pty};

/// On the screen as soon as the dashboard is there.
pub(crate) const OPEN: &str = "hitdeck";

/// The arguments that open the dashboard without the outside world.
pub(crate) const ARGS: &[&str] = &[];

/// A key that changes the screen, and what shows after it.
pub(crate) const KEY: (&str, &str) = ("j", "last j");

/// A key that opens text entry, text for it, and the key that ends it.
pub(crate) const ENTRY: (&str, &str, &str) = ("/", "cat", "\x1b");

/// The key that copies, and what arrives on the clipboard, in base64.
pub(crate) const COPY: (&str, &str) = ("y", "Y29waWVkIHRleHQ=");

/// The key that leaves.
pub(crate) const QUIT: &str = "q";

/// Ctrl-Z.
pub(crate) const SUSPEND: &str = "\x1a";

/// Ctrl-L: draw everything anew.
pub(crate) const REDRAW: &str = "\x0c";

/// The dashboard, open, in a window of 24 by 80.
pub(crate) fn open() -> Pty {
    open_in(24, 80)
}

/// The dashboard, open, in a window of another size.
pub(crate) fn open_in(rows: u16, cols: u16) -> Pty {
    let pty = Program::hitdeck().args(ARGS).start(rows, cols);
    pty.wait_for(OPEN);
    pty
}
