//! Where requests go: one emulator of invented assignments, and the servers over it.

use crate::scripted;
use crate::secure;
use hitdeck::emulator::Emulator;
use hitdeck::endpoint::{Endpoint, EndpointSettings, Fault, Faults, serve};
use hitdeck::model::{
    Assignment, AssignmentId, Hit, HitId, HitStatus, SignedDuration, Status, Timestamp, WorkerId,
};
use hitdeck::wire::Operation;
use std::path::Path;
use std::sync::OnceLock;
use tokio::runtime::Runtime;

/// Which endpoint a case asks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    /// The project's endpoint over the emulator.
    Emulator,
    /// The same, with these faults to begin with.
    Faulty(&'static [(Fault, u32)]),
    /// Answers that the project's endpoint never gives; the HIT's id chooses one.
    Scripted,
    /// The same over TLS. The authority's certificate is `ca.pem` in the home.
    Tls,
    /// The scripted answers, behind a proxy: no name server knows the host.
    Proxied,
    /// A port on which nobody listens.
    Nowhere,
    /// The case says it itself, or needs none.
    Unsaid,
}

/// An endpoint for one run of one program.
pub(crate) struct Standing {
    pub(crate) url: Option<String>,
    /// Ends with the run.
    _faulty: Option<Endpoint>,
}

/// Everything that runs as long as the tests.
pub(crate) struct World {
    pub(crate) runtime: Runtime,
    emulator: Emulator,
    endpoint: Endpoint,
    scripted: String,
    tls: secure::Server,
}

/// The world, which is made when it is first asked for.
pub(crate) fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let runtime = Runtime::new().unwrap();
        let emulator = Emulator::in_memory().unwrap();
        fill(&emulator);
        let endpoint = runtime.block_on(serve(emulator.clone(), EndpointSettings::default())).unwrap();
        let scripted = runtime.block_on(scripted::serve());
        let tls = runtime.block_on(secure::serve());
        World { runtime, emulator, endpoint, scripted, tls }
    })
}

impl World {
    /// The URL of the endpoint over the emulator.
    pub(crate) fn url(&self) -> String {
        self.endpoint.url()
    }

    /// The URL of a proxy, which answers as the scripted endpoint does whatever host is meant.
    pub(crate) fn proxy(&self) -> String {
        self.scripted.clone()
    }

    /// Makes a place ready for a program whose home is `home`.
    pub(crate) fn stand(&self, place: Place, home: &Path) -> Standing {
        let at = |url: String| Standing { url: Some(url), _faulty: None };
        match place {
            Place::Emulator => at(self.url()),
            Place::Scripted => at(self.scripted.clone()),
            Place::Proxied => at("http://mturk.invalid".to_owned()),
            Place::Nowhere => at("http://127.0.0.1:1".to_owned()),
            Place::Unsaid => Standing { url: None, _faulty: None },
            Place::Tls => {
                std::fs::write(home.join("ca.pem"), &self.tls.authority).unwrap();
                at(self.tls.url.clone())
            }
            Place::Faulty(faults) => {
                let list = Operation::ListAssignmentsForHit;
                let faults = Faults::script(faults.iter().map(|(fault, times)| (list, *fault, *times)));
                let settings = EndpointSettings { faults, ..EndpointSettings::default() };
                let endpoint = self.runtime.block_on(serve(self.emulator.clone(), settings)).unwrap();
                Standing { url: Some(endpoint.url()), _faulty: Some(endpoint) }
            }
        }
    }
}

/// Texts that are hard to print.
const TEXTS: [&str; 16] = [
    "plain",
    "",
    "quotes \" ' ` and a backslash \\ and a slash /",
    "two\nlines,\r\na carriage return and a\ttab",
    "control \u{0}\u{1}\u{8}\u{b}\u{c}\u{1b}[31m\u{1f}\u{7f}\u{80}\u{85}\u{9f}",
    "emoji 🙂 👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇵",
    "combining e\u{301} a\u{308} \u{1d16f}",
    "العربية עברית \u{202e}reversed\u{202c}",
    "日本語のとても長い文、한국어, ｆｕｌｌ ｗｉｄｔｈ",
    "separators \u{2028}\u{2029}\u{a0}\u{feff}\u{200b}",
    "<b>&amp; </b> & 'x' \u{fffd}\u{ffff}\u{10ffff}",
    "- yaml: [looks, like] # this",
    "no",
    "0123",
    "2023-11-14T22:13:20+00:00",
    " spaces around ",
];

