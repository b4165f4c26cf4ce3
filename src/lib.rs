//! hitdeck reviews Amazon Mechanical Turk assignments in the terminal.
//!
//! ```text
//!            keys, resize, signals                     pages, problems
//!  terminal ───────────────────────► Msg ◄─────────────────────────── background tasks (feed)
//!                                     │                                      ▲
//!                                     ▼                                      │
//!                    tui::update(&mut App, Msg, now) -> Vec<Effect> ─────────┘
//!                                     │  pure: no IO, no clock, no async
//!                                     ▼
//!                    tui::view(&App, &mut Frame) ──► one buffered write a frame, only when cells changed
//! ```
//!
//! Everything the screen shows came through one door, [`source::Source`]. The screen does not know whether
//! MTurk, a file or the demo stands behind it.
//!
//! | room | what lives there |
//! |---|---|
//! | [`text`] | untrusted text made safe to show; width, one word wrapper, one folding of case, spans of time and sizes in words |
//! | [`answer`] | QuestionFormAnswers XML → fields → lines; search in an answer |
//! | [`model`] | an assignment, a HIT, a status, money: the words of the field as types |
//! | [`wire`] | the service's JSON 1.1 both ways: names of operations and members, times, errors; what a service is |
//! | [`table`] | the in-memory store and the views on it: filter, sort, search |
//! | [`source`] | the door as a trait, with its pages and problems; the one walk over page tokens |
//! | [`archive`] | the user's record on disk: what was fetched and opened, when and from where; a source over it |
//! | [`import`] | files that requesters hold → records: formats recognised from content |
//! | [`export`] | records → a file: the requester site's CSV to the letter, JSON Lines, JSON, Parquet |
//! | [`mturk`] | the service through `aws-sdk-mturk` |
//! | [`feed`] | background tasks over any source: page chains, polling, retries, missing counts |
//! | [`emulator`] | a pretend MTurk account in SQLite: counters, auto-approval, balance; the demo |
//! | [`endpoint`] | the MTurk JSON 1.1 protocol on loopback over anything that answers it as a service |
//! | [`output`] | what a machine reads: json, yaml, text, table, csv, jsonl; the JMESPath query |
//! | [`config`] | what the surroundings decide: how the terminal can show things, where files live |
//! | [`tui`] | the screen |
//! | [`cli`] | every flag and subcommand |
//!
//! A room imports only from rooms above it in this table.

pub mod answer;
pub mod archive;
pub mod cli;
pub mod config;
pub mod emulator;
pub mod endpoint;
pub mod export;
pub mod feed;
pub mod import;
pub mod model;
pub mod mturk;
pub mod output;
pub mod source;
pub mod table;
pub mod text;
pub mod tui;
pub mod wire;
