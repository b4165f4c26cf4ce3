//! Pages of ten made of pages of a hundred.
//!
//! Text shows where pages end: columns are laid out, and queries asked, anew for each. The AWS CLI asks for pages of
//! the service's own size, ten; a tenth of the requests gives the same output when larger pages are cut.

use super::reader::Part;

/// How many assignments the service gives when it is not told how many.
const TEN: usize = 10;

/// Cuts pages into groups of ten.
#[derive(Debug)]
pub(super) struct TenByTen<T> {
    /// How many places of the present group are taken, by assignments that are printed and by others.
    taken: usize,
    /// Those that are printed.
    group: Vec<T>,
}

impl<T> Default for TenByTen<T> {
    fn default() -> Self {
        Self { taken: 0, group: Vec::new() }
    }
}

impl<T> TenByTen<T> {
    /// The groups in a page of which only a part is printed; behind the last page there is no `more`.
    ///
    /// Ten or fewer are a page of the service's own, whatever was asked for. More that end within a group come from a
    /// service that gives fewer than a hundred: asked for ten it would have filled the group, so the next page does.
    pub(super) fn of(&mut self, rows: Vec<T>, part: Part, more: bool) -> Vec<Vec<T>> {
        let goes_on = more && (self.taken > 0 || rows.len() > TEN);
        let printed = part.range(rows.len());
        let mut groups = Vec::with_capacity(rows.len() / TEN + 1);
        for (at, row) in rows.into_iter().enumerate() {
            self.taken += 1;
            if printed.contains(&at) {
                self.group.push(row);
            }
            if self.taken == TEN {
                groups.push(self.end_group());
            }
        }
        if self.taken > 0 && !goes_on {
            groups.push(self.end_group());
        }
        groups
    }

    fn end_group(&mut self) -> Vec<T> {
        self.taken = 0;
        std::mem::take(&mut self.group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sizes of the groups that pages of these sizes make.
    fn sizes(pages: &[usize]) -> Vec<usize> {
        let mut tens = TenByTen::default();
        let last = pages.len() - 1;
        let groups = pages.iter().enumerate().flat_map(|(at, size)| {
            let rows = vec![(); *size];
            tens.of(rows, Part::default(), at < last)
        });
        groups.map(|group| group.len()).collect()
    }

    #[test]
    fn a_page_of_a_hundred_is_ten_of_ten() {
        assert_eq!(sizes(&[100, 5]), [vec![10; 10], vec![5]].concat());
        assert_eq!(sizes(&[100, 0]), [10; 10]);
        assert_eq!(sizes(&[23]), [10, 10, 3]);
    }

    #[test]
    fn pages_of_the_services_own_size_stay_pages() {
        assert_eq!(sizes(&[10, 3, 7, 0, 4]), [10, 3, 7, 4]);
    }

    #[test]
    fn a_group_goes_on_in_the_next_page_of_a_service_that_gives_fewer_than_a_hundred() {
        assert_eq!(sizes(&[25, 25, 9]), [10, 10, 10, 10, 10, 9]);
    }
}
