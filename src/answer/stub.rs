#![allow(missing_docs)]
use super::Answer;
#[derive(Debug, Clone)]
pub struct Needle(String);
impl Needle {
    pub fn new(t: &str) -> Option<Self> { (!t.is_empty()).then(|| Self(t.to_lowercase())) }
    pub fn is_in(&self, t: &str) -> bool { t.to_lowercase().contains(&self.0) }
    pub fn is_in_answer(&self, t: &str) -> bool { self.is_in(t) }
}
pub struct Layout { pub width: u16, pub unfolded: bool, pub ascii: bool }
#[derive(Debug, Clone)]
pub struct Line { pub spans: Vec<Span> }
#[derive(Debug, Clone)]
pub struct Span { pub text: String, pub role: Role }
#[derive(Debug, Clone, Copy)]
pub enum Role { Label, Text, Dim, Good, Bad, Warning, Accent, Unsafe }
pub fn lines(a: &Answer, _xml: &str, _l: &Layout) -> Vec<Line> {
    a.plain().lines().map(|l| Line { spans: vec![Span { text: l.into(), role: Role::Text }] }).collect()
}
pub fn raw_lines(xml: &str, _w: u16) -> Vec<Line> { vec![Line { spans: vec![Span { text: xml.into(), role: Role::Dim }] }] }
