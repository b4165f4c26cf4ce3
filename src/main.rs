//! hitdeck.
fn main() {}
