//! Sizes and numbers in words.

/// A number with its thousands apart: `12,345`.
#[must_use]
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A sum of money with its thousands apart: `$1,234.50`.
#[must_use]
pub fn dollars(cents: i128) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let size = cents.unsigned_abs();
    let whole = usize::try_from(size / 100).unwrap_or(usize::MAX);
    format!("{sign}${}.{:02}", number(whole), size % 100)
}

/// A size in bytes as people read it: `512 B`, `12.3 KiB`, `4.0 MiB`.
#[must_use]
pub fn bytes(count: u64) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    let mut tenths = u128::from(count) * 10;
    let mut name = None;
    for unit in UNITS {
        // 1023.95 and more would be written as 1024.0 of the smaller unit.
        if tenths < 10_240 && name.is_some() || count < 1024 {
            break;
        }
        tenths = (tenths + 512) / 1024;
        name = Some(unit);
    }
    name.map_or_else(|| format!("{count} B"), |unit| format!("{}.{} {unit}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(999), "999");
    }

    #[test]
    fn money_has_its_cents_and_its_thousands_apart() {
        for (cents, text) in [(0, "$0.00"), (7, "$0.07"), (123_450, "$1,234.50"), (-250, "-$2.50")] {
            assert_eq!(dollars(cents), text);
        }
    }

    #[test]
    fn sizes_are_written_for_people() {
        for (bytes, text) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.0 KiB"),
            (12_595, "12.3 KiB"),
            (1_048_575, "1.0 MiB"),
            (5 << 30, "5.0 GiB"),
            (u64::MAX, "16777216.0 TiB"),
        ] {
            assert_eq!(super::bytes(bytes), text);
        }
    }
}
