use super::fold::{Fold, compare_folds, compare_hits};
use super::fold_key::FoldKey;
use super::listed::ListedHit;
use super::search::HitSearch;
use super::sort::{HitSort, HitSortKey};
use super::tally::HitSums;
use crate::model::HitId;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// The account's HITs.
#[derive(Debug)]
pub struct HitTable {
    /// In order of arrival; the place is the HIT's number.
    pub(super) hits: Vec<ListedHit>,
    pub(super) numbers: HashMap<HitId, u32>,
    /// In order of arrival; the place is the fold's number. Those that lost all their HITs stay, empty.
    pub(super) folds: Vec<Fold>,
    pub(super) fold_numbers: HashMap<FoldKey, u32>,
    /// Numbers of the folds that have HITs, in the order they show.
    pub(super) order: Vec<u32>,
    /// The position of the first row of each of them.
    pub(super) starts: Vec<usize>,
    /// How many rows there are.
    pub(super) rows: usize,
    /// How many of the folds are batches.
    batches: usize,
    /// How many folds are closed that could be open.
    pub(super) closed: usize,
    pub(super) sums: HitSums,
    pub(super) sort: HitSort,
    pub(super) search: Option<HitSearch>,
    /// The number of the listing under way.
    pub(super) listing: u32,
}

impl Default for HitTable {
    /// No HITs, the newest first.
    fn default() -> Self {
        Self {
            hits: Vec::new(),
            numbers: HashMap::new(),
            folds: Vec::new(),
            fold_numbers: HashMap::new(),
            order: Vec::new(),
            starts: Vec::new(),
            rows: 0,
            batches: 0,
            closed: 0,
            sums: HitSums::default(),
            sort: HitSort { key: HitSortKey::Age, descending: true },
            search: None,
            listing: 0,
        }
    }
}

impl HitTable {
    /// What all HITs come to together.
    #[must_use]
    pub fn sums(&self) -> &HitSums {
        &self.sums
    }

    /// How many of the folds are batches.
    #[must_use]
    pub fn batches(&self) -> usize {
        self.batches
    }

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
        let folds = std::mem::take(&mut self.folds);
        let open: HashSet<FoldKey> =
            folds.into_iter().filter(|fold| fold.open).map(|fold| fold.key).collect();
        self.fold_numbers.clear();
        self.sums = HitSums::default();
        for number in (0..).take(self.hits.len()) {
            if let Some(fold) = self.join(number) {
                fold.members.push(number);
                fold.open = open.contains(&fold.key);
            }
        }
        self.order = (0..).take(self.folds.len()).collect();
        self.sort_by(self.sort);
        if let Some(search) = self.search.take() {
            self.search(&search.text);
        }
    }

    /// A HIT joins the fold it belongs to, as far as the sums; its place among the others is not found yet.
    pub(super) fn join(&mut self, number: u32) -> Option<&mut Fold> {
        let listed = self.hits.get_mut(number as usize)?;
        let next = u32::try_from(self.folds.len()).ok()?;
        let key = listed.key();
        let fold = *self.fold_numbers.entry(key).or_insert_with_key(|key| {
            self.folds.push(Fold::new(key.clone()));
            next
        });
        listed.fold = fold;
        self.sums.add(&listed.hit);
        let fold = self.folds.get_mut(fold as usize)?;
        fold.tally.add(listed);
        Some(fold)
    }

    /// The order.
    #[must_use]
    pub fn sort(&self) -> HitSort {
        self.sort
    }

    /// Puts the HITs in another order.
    pub fn sort_by(&mut self, sort: HitSort) {
        self.sort = sort;
        let hits = &self.hits;
        for fold in &mut self.folds {
            fold.members.sort_unstable_by(|a, b| compare_hits(hits, sort, *a, *b));
        }
        let folds = &self.folds;
        self.order.sort_unstable_by(|a, b| compare_folds(folds, hits, sort, *a, *b));
        if let Some(search) = &mut self.search {
            search.found.sort_unstable_by(|a, b| compare_all(folds, hits, sort, *a, *b));
        }
        self.count_rows();
    }

    /// Counts at which row each fold begins, and what else a frame asks for.
    pub(super) fn count_rows(&mut self) {
        (self.rows, self.batches, self.closed) = (0, 0, 0);
        self.starts.clear();
        for fold in self.order.iter().filter_map(|number| self.folds.get(*number as usize)) {
            self.starts.push(self.rows);
            self.rows += fold.rows();
            self.batches += usize::from(matches!(fold.key, FoldKey::Batch(_)));
            self.closed += usize::from(fold.members.len() > 1 && !fold.open);
        }
    }
}

/// How two HITs of any folds stand to each other.
pub(super) fn compare_all(folds: &[Fold], hits: &[ListedHit], sort: HitSort, a: u32, b: u32) -> Ordering {
    let fold = |number: u32| hits.get(number as usize).map_or(u32::MAX, |listed| listed.fold);
    compare_folds(folds, hits, sort, fold(a), fold(b)).then_with(|| compare_hits(hits, sort, a, b))
}
