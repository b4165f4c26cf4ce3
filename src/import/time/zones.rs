/// The offset from UTC, in seconds, that a zone's abbreviation stands for, in English and in German. `None` for what
/// stands for several (IST, BST) or for none.
///
/// It is the abbreviation that counts, also where daylight saving says another: files have PST in April.
pub(super) fn offset_of(zone: &str) -> Option<i32> {
    let quarters = match zone {
        "UTC" | "GMT" | "Z" | "UT" | "WET" | "WEZ" => 0,
        "PST" | "AKDT" => -32,
        "PDT" | "MST" => -28,
        "MDT" | "CST" => -24,
        "CDT" | "EST" => -20,
        "EDT" => -16,
        "AKST" => -36,
        "HST" => -40,
        "BRT" | "ART" => -12,
        "CET" | "MEZ" | "MET" | "WEST" | "WESZ" => 4,
        "CEST" | "MESZ" | "MEST" | "EET" | "OEZ" => 8,
        "EEST" | "OESZ" | "MSK" => 12,
        "HKT" | "SGT" => 32,
        "JST" | "KST" => 36,
        "AEST" => 40,
        "AEDT" => 44,
        "NZST" => 48,
        "NZDT" => 52,
        _ => return written(zone),
    };
    Some(quarters * 15 * 60)
}

/// `GMT+05:30`, `UTC-3`, `+0200`.
fn written(zone: &str) -> Option<i32> {
    let bare = zone.strip_prefix("GMT").or_else(|| zone.strip_prefix("UTC")).unwrap_or(zone);
    let (sign, digits) = match bare.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some(parts), _) => parts,
        (None, 4) => digits.split_at_checked(2)?,
        (None, 1 | 2) => (digits, "0"),
        (None, _) => return None,
    };
    let number = |part: &str| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let (hours, minutes): (i32, i32) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
}
