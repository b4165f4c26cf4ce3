//! The account's HITs in memory, in an order, with what is searched for among them.

use super::order;
use crate::model::{Hit, HitId};
use crate::text::{Needle, folded};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// What HITs can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitSortKey {
    /// When the HIT was created.
    Age,
    /// How many assignments wait for review.
    Waiting,
    /// The title.
    Title,
    /// What one assignment pays.
    Reward,
    /// How many assignments nobody has accepted yet.
    Available,
}

impl HitSortKey {
    /// Every key, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Age, Self::Waiting, Self::Title, Self::Reward, Self::Available];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Waiting => "waiting",
            Self::Title => "title",
            Self::Reward => "reward",
            Self::Available => "available",
        }
    }
}

/// An order of HITs. Those that lack the key come last in both directions; equal ones in order of arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HitSort {
    /// By what.
    pub key: HitSortKey,
    /// Whether the largest, newest or last comes first.
    pub descending: bool,
}

/// A HIT with what is computed once for it.
#[derive(Debug)]
struct ListedHit {
    hit: Hit,
    /// The title without the difference of upper and lower case: what is compared.
    title: Box<str>,
    /// The listing it was last seen in.
    listing: u32,
}

/// What is searched for, and the HITs it is in, in the order they show.
#[derive(Debug)]
struct HitSearch {
    text: String,
    needle: Needle,
    found: Vec<u32>,
}

/// The account's HITs: 50,000 are as fluid as 50, for a page costs what is on it and one pass over the order.
#[derive(Debug)]
pub struct HitTable {
    /// In order of arrival; the place is the HIT's number.
    hits: Vec<ListedHit>,
    numbers: HashMap<HitId, u32>,
    /// Numbers in the order they show.
    order: Vec<u32>,
    sort: HitSort,
    search: Option<HitSearch>,
    /// The number of the listing under way.
    listing: u32,
}

impl Default for HitTable {
    /// No HITs, the newest first.
    fn default() -> Self {
        Self {
            hits: Vec::new(),
            numbers: HashMap::new(),
            order: Vec::new(),
            sort: HitSort { key: HitSortKey::Age, descending: true },
            search: None,
            listing: 0,
        }
    }
}

impl HitTable {
    /// A listing begins: what it does not name goes when it is whole.
    pub fn begin_listing(&mut self) {
        self.listing = self.listing.wrapping_add(1);
    }

    /// The listing is whole: HITs that it did not name are gone.
    pub fn end_listing(&mut self) {
        if self.hits.iter().all(|listed| listed.listing == self.listing) {
            return;
        }
        self.hits.retain(|listed| listed.listing == self.listing);
        self.numbers =
            (0..).zip(&self.hits).map(|(number, listed)| (listed.hit.id.clone(), number)).collect();
        self.order = (0..).take(self.hits.len()).collect();
        self.sort_by(self.sort);
        if let Some(search) = self.search.take() {
            self.search(&search.text);
        }
    }

    /// The HIT at a position if the listing under way named it, else the nearest after it that was named, else before
    /// it: which one takes its place when the listing is whole.
    #[must_use]
    pub fn remaining(&self, position: usize) -> Option<&HitId> {
        let named = |number: &&u32| {
            let listed = self.hits.get(**number as usize);
            listed.is_some_and(|listed| listed.listing == self.listing)
        };
        let (before, after) = self.order.split_at(position.min(self.order.len()));
        let number = after.iter().find(named).or_else(|| before.iter().rev().find(named))?;
        self.hits.get(*number as usize).map(|listed| &listed.hit.id)
    }

    /// Takes in a page of the listing.
    pub fn absorb(&mut self, page: Vec<Hit>) {
        let listing = self.listing;
        let (mut moved, mut arrived) = (BTreeSet::new(), Vec::new());
        for hit in page {
            let known = self.numbers.get(&hit.id).copied();
            let before = known.and_then(|number| self.hits.get_mut(number as usize));
            match (known, before) {
                (Some(number), Some(listed)) => {
                    listed.listing = listing;
                    if listed.hit != hit {
                        moved.insert(number);
                        *listed = ListedHit::new(hit, listing);
                    }
                }
                _ => arrived.extend(self.add(hit, listing)),
            }
        }
        self.place(&moved, arrived);
    }

