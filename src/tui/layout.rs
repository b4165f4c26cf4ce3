//! Where the panes stand at a given size. The same function serves drawing and paging, so both agree.

use ratatui::layout::{Constraint, Layout, Rect};

/// The panes of a review.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pane {
    /// The assignments.
    #[default]
    List,
    /// The selected assignment's answer.
    Answer,
    /// Its times.
    Timeline,
    /// What its worker was asked.
    Task,
}

/// The places of a review screen; an empty rectangle is not drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// Environment, HIT, reward.
    pub header: Rect,
    /// Statuses and progress.
    pub tabs: Rect,
    /// A problem, where there is one.
    pub notice: Rect,
    /// The rule between head and panes.
    pub rule: Rect,
    /// The assignments.
    pub list: Rect,
    /// The task.
    pub task: Rect,
    /// The answer.
    pub answer: Rect,
    /// The times.
    pub timeline: Rect,
    /// Keys, or text entry.
    pub footer: Rect,
}

/// The timeline takes so many fifths of the height under the answer at most, and so many while it has the focus.
const TIMELINE: u16 = 2;
const TIMELINE_FOCUSED: u16 = 3;
/// Fewest rows of a timeline under the answer: rule, title, and three lines.
const TIMELINE_LEAST: u16 = 5;

/// From so many columns and rows on the task stands over the answer; else it shows while it has the focus.
const TASK_COLUMNS: u16 = 120;
const TASK_BODY: u16 = 20;
/// The task takes so many fifths of the height at most, and so many while it has the focus.
const TASK: u16 = 2;
const TASK_FOCUSED: u16 = 3;

/// Divides a screen. `focus` decides which pane shows where not all fit; `notice` asks for a problem line; `list` is
/// how many columns the list wants beside the answer; `task` is how many lines the task has, if it should show, and
/// `timeline` tells how many lines the timeline has in so many columns.
#[must_use]
pub fn areas(
    screen: Rect,
    focus: Pane,
    notice: bool,
    list: usize,
    task: usize,
    timeline: impl FnOnce(u16) -> usize,
) -> Areas {
    let (outer, body) = stack(screen, screen.height >= 6, notice);
    let panes = match screen.width {
        TASK_COLUMNS.. if task > 0 && body.height >= TASK_BODY => {
            with_task(body, list, focus, task, timeline)
        }
        80.. => beside(body, list, focus, timeline),
        60.. => above(body, focus),
        _ => one(body, focus),
    };
    Areas { list: panes.list, task: panes.task, answer: panes.answer, timeline: panes.timeline, ..outer }
}

/// From so many columns on the selected HIT stands beside the list of HITs.
const BESIDE_HITS: u16 = 110;
/// Most columns of what stands beside it.
const BESIDE_HITS_MOST: u16 = 72;

/// Divides a screen for the list of HITs, which has no tabs; the selected one stands where answers do, if it is wide, else
/// in place of the list while it has the focus.
#[must_use]
pub fn hits(screen: Rect, focus: Pane, notice: bool) -> Areas {
    let (outer, list) = stack(screen, false, notice);
    if screen.width < BESIDE_HITS {
        let panes = one(list, focus);
        return Areas { list: panes.list, answer: panes.answer, ..outer };
    }
    let beside = (screen.width / 20 * 7).min(BESIDE_HITS_MOST);
    let [list, answer] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(beside)]).areas(list);
    Areas { list, answer, ..outer }
}

/// Header, tabs, problem line or rule, footer, and the body between them; the smaller the screen, the fewer.
///
/// A problem takes the place of the rule, so that nothing moves when it comes and goes.
fn stack(screen: Rect, tabs: bool, notice: bool) -> (Areas, Rect) {
    let line = |shown: bool| Constraint::Length(u16::from(shown));
    let ruled = screen.height >= 10;
    let [header, tabs, rule, body, footer] = Layout::vertical([
        line(screen.height >= 3),
        line(tabs),
        line(ruled || (notice && screen.height >= 5)),
        Constraint::Fill(1),
        line(screen.height >= 4),
    ])
    .areas(screen);
    let (notice, rule) = if notice { (rule, Rect::default()) } else { (Rect::default(), rule) };
    (Areas { header, tabs, notice, rule, footer, ..Areas::default() }, body)
}

