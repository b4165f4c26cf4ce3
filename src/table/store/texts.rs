use std::sync::Arc;

/// How many texts share one allocation.
const PER_CHUNK: usize = 4096;

/// Short texts by number, end to end in few allocations.
///
/// Full chunks are shared between clones, so that a clone costs the last chunk only.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    full: Vec<Arc<Chunk>>,
    last: Chunk,
}

/// Up to [`PER_CHUNK`] texts.
#[derive(Debug, Clone, Default)]
struct Chunk {
    text: String,
    /// Where each text ends; it begins where the one before ends.
    ends: Vec<usize>,
}

impl Texts {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.full.len() * PER_CHUNK + self.last.ends.len()
    }

    /// Adds a text, whose number is the [`len`](Self::len) before.
    pub(super) fn push(&mut self, text: &str) {
        self.last.text.push_str(text);
        self.last.ends.push(self.last.text.len());
        if self.last.ends.len() == PER_CHUNK {
            let mut chunk = std::mem::take(&mut self.last);
            chunk.text.shrink_to_fit();
            self.full.push(Arc::new(chunk));
        }
    }

    /// The text with this number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let chunk = self.full.get(number / PER_CHUNK).map_or(&self.last, |full| full);
        chunk.get(number % PER_CHUNK)
    }

    /// The bytes it takes in memory.
    pub(super) fn footprint(&self) -> usize {
        self.full.iter().map(|chunk| chunk.footprint()).sum::<usize>() + self.last.footprint()
    }
}

impl Chunk {
    fn get(&self, place: usize) -> Option<&str> {
        let start = place.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(place)?)
    }

    fn footprint(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_number_across_chunks_and_in_clones() {
        let text =
            |number: usize| if number.is_multiple_of(7) { String::new() } else { format!("é{number}") };
        let mut texts = Texts::default();
        for number in 0..PER_CHUNK * 2 + 10 {
            assert_eq!(texts.len(), number);
            texts.push(&text(number));
        }
        let clone = texts.clone();
        texts.push("later");
        for number in 0..PER_CHUNK * 2 + 10 {
            assert_eq!(clone.get(number), Some(&*text(number)));
        }
        assert_eq!(clone.get(PER_CHUNK * 2 + 10), None);
        assert_eq!(texts.get(PER_CHUNK * 2 + 10), Some("later"));
    }
}