    /// A HIT that a review heard of again. One that is not listed is not added.
    pub fn refresh(&mut self, hit: &Hit) {
        let Some(&number) = self.numbers.get(&hit.id) else { return };
        let Some(listed) = self.hits.get_mut(number as usize).filter(|listed| listed.hit != *hit) else {
            return;
        };
        *listed = ListedHit::new(hit.clone(), listed.listing);
        self.place(&BTreeSet::from([number]), Vec::new());
    }

    fn add(&mut self, hit: Hit, listing: u32) -> Option<u32> {
        let number = u32::try_from(self.hits.len()).ok()?;
        self.numbers.insert(hit.id.clone(), number);
        self.hits.push(ListedHit::new(hit, listing));
        Some(number)
    }

    /// Puts HITs where they belong now; a changed one may stand anywhere.
    fn place(&mut self, moved: &BTreeSet<u32>, mut arrived: Vec<u32>) {
        if !moved.is_empty() {
            self.order.retain(|number| !moved.contains(number));
            arrived.extend(moved);
        }
        let (hits, sort) = (&self.hits, self.sort);
        if let Some(search) = &mut self.search {
            search.found.retain(|number| !moved.contains(number));
            let holds = |number: &u32| hits.get(*number as usize).is_some_and(|l| l.holds(&search.needle));
            let found = arrived.iter().copied().filter(holds).collect();
            order::insert(&mut search.found, found, |a, b| compare(hits, sort, a, b));
        }
        order::insert(&mut self.order, arrived, |a, b| compare(hits, sort, a, b));
    }

    /// Puts the HITs in another order.
    pub fn sort_by(&mut self, sort: HitSort) {
        self.sort = sort;
        let hits = &self.hits;
        let found = self.search.as_mut().map(|search| &mut search.found);
        for numbers in std::iter::once(&mut self.order).chain(found) {
            numbers.sort_unstable_by(|a, b| compare(hits, sort, *a, *b));
        }
    }

    /// The order.
    #[must_use]
    pub fn sort(&self) -> HitSort {
        self.sort
    }

    /// Searches titles and ids; an empty text ends the search.
    pub fn search(&mut self, text: &str) {
        self.search = Needle::new(text).map(|needle| {
            let holds = |number: &u32| self.hits.get(*number as usize).is_some_and(|l| l.holds(&needle));
            let found = self.order.iter().copied().filter(holds).collect();
            HitSearch { text: text.to_owned(), found, needle }
        });
    }

    /// What is searched for, and how many HITs it is in.
    #[must_use]
    pub fn searched(&self) -> Option<(&str, usize)> {
        self.search.as_ref().map(|search| (search.text.as_str(), search.found.len()))
    }

    /// Whether the search found the HIT at a position.
    #[must_use]
    pub fn is_found(&self, position: usize) -> bool {
        self.found_at(position).is_some()
    }

    /// Which of the HITs found stands at a position, from 0: O(log n).
    #[must_use]
    pub fn found_at(&self, position: usize) -> Option<usize> {
        let (search, number) = (self.search.as_ref()?, *self.order.get(position)?);
        let at = order::place(&search.found, number, |a, b| compare(&self.hits, self.sort, a, b));
        (search.found.get(at) == Some(&number)).then_some(at)
    }

    /// How many HITs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no HIT.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The HIT at a position, counted from 0.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<&Hit> {
        self.hits.get(*self.order.get(position)? as usize).map(|listed| &listed.hit)
    }

    /// Where a HIT stands: O(log n).
    #[must_use]
    pub fn position(&self, id: &HitId) -> Option<usize> {
        let number = *self.numbers.get(id)?;
        let position = order::place(&self.order, number, |a, b| compare(&self.hits, self.sort, a, b));
        (self.order.get(position) == Some(&number)).then_some(position)
    }
}

impl ListedHit {
    fn new(hit: Hit, listing: u32) -> Self {
        Self { title: folded(&hit.title).into(), hit, listing }
    }

    fn holds(&self, needle: &Needle) -> bool {
        needle.is_in(&self.hit.title) || needle.is_in(self.hit.id.as_str())
    }
}

