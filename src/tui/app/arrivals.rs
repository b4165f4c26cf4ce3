use super::{App, Screen, Trouble};
use crate::feed::{Ending, FeedMessage, News};
use crate::model::HitId;
use crate::source::Problem;
use crate::tui::message::Effect;

impl App {
    /// Takes in what the background has to tell, unless nobody waits for it any more.
    pub(super) fn arrived(&mut self, message: FeedMessage) {
        match message {
            FeedMessage::Review(epoch, news) => {
                if self.review.as_ref().is_some_and(|review| review.epoch == epoch) {
                    self.reviewed(news);
                }
            }
            FeedMessage::Hits(epoch, news) => {
                if self.hits.epoch == epoch {
                    self.hits.arrived(news);
                }
            }
        }
    }

    fn reviewed(&mut self, news: News) {
        let now = self.now;
        let height = self.areas().list_rows();
        let Some(review) = &mut self.review else { return };
        match news {
            News::Hit(hit) => {
                review.checked = Some(now);
                self.hits.refresh(&hit);
                review.hits.insert(hit.id.clone(), *hit);
            }
            News::PollFailed(_, problem) => review.trouble = Some(Trouble { problem, until: None }),
            News::Page(_, page) => {
                review.checked = Some(now);
                review.absorb(page, height);
            }
            News::Started(chain) => review.progress.set(&chain, None),
            News::Ended(chain, ending) => {
                if let Ending::Stopped(problem, _) = &ending {
                    review.trouble = Some(Trouble { problem: problem.clone(), until: None });
                }
                review.progress.set(&chain, Some(ending));
                review.loaded |= !review.progress.loading();
                if review.progress.stopped().next().is_none() {
                    review.trouble.take_if(|trouble| trouble.until.is_none());
                }
            }
            News::Waiting(problem, until) => review.trouble = Some(Trouble { problem, until: Some(until) }),
            News::Recovered => review.trouble = None,
            News::Slowed(gap) => review.slowed = gap,
            News::Checked => {
                review.checked = Some(now);
                review.trouble.take_if(|trouble| trouble.until.is_some());
            }
        }
    }

    /// Follows the chains that stopped from where they stopped.
    pub(super) fn resume(&mut self, effects: &mut Vec<Effect>) {
        let Some(review) = &mut self.review else { return };
        review.trouble = None;
        // What comes now was asked for and is nothing new.
        review.loaded = false;
        effects.extend(review.progress.stopped().map(|state| Effect::Resume(state.chain.clone())));
    }

    /// Looks at the service now.
    pub(super) fn refresh(&mut self, effects: &mut Vec<Effect>) {
        match self.screen {
            Screen::Hits => self.list_hits(effects),
            Screen::Review => {
                effects.push(Effect::Refresh);
                self.say("Looking now");
            }
        }
    }

    /// Asks for the account's HITs.
    pub(super) fn list_hits(&mut self, effects: &mut Vec<Effect>) {
        let epoch = self.next_epoch();
        self.hits.begin(epoch);
        effects.push(Effect::ListHits(epoch));
    }

    /// Opens the list of HITs, loading it the first time, with the cursor on the HIT under review.
    pub(super) fn show_hits(&mut self, effects: &mut Vec<Effect>) {
        self.screen = Screen::Hits;
        if !self.hits.begun() {
            self.list_hits(effects);
        }
        let here = self.review.as_ref().and_then(|review| review.plan.hits.first()).cloned();
        if let Some(id) = here {
            let height = self.areas_of_hits();
            self.hits.select(&id, height);
        }
    }

    /// Opens the selected HIT for review; one that is under review already just shows again.
    pub(super) fn open_selected(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.hits.selected().map(|hit| hit.id.clone()) else { return };
        let same = |hits: &[HitId]| hits.len() == 1 && hits.first() == Some(&id);
        if self.review.as_ref().is_some_and(|review| same(&review.plan.hits)) {
            self.screen = Screen::Review;
        } else {
            self.open(id.into(), effects);
        }
    }

    /// The problem that `e` explains.
    #[must_use]
    pub fn last_problem(&self) -> Option<&Problem> {
        let stopped = self.stopped_chain().and_then(|state| match &state.ending {
            Some(Ending::Stopped(problem, _)) => Some(problem),
            _ => None,
        });
        self.trouble().map(|trouble| &trouble.problem).or(stopped)
    }
}