/// How wide the text of a pane beside or below the list is.
#[must_use]
pub fn detail_width(screen: Rect, list: usize) -> u16 {
    let width = if screen.width >= 80 { screen.width - list_width(screen, list) } else { screen.width };
    width.saturating_sub(MARGIN)
}

fn list_width(screen: Rect, list: usize) -> u16 {
    u16::try_from(list).unwrap_or(u16::MAX).min(screen.width / 2 + screen.width / 5)
}

/// The same as [`beside`] with the task over the answer.
fn with_task(
    body: Rect,
    list: usize,
    focus: Pane,
    lines: usize,
    timeline: impl FnOnce(u16) -> usize,
) -> Areas {
    let share = if focus == Pane::Task { TASK_FOCUSED } else { TASK };
    // Title and rule.
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(HEAD + 1);
    let height = wanted.min(body.height / 5 * share);
    let rest = Rect { y: body.y + height, height: body.height - height, ..body };
    let below = if focus == Pane::Task { Pane::Answer } else { focus };
    let panes = beside(rest, list, below, timeline);
    let list = panes.list.union(Rect { height, width: panes.list.width, ..body });
    let x = list.right();
    Areas { list, task: Rect { x, width: body.right() - x, height, ..body }, ..panes }
}

/// List left, answer over timeline right; the timeline goes first where it is low.
fn beside(body: Rect, list: usize, focus: Pane, timeline: impl FnOnce(u16) -> usize) -> Areas {
    let list = list_width(body, list);
    let [list, detail] = Layout::horizontal([Constraint::Length(list), Constraint::Fill(1)]).areas(body);
    details(list, detail, focus, timeline(detail.width.saturating_sub(MARGIN)))
}

/// The answer over the timeline, which is as tall as its lines up to its share; or only one of them where it is low.
fn details(list: Rect, detail: Rect, focus: Pane, lines: usize) -> Areas {
    let share = if focus == Pane::Timeline { TIMELINE_FOCUSED } else { TIMELINE };
    let most = detail.height / 5 * share + detail.height % 5 * share / 5;
    if most < TIMELINE_LEAST {
        return detail_of(list, detail, focus);
    }
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1 + HEAD);
    let timeline = wanted.clamp(TIMELINE_LEAST, most);
    let [answer, timeline] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(timeline)]).areas(detail);
    if focus == Pane::Task {
        return Areas { list, task: answer, timeline, ..Areas::default() };
    }
    Areas { list, answer, timeline, ..Areas::default() }
}

/// List above, one detail pane below, a rule between.
fn above(body: Rect, focus: Pane) -> Areas {
    if body.height < 8 {
        return one(body, focus);
    }
    // The row between them is a rule's.
    let parts = [Constraint::Percentage(45), Constraint::Length(1), Constraint::Fill(1)];
    let [list, _, detail] = Layout::vertical(parts).areas(body);
    detail_of(list, detail, focus)
}

fn one(body: Rect, focus: Pane) -> Areas {
    match focus {
        Pane::List => Areas { list: body, ..Areas::default() },
        Pane::Answer => Areas { answer: body, ..Areas::default() },
        Pane::Timeline => Areas { timeline: body, ..Areas::default() },
        Pane::Task => Areas { task: body, ..Areas::default() },
    }
}

fn detail_of(list: Rect, detail: Rect, focus: Pane) -> Areas {
    match focus {
        Pane::Timeline => Areas { list, timeline: detail, ..Areas::default() },
        Pane::Task => Areas { list, task: detail, ..Areas::default() },
        Pane::List | Pane::Answer => Areas { list, answer: detail, ..Areas::default() },
    }
}

