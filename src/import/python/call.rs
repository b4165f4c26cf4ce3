use jiff::civil::DateTime;
use jiff::tz::Offset;

/// A call that Python prints for a value, as JSON; `None` for any other.
pub(super) fn json(name: &str, arguments: &str) -> Option<String> {
    match name.rsplit('.').next()? {
        "datetime" | "date" => time(arguments),
        "Decimal" | "UUID" => {
            let text = arguments.trim().trim_matches(['\'', '"']);
            serde_json::to_string(text).ok()
        }
        _ => None,
    }
}

/// `2020, 4, 18, 10, 23, 30, 123456, tzinfo=tzutc()`
fn time(arguments: &str) -> Option<String> {
    let mut numbers = Vec::new();
    let mut zone = None;
    for argument in split(arguments) {
        match argument.trim().split_once('=') {
            Some(("tzinfo", of)) => zone = Some(of),
            None if zone.is_none() => numbers.push(argument.trim()),
            // What stands behind a zone is a part of it, or says which of two equal hours it is.
            _ => {}
        }
    }
    let number = |at: usize| numbers.get(at).map_or(Ok(0), |number| number.parse::<i32>());
    let small = |at| i8::try_from(number(at).ok()?).ok();
    let (year, micros) = (i16::try_from(number(0).ok()?).ok()?, number(6).ok()?);
    let nanos = micros.checked_mul(1000)?;
    let at = DateTime::new(year, small(1)?, small(2)?, small(3)?, small(4)?, small(5)?, nanos).ok()?;
    let offset = zone.and_then(offset).map(|offset| offset.to_string());
    // jiff writes whole hours alone.
    let offset = offset.map(|text| if text.len() == 3 { format!("{text}:00") } else { text });
    Some(format!("\"{at}{}\"", offset.unwrap_or_default()))
}

/// The offset of a zone; `None` for one that is known to its own machine alone.
fn offset(zone: &str) -> Option<Offset> {
    let zone = zone.trim();
    let utc = [
        "tzutc()",
        "datetime.timezone.utc",
        "timezone.utc",
        "<UTC>",
        "UTC",
        "datetime.UTC",
        "zoneinfo.ZoneInfo(key='UTC')",
    ];
    if utc.contains(&zone) {
        return Some(Offset::UTC);
    }
    let (name, arguments) = zone.strip_suffix(')')?.split_once('(')?;
    let seconds = match name.rsplit('.').next()? {
        "tzoffset" => split(arguments).last()?.trim().parse().ok()?,
        "timezone" => timedelta(split(arguments).first()?)?,
        _ => return None,
    };
    Offset::from_seconds(seconds).ok()
}

/// `datetime.timedelta(days=-1, seconds=68400)`
fn timedelta(call: &str) -> Option<i32> {
    let (name, arguments) = call.trim().strip_suffix(')')?.split_once('(')?;
    if name.rsplit('.').next()? != "timedelta" {
        return None;
    }
    let mut seconds = 0_i32;
    for (at, argument) in split(arguments).into_iter().enumerate() {
        let (unit, number) =
            argument.trim().split_once('=').unwrap_or((["days", "seconds"].get(at)?, argument.trim()));
        let number: i32 = number.trim().parse().ok()?;
        let scale = match unit {
            "days" => 86_400,
            "hours" => 3600,
            "minutes" => 60,
            "seconds" => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(scale)?)?;
    }
    Some(seconds)
}

/// Arguments, parted by the commas outside of parentheses.
fn split(arguments: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let parts = arguments.split(|char| {
        depth += match char {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        char == ',' && depth == 0
    });
    parts.filter(|part| !part.trim().is_empty()).collect()
}