/// The moment everything is counted from: 14 November 2023, 22:13:20 UTC.
const START: i64 = 1_700_000_000;
/// When submitted work would be approved: long after any test runs.
const FAR: i64 = 4_102_444_800;

fn fill(emulator: &Emulator) {
    for id in ["3EMPTY", "3ONE", "3TWELVE", "3THOUSAND", "3UNICODE", "3LONG", "3GAPS"] {
        emulator.insert_hit(&hit(id)).unwrap();
    }
    emulator.insert_assignments([assignment("3ONE", 0)]).unwrap();
    emulator.insert_assignments((0..12).map(|at| assignment("3TWELVE", at))).unwrap();
    emulator.insert_assignments((0..1_000).map(|at| assignment("3THOUSAND", at))).unwrap();
    emulator.insert_assignments((0..230).map(gapped)).unwrap();
    emulator
        .insert_assignments(TEXTS.iter().zip(0..).map(|(text, at)| Assignment {
            answer: Some((*text).into()),
            feedback: (at % 2 == 0).then(|| format!("{text} {at}").into()),
            ..assignment("3UNICODE", at)
        }))
        .unwrap();
    let long = "Zwölf Boxkämpfer jagen Viktor über den Sylter Deich. ".repeat(4_000);
    emulator
        .insert_assignments([Assignment { answer: Some(long.into()), ..assignment("3LONG", 0) }])
        .unwrap();
}

fn hit(id: &str) -> Hit {
    Hit {
        hit_type: "3TYPE".into(),
        title: "Count the chairs".into(),
        description: "In one picture".into(),
        keywords: "chairs, counting".into(),
        status: HitStatus::Reviewable,
        max: Some(1_000),
        ..Hit::new(HitId::parse(id).unwrap())
    }
}

/// The assignment at a place in a HIT: every status in turn, times with and without a fraction, members missing.
fn assignment(hit: &str, at: i64) -> Assignment {
    let status = [Status::Submitted, Status::Approved, Status::Rejected][usize::try_from(at % 3).unwrap()];
    let accepted = moment(START) + SignedDuration::from_millis(at * 61_037);
    let submitted = accepted + SignedDuration::from_secs(90);
    let judged = submitted + SignedDuration::from_hours(24 * (at % 400));
    Assignment {
        status,
        accepted: Some(accepted),
        submitted: Some(submitted),
        auto_approval: Some(moment(FAR)),
        approved: (status == Status::Approved).then_some(judged),
        rejected: (status == Status::Rejected).then_some(judged),
        deadline: (at % 4 != 3).then(|| accepted + SignedDuration::from_hours(1)),
        answer: (at % 5 != 4).then(|| answer(at).into()),
        feedback: (status == Status::Rejected).then(|| format!("Number {at} is “wrong”.").into()),
        ..Assignment::new(
            AssignmentId::parse(&format!("3A{at:05}{hit}")).unwrap(),
            WorkerId::parse(&format!("AINVENTED{}", at * 7 % 5)).unwrap(),
            HitId::parse(hit).unwrap(),
        )
    }
}

/// An assignment of a HIT in which members are missing from whole pages of ten: from some all times of judgement,
/// from others deadlines, answers or feedback.
fn gapped(at: i64) -> Assignment {
    let ten = at / 10;
    let whole = assignment("3GAPS", at);
    let judged = ten % 3 != 0;
    Assignment {
        status: if judged { whole.status } else { Status::Submitted },
        approved: whole.approved.filter(|_| judged),
        rejected: whole.rejected.filter(|_| judged),
        feedback: whole.feedback.filter(|_| judged && ten % 4 != 1),
        deadline: whole.deadline.filter(|_| ten % 4 != 2),
        answer: whole.answer.filter(|_| ten % 5 != 1),
        ..whole
    }
}

fn answer(at: i64) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<QuestionFormAnswers><Answer><QuestionIdentifier>chairs\
         </QuestionIdentifier><FreeText>{at} &amp; é</FreeText></Answer></QuestionFormAnswers>"
    )
}

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}
