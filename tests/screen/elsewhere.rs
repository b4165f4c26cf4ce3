//! Work that others decide meanwhile.

use crate::rig::{Rig, assignment, hit_id};
use hitdeck::feed::News;
use hitdeck::model::Status;

#[test]
fn what_waits_no_more_says_so_and_no_verdict_is_guessed() {
    let mut rig = Rig::loaded(120, 40);
    let waiting = (0..48).map(assignment).filter(|a| a.status == Status::Submitted).map(|a| a.id);
    let (first, rest): (Vec<_>, Vec<_>) = waiting.partition(|id| *id == assignment(0).id);
    rig.news(News::StillWaiting(hit_id(), rest.clone()));
    let line = |rig: &Rig| rig.text().lines().find(|line| line.starts_with('▌')).unwrap().to_owned();
    assert!(line(&rig).contains("no longer"), "{}", line(&rig));
    rig.shows("Answer · no longer submitted");
    rig.shows("status      no longer submitted");
    rig.shows_not("approves    24 Sep");
    rig.keys("j");
    assert!(!line(&rig).contains("no longer"), "{}", line(&rig));
    // It waits after all: a list may have been behind.
    rig.keys("k");
    rig.news(News::StillWaiting(hit_id(), [first, rest].concat()));
    rig.shows_not("no longer");
}