impl Areas {
    /// The same where nothing stands beside or below the list: it has the whole body.
    #[must_use]
    pub fn list_alone(self) -> Self {
        let others = [self.task, self.answer, self.timeline].into_iter().filter(|area| !area.is_empty());
        let list = others.fold(self.list, Rect::union);
        let none = Rect::default();
        Self { list, task: none, answer: none, timeline: none, ..self }
    }

    /// How many assignments the list shows: its height less title and column heads.
    #[must_use]
    pub fn list_rows(&self) -> usize {
        usize::from(self.list.height.saturating_sub(HEAD))
    }

    /// How many lines of the answer show: its height less the title.
    #[must_use]
    pub fn answer_rows(&self) -> usize {
        usize::from(self.answer.height.saturating_sub(HEAD))
    }

    /// How many rows the rule between task and answer takes from the task.
    #[must_use]
    pub fn task_rule(&self) -> u16 {
        let below = !self.answer.is_empty() || !self.timeline.is_empty();
        u16::from(!self.task.is_empty() && below)
    }

    /// How many lines of the task show.
    #[must_use]
    pub fn task_rows(&self) -> usize {
        usize::from(self.task.height.saturating_sub(HEAD + self.task_rule()))
    }

    /// How many rows the rule between answer and timeline takes from the timeline.
    #[must_use]
    pub fn timeline_rule(&self) -> u16 {
        u16::from(!self.answer.is_empty() && !self.timeline.is_empty())
    }

    /// How many lines of the timeline show.
    #[must_use]
    pub fn timeline_rows(&self) -> usize {
        usize::from(self.timeline.height.saturating_sub(HEAD + self.timeline_rule()))
    }

    /// How wide the answer's text is: the pane less its rule and margins.
    #[must_use]
    pub fn answer_width(&self) -> u16 {
        self.answer.width.saturating_sub(MARGIN)
    }
}

/// Rows a pane spends on its title.
pub const HEAD: u16 = 1;
/// Columns a detail pane spends on its margins, left and right.
pub const MARGIN: u16 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u16, height: u16, focus: Pane) -> usize {
        let areas = areas(Rect::new(0, 0, width, height), focus, true, 36, 0, |_| 6);
        [areas.list, areas.answer, areas.timeline].iter().filter(|r| !r.is_empty()).count()
    }

    #[test]
    fn three_panes_wide_two_between_one_narrow() {
        assert_eq!(shown(120, 40, Pane::List), 3);
        assert_eq!(shown(99, 24, Pane::List), 3, "the timeline stands under the answer");
        assert_eq!(shown(99, 16, Pane::List), 2);
        assert_eq!(shown(80, 24, Pane::Timeline), 3);
        assert_eq!(shown(79, 24, Pane::List), 2);
        assert_eq!(shown(60, 24, Pane::Answer), 2);
        assert_eq!(shown(59, 24, Pane::Answer), 1);
    }

    #[test]
    fn the_timeline_is_as_tall_as_its_lines_up_to_its_share() {
        let rows = |height, focus, lines| {
            areas(Rect::new(0, 0, 120, height), focus, false, 36, 0, |_| lines).timeline_rows()
        };
        assert_eq!(rows(40, Pane::List, 6), 6);
        assert_eq!(rows(40, Pane::List, 9), 9);
        assert_eq!(rows(40, Pane::List, 60), 12);
        assert_eq!(rows(40, Pane::Timeline, 60), 19);
        assert_eq!(rows(24, Pane::List, 6), 6);
        assert_eq!(rows(40, Pane::List, 0), 3);
    }

    #[test]
    fn the_focused_pane_shows_at_every_size_that_has_room() {
        for width in 1..=200 {
            for height in 1..=60 {
                for focus in [Pane::List, Pane::Answer, Pane::Timeline, Pane::Task] {
                    let areas = areas(Rect::new(0, 0, width, height), focus, true, 36, 5, |_| 6);
                    let area = match focus {
                        Pane::List => areas.list,
                        Pane::Answer => areas.answer,
                        Pane::Timeline => areas.timeline,
                        Pane::Task => areas.task,
                    };
                    assert!(!area.is_empty(), "{focus:?} at {width}x{height}");
                }
            }
        }
    }
}
