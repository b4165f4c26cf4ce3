use std::collections::HashMap;

/// Pages of lists that have a next one, which has not come yet.
///
/// Documents stand one after another: the token of a page is spent where a page of the same HIT follows.
#[derive(Debug, Default)]
pub(super) struct OpenPages {
    /// The line of the page, by its HIT.
    open: HashMap<Box<str>, u64>,
}

impl OpenPages {
    /// Takes a page that begins on this line; its list is of this HIT, or, where that is empty, of no single one.
    pub(super) fn page(&mut self, hit: &str, line: u64, has_next: bool) {
        if has_next {
            self.open.insert(hit.into(), line);
        } else {
            self.open.remove(hit);
        }
    }

    /// The lines of pages whose next one is not in the file.
    pub(super) fn lines(self) -> Vec<u64> {
        let mut lines: Vec<u64> = self.open.into_values().collect();
        lines.sort_unstable();
        lines
    }
}
