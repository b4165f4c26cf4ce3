//! What the scenarios count on: how to start the dashboard, and what its screen says.

use crate::support::pty::{Program, Pty};

/// On the screen once the first page is there: the selected assignment, waiting for review.
pub(crate) const OPEN: &str = "▌  ○";

/// In the first line of the dashboard, whatever else it shows.
pub(crate) const BADGE: &str = " DEMO ";

/// The arguments that open the dashboard without the outside world.
pub(crate) const ARGS: &[&str] = &["--demo"];

/// The same on a HIT that nobody works on any more, without looking for new work.
pub(crate) const IDLE_ARGS: &[&str] = &["--demo", "--every", "0", "3VT0TC32H1JUDIS2ASBM3OZTEZZA7O"];

/// A key that changes the screen, and what shows after it: the rejected assignments with their sign.
pub(crate) const KEY: (&str, &str) = ("4", "▌  ✗");

/// A key that opens text entry, text for it, and the key that ends it.
pub(crate) const ENTRY: (&str, &str, &str) = ("/", "cat", "\x1b");

/// The keys that copy the HIT's id, and what arrives on the clipboard, in base64.
pub(crate) const COPY: (&str, &str) = ("yh", "M0NQSEtXU1pJOEFQWlkxOE00U0NQTVZVTldHNFBB");

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
