use super::columns;
use super::members::{ServiceMembers, is_exported};
use super::mephisto::MephistoUnits;
use super::names::SharedNames;
use super::pages::OpenPages;
use crate::import::draft::StructureDraft;
use crate::import::error::{ImportError, ImportErrorKind};
use crate::import::row_key::RowKeys;
use crate::import::sink::{Flow, RecordSink, count};
use crate::model::{BonusPayment, Hit, RemarkWeight, SavedRecord};
use crate::wire::{BonusPaymentMember, HitMember, Member, RawMembers};
use serde_json::value::RawValue;
use std::sync::Arc;

/// Values inside of values are looked at so deep.
const DEEPEST: u8 = 12;

/// What kinds of objects a file held, least special first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum JsonShape {
    /// The service's.
    Service,
    /// The API's before 2017.
    Legacy,
    /// Answers beside members.
    Flat,
    /// What hitdeck exports.
    Exported,
    /// Mephisto's.
    Mephisto,
}

/// Makes records of JSON objects.
pub(in crate::import) struct JsonRecords<'s, 't, 'r> {
    pub(super) sink: &'s mut RecordSink<'t, 'r>,
    pub(super) shape: JsonShape,
    pub(super) names: SharedNames,
    pub(super) keys: RowKeys,
    units: MephistoUnits,
    pages: OpenPages,
    /// The HIT of the assignment that came last.
    pub(super) page_hit: Box<str>,
    /// The HIT that was told last.
    told: Option<Hit>,
    /// Values that are none of those that are looked for.
    ignored: u64,
    lost: bool,
}

impl<'s, 't, 'r> JsonRecords<'s, 't, 'r> {
    /// Puts them there.
    pub(in crate::import) fn new(sink: &'s mut RecordSink<'t, 'r>) -> Self {
        Self {
            sink,
            shape: JsonShape::Service,
            names: SharedNames::default(),
            keys: RowKeys::default(),
            units: MephistoUnits::default(),
            pages: OpenPages::default(),
            page_hit: "".into(),
            told: None,
            ignored: 0,
            lost: false,
        }
    }

    /// The file's name.
    pub(in crate::import) fn file(&self) -> &Arc<str> {
        self.sink.file()
    }

    /// What kind of objects they were.
    pub(in crate::import) fn shape(&self) -> JsonShape {
        self.shape
    }

    /// Tells of a value that could not be read.
    pub(in crate::import) fn lost(&mut self, line: u64, why: impl Into<String>) -> Flow {
        self.lost = true;
        self.sink.lost(line, why)
    }

    /// Ends the file.
    pub(in crate::import) fn finish(&mut self) -> Flow {
        for line in std::mem::take(&mut self.pages).lines() {
            let text = "it is a part: a NextToken is left, with which more could be asked for";
            self.sink.note(RemarkWeight::Loss, line, text);
        }
        if self.sink.is_empty() {
            let (kind, what) = if self.lost {
                (ImportErrorKind::Broken, "nothing in it could be read".to_owned())
            } else {
                (ImportErrorKind::NoResults, "there are no assignments, HITs or bonuses in it".to_owned())
            };
            return Err(ImportError::new(kind, self.sink.file(), what).into());
        }
        if self.ignored > 0 {
            let text = format!(
                "values that are no assignments, HITs or bonuses: {} (left out)",
                count(self.ignored)
            );
            self.sink.remark(RemarkWeight::Note, None, text)?;
        }
        self.sink.finish()
    }