/// How two HITs stand to each other. Equal only for a HIT and itself.
fn compare(hits: &[ListedHit], sort: HitSort, a: u32, b: u32) -> Ordering {
    let (Some(x), Some(y)) = (hits.get(a as usize), hits.get(b as usize)) else { return a.cmp(&b) };
    let by_key = match sort.key {
        HitSortKey::Title => directed(sort, Some(&x.title), Some(&y.title)),
        HitSortKey::Age => directed(sort, x.hit.created, y.hit.created),
        HitSortKey::Waiting => directed(sort, x.hit.waiting(), y.hit.waiting()),
        HitSortKey::Reward => directed(sort, x.hit.reward, y.hit.reward),
        HitSortKey::Available => directed(sort, x.hit.available, y.hit.available),
    };
    by_key.then(a.cmp(&b))
}

/// The order of two keys; what is missing comes last either way.
fn directed<T: Ord>(sort: HitSort, a: Option<T>, b: Option<T>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if sort.descending => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cents, Timestamp};
    use proptest::prelude::*;

    fn any_hit() -> impl Strategy<Value = Hit> {
        let title = prop::sample::select(vec!["Sort shoes", "sort SHOES", "Draw a box", ""]);
        (0u8..30, title, prop::option::of(0i64..5), prop::option::of(0i64..4)).prop_map(
            |(id, title, created, reward)| Hit {
                title: title.to_owned(),
                created: created.and_then(|second| Timestamp::from_second(second).ok()),
                reward: reward.map(Cents),
                ..Hit::new(HitId::from_service(format!("3HIT{id}")))
            },
        )
    }

    fn any_sort() -> impl Strategy<Value = HitSort> {
        let key = prop::sample::select(&HitSortKey::ALL[..]);
        (key, any::<bool>()).prop_map(|(key, descending)| HitSort { key, descending })
    }

    fn ids(table: &HitTable) -> Vec<String> {
        (0..table.len()).filter_map(|at| table.get(at)).map(|hit| hit.id.to_string()).collect()
    }

    proptest! {
        #[test]
        fn pages_leave_the_order_that_sorting_everything_would_make(
            sort in any_sort(),
            listings in prop::collection::vec(prop::collection::vec(prop::collection::vec(any_hit(), 0..8), 0..6), 1..4),
        ) {
            let mut table = HitTable::default();
            table.sort_by(sort);
            table.search("shoes");
            for listing in listings {
                table.begin_listing();
                for page in listing.clone() {
                    table.absorb(page);
                    let kept = ids(&table);
                    table.sort_by(sort);
                    prop_assert_eq!(&kept, &ids(&table));
                }
                table.end_listing();
                let mut named: Vec<HitId> = listing.concat().into_iter().map(|hit| hit.id).collect();
                named.sort();
                named.dedup();
                let mut kept: Vec<HitId> = (0..table.len()).filter_map(|at| table.get(at)).map(|hit| hit.id.clone()).collect();
                kept.sort();
                prop_assert_eq!(kept, named);
            }
            for at in 0..table.len() {
                let hit = table.get(at).unwrap();
                prop_assert_eq!(table.position(&hit.id), Some(at));
                prop_assert_eq!(table.is_found(at), hit.title.to_lowercase().contains("shoes"));
            }
        }
    }

    #[test]
    fn titles_that_differ_in_case_only_are_one_in_the_order() {
        let mut table = HitTable::default();
        let hit = |id: &str, title: &str| Hit { title: title.into(), ..Hit::new(HitId::from_service(id)) };
        table.absorb(vec![hit("3A", "Οδοσ b"), hit("3B", "ΟΔΟΣ a"), hit("3C", "οδος c")]);
        table.sort_by(HitSort { key: HitSortKey::Title, descending: false });
        assert_eq!(ids(&table), ["3B", "3A", "3C"]);
    }

    #[test]
    fn what_lacks_the_key_comes_last_either_way() {
        let mut table = HitTable::default();
        let hit = |id: &str, reward| Hit { reward, ..Hit::new(HitId::from_service(id)) };
        table.absorb(vec![hit("3A", None), hit("3B", Some(Cents(2))), hit("3C", Some(Cents(1)))]);
        for (descending, expected) in [(true, ["3B", "3C", "3A"]), (false, ["3C", "3B", "3A"])] {
            table.sort_by(HitSort { key: HitSortKey::Reward, descending });
            assert_eq!(ids(&table), expected);
        }
    }
}
