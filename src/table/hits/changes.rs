//! What changes the list of HITs: pages of a listing, and what a review hears.

use super::fold::compare_folds;
use super::listed::ListedHit;
use super::table::{HitTable, compare_all};
use crate::model::{Hit, HitId, Timestamp};
use crate::table::order;
use std::collections::{BTreeSet, HashMap};

/// What changes at a time: everything is placed once.
#[derive(Debug, Default)]
struct Changed {
    /// HITs that have a place and may need another.
    moved: BTreeSet<u32>,
    /// HITs that need a place.
    placed: Vec<u32>,
    /// Folds that have a place and may need another.
    standing: BTreeSet<u32>,
    /// Folds that need a place.
    folds: BTreeSet<u32>,
}

impl HitTable {
    /// Takes in a page of the listing.
    pub fn absorb(&mut self, page: Vec<Hit>) {
        let (listing, mut changed) = (self.listing, Changed::default());
        for mut hit in page {
            match self.numbers.get(&hit.id).copied() {
                Some(number) => {
                    let Some(listed) = self.hits.get_mut(number as usize) else { continue };
                    listed.listing = listing;
                    // A list may leave the questions out.
                    hit.question = hit.question.or_else(|| listed.hit.question.clone());
                    if listed.hit != hit {
                        self.amend(number, &mut changed, |listed| listed.renew(hit));
                    }
                }
                None => self.add(hit, &mut changed),
            }
        }
        self.place(&changed);
    }

    /// A HIT that a review heard of again. One that is not listed is not added.
    pub fn refresh(&mut self, hit: &Hit) {
        let Some(&number) = self.numbers.get(&hit.id) else { return };
        if self.hits.get(number as usize).is_some_and(|listed| listed.hit != *hit) {
            let mut changed = Changed::default();
            self.amend(number, &mut changed, |listed| listed.renew(hit.clone()));
            self.place(&changed);
        }
    }

    /// What a review knows of the question of a HIT whose question the list left out.
    pub fn learn_question(&mut self, hit: &Hit) {
        let number = self.numbers.get(&hit.id).copied();
        let listed = number.and_then(|number| self.hits.get_mut(number as usize));
        if let Some(listed) = listed.filter(|listed| listed.hit.question.is_none()) {
            listed.hit.question.clone_from(&hit.question);
        }
    }

    /// When the service approves the first assignments of HITs by themselves, of those whose work was read.
    pub fn learn_due<'h>(&mut self, known: impl IntoIterator<Item = (&'h HitId, Option<Timestamp>)>) {
        let mut changed = Changed::default();
        for (id, soonest) in known {
            let Some(&number) = self.numbers.get(id) else { continue };
            if self.hits.get(number as usize).is_some_and(|listed| listed.soonest != soonest) {
                self.amend(number, &mut changed, |listed| listed.soonest = soonest);
            }
        }
        self.place(&changed);
    }

    fn add(&mut self, hit: Hit, changed: &mut Changed) {
        let Ok(number) = u32::try_from(self.hits.len()) else { return };
        self.numbers.insert(hit.id.clone(), number);
        self.hits.push(ListedHit::new(hit, self.listing));
        self.seat(number, changed);
    }

    /// Changes a HIT: it leaves the sums as it was and joins them as it is.
    fn amend(&mut self, number: u32, changed: &mut Changed, amend: impl FnOnce(&mut ListedHit)) {
        let Some(listed) = self.hits.get_mut(number as usize) else { return };
        self.sums.remove(&listed.hit);
        if let Some(fold) = self.folds.get_mut(listed.fold as usize) {
            fold.remove(listed);
            changed.touch(listed.fold, !fold.members.is_empty());
        }
        changed.moved.insert(number);
        amend(listed);
        self.seat(number, changed);
    }

    /// Notes that a HIT needs a place in its fold.
    fn seat(&mut self, number: u32, changed: &mut Changed) {
        let stands = self.join(number).is_some_and(|fold| !fold.members.is_empty());
        if let Some(listed) = self.hits.get(number as usize) {
            changed.touch(listed.fold, stands);
            changed.placed.push(number);
        }
    }

    /// Puts what changed where it belongs now.
    fn place(&mut self, changed: &Changed) {
        if changed.folds.is_empty() {
            return;
        }
        let Self { hits, folds, sort, .. } = self;
        let mut by_fold: HashMap<u32, Vec<u32>> = HashMap::new();
        for number in &changed.placed {
            if let Some(listed) = hits.get(*number as usize) {
                by_fold.entry(listed.fold).or_default().push(*number);
            }
        }
        for number in &changed.folds {
            if let Some(fold) = folds.get_mut(*number as usize) {
                fold.place(&changed.moved, by_fold.remove(number).unwrap_or_default(), hits, *sort);
            }
        }
        if !changed.standing.is_empty() {
            self.order.retain(|number| !changed.standing.contains(number));
        }
        self.place_found(changed);
        let Self { hits, folds, sort, .. } = self;
        let filled = |number: &u32| folds.get(*number as usize).is_some_and(|fold| !fold.members.is_empty());
        let placed = changed.folds.iter().copied().filter(filled).collect();
        order::insert(&mut self.order, placed, |a, b| compare_folds(folds, hits, *sort, a, b));
        self.count_rows();
    }

    /// Puts what the search found of it where it belongs; a fold that moves takes along what was found in it.
    fn place_found(&mut self, changed: &Changed) {
        let Self { hits, folds, sort, search, .. } = self;
        let Some(search) = search else { return };
        let fold = |number: u32| hits.get(number as usize).map_or(u32::MAX, |listed| listed.fold);
        let moves =
            |number: &u32| changed.moved.contains(number) || changed.standing.contains(&fold(*number));
        let moving = search.found.extract_if(.., |number| moves(number)).collect::<Vec<_>>();
        let mut found: Vec<u32> = moving.into_iter().chain(changed.placed.iter().copied()).collect();
        found.retain(|number| search.is_in(hits, *number));
        order::insert(&mut search.found, found, |a, b| compare_all(folds, hits, *sort, a, b));
    }
}

impl Changed {
    /// A fold may need another place; `stands` if it has one.
    fn touch(&mut self, fold: u32, stands: bool) {
        self.folds.insert(fold);
        if stands {
            self.standing.insert(fold);
        }
    }
}
