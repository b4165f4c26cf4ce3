use super::texts::Texts;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Texts that are kept once each and go by number: ids, workers, feedback that many rows share.
#[derive(Debug, Default)]
pub(super) struct Interner {
    texts: Texts,
    /// Numbers, placed by the hash of their texts, which stand in `texts` alone.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// How many there are. Numbers run from 0 to one below.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The text with this number.
    pub(super) fn get(&self, number: u32) -> Option<&str> {
        self.texts.get(number as usize)
    }

    /// The number of a text, if it is here.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let same = |number: &u32| self.get(*number) == Some(text);
        self.numbers.find(self.hasher.hash_one(text), same).copied()
    }

    /// The number of a text, which is added if it is new.
    ///
    /// `None` only beyond 2³² texts, where memory ended long before.
    pub(super) fn intern(&mut self, text: &str) -> Option<u32> {
        if let Some(known) = self.find(text) {
            return Some(known);
        }
        let number = u32::try_from(self.texts.len()).ok()?;
        self.texts.push(text);
        let (texts, hasher) = (&self.texts, &self.hasher);
        let hash = |number: &u32| hasher.hash_one(texts.get(*number as usize).unwrap_or_default());
        self.numbers.insert_unique(hasher.hash_one(text), number, hash);
        Some(number)
    }

    /// The texts as they are now, cheap to take along.
    pub(super) fn texts(&self) -> Texts {
        self.texts.clone()
    }

    /// The bytes it takes in memory.
    pub(super) fn footprint(&self) -> usize {
        self.texts.footprint() + self.numbers.allocation_size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_the_number_it_got_first() {
        let mut texts = Interner::default();
        let text = |number: u32| format!("W{number}");
        for number in 0..10_000 {
            assert_eq!(texts.intern(&text(number)), Some(number));
        }
        for number in 0..10_000 {
            assert_eq!(texts.intern(&text(number)), Some(number));
            assert_eq!(texts.get(number), Some(&*text(number)));
        }
        assert_eq!(texts.len(), 10_000);
        assert_eq!(texts.find("W10000"), None);
    }
}