    /// Takes a line: a value, or several.
    pub(super) fn line(&mut self, line: &str, number: u64) -> Flow {
        let text = line.trim_start_matches('\u{1e}').trim();
        if text.is_empty() {
            return Ok(());
        }
        if let Ok(members) = RawMembers::parse(text) {
            return self.object(&members, number, 0);
        }
        for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
            match value {
                Ok(value) => self.value(value.get(), number, 0)?,
                Err(error) => return self.lost(number, no_json(&error)),
            }
        }
        Ok(())
    }

    /// Takes a value that begins on this line, so deep inside of others.
    pub(in crate::import) fn value(&mut self, json: &str, line: u64, depth: u8) -> Flow {
        if depth > DEEPEST {
            self.ignored += 1;
            return Ok(());
        }
        if json.starts_with('[') {
            return match serde_json::from_str::<Vec<&RawValue>>(json) {
                Ok(values) => {
                    values.into_iter().try_for_each(|value| self.value(value.get(), line, depth + 1))
                }
                Err(error) => self.lost(line, no_json(&error)),
            };
        }
        if !json.starts_with('{') {
            self.ignored += 1;
            return Ok(());
        }
        match RawMembers::parse(json) {
            Ok(members) => self.object(&members, line, depth),
            Err(error) => self.lost(line, no_json(&error)),
        }
    }

    /// Takes what a page holds beside its lists.
    pub(in crate::import) fn page(&mut self, json: &str, line: u64) -> Flow {
        let Ok(members) = RawMembers::parse(json) else { return Ok(()) };
        self.parts(&members, line, 1)?;
        self.token(&members, line);
        Ok(())
    }

    fn object(&mut self, members: &RawMembers<'_>, line: u64, depth: u8) -> Flow {
        if let Some(rows) = columns::rows(members) {
            return rows.into_iter().try_for_each(|row| self.value(&row, line, depth + 1));
        }
        let has = |name: &str| members.get(name).is_some();
        if has("BonusAmount") {
            return self.bonus(members, line);
        }
        if is_exported(members)
            || has("AssignmentId")
            || has("AssignmentStatus")
            || (has("WorkerId") && (has("Answer") || has("HITId")))
        {
            return self.assignment(members, line);
        }
        if has("unit_id") && has("worker_id") {
            self.shape = self.shape.max(JsonShape::Mephisto);
            let saved = self.units.read(members, self.sink.place(line), &mut self.names);
            return self.sink.put(SavedRecord::Assignment(Box::new(saved)));
        }
        if has("HITId") {
            return self.hit(members, line);
        }
        if self.parts(members, line, depth)? {
            self.token(members, line);
            return Ok(());
        }
        self.inside(members, line, depth)
    }

    /// Takes the lists and structures of a response; `false` where there are none.
    fn parts(&mut self, members: &RawMembers<'_>, line: u64, depth: u8) -> Flow<bool> {
        let mut found = false;
        for name in ["HIT", "HITs", "Assignment", "Assignments", "BonusPayments"] {
            let part = members.get(name).map(RawValue::get).filter(|json| json.starts_with(['[', '{']));
            if let Some(json) = part {
                found = true;
                self.value(json, line, depth + 1)?;
            }
        }
        Ok(found)
    }

    /// Looks into an object that is none by itself: a wrapper of the old API, or lists by the ids of their HITs.
    fn inside(&mut self, members: &RawMembers<'_>, line: u64, depth: u8) -> Flow {
        let mut found = false;
        for (name, value) in members.iter().filter(|(_, value)| value.get().starts_with(['[', '{'])) {
            if name.ends_with("Response") || name.ends_with("Result") {
                self.shape = self.shape.max(JsonShape::Legacy);
            }
            found = true;
            self.value(value.get(), line, depth + 1)?;
        }
        self.ignored += u64::from(!found);
        Ok(())
    }

    /// Remembers whether a page has a next one.
    fn token(&mut self, members: &RawMembers<'_>, line: u64) {
        let token = members.get("NextToken").map(RawValue::get);
        let has_next = token.is_some_and(|token| !matches!(token, "\"\"" | "\"null\"" | "\"None\""));
        self.pages.page(&self.page_hit, line, has_next);
    }

    fn bonus(&mut self, members: &RawMembers<'_>, line: u64) -> Flow {
        let mut bonus = StructureDraft::<BonusPayment>::new();
        for (name, value) in members.iter() {
            if let Some(member) = BonusPaymentMember::from_name(name) {
                let is_time = member == BonusPaymentMember::GrantTime;
                bonus.json(member, is_time, value.get()).tell(self.sink, name, line);
            }
        }
        self.page_hit = "".into();
        self.sink.put(SavedRecord::Bonus(Box::new(bonus.done())))
    }

    fn hit(&mut self, members: &RawMembers<'_>, line: u64) -> Flow {
        let mut service = ServiceMembers::new();
        for (name, value) in members.iter().filter(|(_, value)| value.get() != "null") {
            match HitMember::from_name(name) {
                Some(member) => service.of_hit(member, value.get(), line, self.sink),
                None => service.hit.keep(name, value.get()),
            }
        }
        self.page_hit = "".into();
        self.tell_hit(service.hit.done())
    }

    pub(super) fn tell_hit(&mut self, hit: Hit) -> Flow {
        if self.told.as_ref() == Some(&hit) {
            return Ok(());
        }
        self.told = Some(hit.clone());
        self.sink.put(SavedRecord::Hit(Box::new(hit)))
    }
}

fn no_json(error: &serde_json::Error) -> String {
    format!("this is no JSON: {error}")
}
