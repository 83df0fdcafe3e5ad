//! A moment of a call as exports write it, out as milliseconds: `12.5`, `"12.5"`, `"1.2s"`, `"PT1M2.5S"`,
//! `"00:01:02.5"`, `{"seconds": "62", "nanos": 500000000}`, and ISO 8601 for absolute ones.

use super::json::Json;

/// Milliseconds of a value whose plain numbers count units of `unit` milliseconds. Negative becomes 0.
pub fn of(value: Json<'_>, unit: f64) -> Option<u32> {
    if value.is_array() {
        return of(value.items().next()?, unit);
    }
    if value.is_object() {
        if let Some(inner) = value.first(&["start", "from", "relative"]) {
            return of(inner, unit);
        }
        value.first(&["seconds", "nanos", "nanoseconds"])?;
        let seconds = value.get("seconds").and_then(Json::number).unwrap_or(0.0);
        let nanos = value.first(&["nanos", "nanoseconds"]).and_then(Json::number).unwrap_or(0.0);
        return whole(seconds * 1000.0 + nanos / 1e6);
    }
    let text = value.as_label()?;
    match text.trim().parse::<f64>() {
        Ok(number) => whole(number * unit),
        Err(_) => spelled(text.trim()),
    }
}

/// Milliseconds of a spelled duration: `1.2s`, `350ms`, `PT0.07S`, `1:02:03.5`, `02:03,5`.
pub fn spelled(text: &str) -> Option<u32> {
    if let Some(iso) = text.strip_prefix("PT").or_else(|| text.strip_prefix("pt")) {
        return iso_duration(iso);
    }
    if let Some(number) = text.strip_suffix("ms") {
        return whole(number.trim().parse::<f64>().ok()?);
    }
    if let Some(number) = text.strip_suffix('s') {
        return whole(number.trim().parse::<f64>().ok()? * 1000.0);
    }
    clock(text)
}

/// `h:m:s`, `m:s`, with a comma or point before the fraction.
pub fn clock(text: &str) -> Option<u32> {
    if !text.contains(':') || text.len() > 20 {
        return None;
    }
    let mut seconds = 0.0;
    let mut parts = 0;
    for part in text.split(':') {
        let number: f64 = part.trim().replace(',', ".").parse().ok()?;
        parts += 1;
        seconds = seconds * 60.0 + number;
    }
    if parts > 3 { None } else { whole(seconds * 1000.0) }
}

fn iso_duration(text: &str) -> Option<u32> {
    let mut seconds = 0.0;
    let mut number = String::new();
    for sign in text.chars().take(40) {
        let unit = match sign.to_ascii_uppercase() {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            other => {
                number.push(other);
                continue;
            }
        };
        seconds += number.parse::<f64>().ok()? * unit;
        number.clear();
    }
    whole(seconds * 1000.0)
}

fn whole(millis: f64) -> Option<u32> {
    (millis.is_finite() && millis < f64::from(u32::MAX)).then(|| millis.max(0.0).round() as u32)
}

/// Milliseconds since 1970 of an absolute time: ISO 8601 or RFC 2822 text, or a number of seconds or milliseconds.
pub fn absolute(value: Json<'_>) -> Option<i64> {
    let text = value.as_label()?;
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return epoch(number);
    }
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(moment.as_millisecond());
    }
    let civil = text.replacen(' ', "T", 1);
    civil
        .parse::<jiff::civil::DateTime>()
        .ok()?
        .to_zoned(jiff::tz::TimeZone::UTC)
        .ok()
        .map(|z| z.timestamp().as_millisecond())
}

/// Slack's `ts`, Unix seconds, JavaScript milliseconds: told apart by size. Anything before 2001 is not a date.
fn epoch(number: f64) -> Option<i64> {
    if (1e9..1e11).contains(&number) {
        Some((number * 1000.0) as i64)
    } else if (1e12..1e14).contains(&number) {
        Some(number as i64)
    } else {
        None
    }
}

/// The ISO day of an absolute time, as the export writes it: no time zone is applied.
pub fn day(value: Json<'_>) -> Option<String> {
    let text = value.as_label()?;
    if let Some(day) = day_of(&text) {
        return Some(day);
    }
    let moment = jiff::Timestamp::from_millisecond(absolute(value)?).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

/// The ISO day with which a text begins.
pub fn day_of(text: &str) -> Option<String> {
    let head = text.trim().get(..10).filter(|head| {
        head.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
    });
    head?.parse::<jiff::civil::Date>().ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::grammar::json::Document;

    fn seconds(text: &str) -> Option<u32> {
        let document = Document::parse(text).unwrap();
        of(document.root(text), 1000.0)
    }

    #[test]
    fn all_spellings_of_a_minute_and_a_half() {
        for text in [
            "90",
            "\"90.0\"",
            "\"90s\"",
            "\"90000ms\"",
            "\"PT1M30S\"",
            "\"00:01:30\"",
            "\"1:30,000\"",
            "{\"seconds\": \"90\", \"nanos\": 0}",
        ] {
            assert_eq!(seconds(text), Some(90_000), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_absent() {
        for text in ["\"soon\"", "\"\"", "null", "1e300", "\"1:2:3:4\"", "\"PTXS\"", "[]"] {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!(seconds("-3"), Some(0));
    }

    #[test]
    fn absolute_times_and_days() {
        let at = |text: &str| {
            let document = Document::parse(text).unwrap();
            (absolute(document.root(text)), day(document.root(text)))
        };
        for text in
            ["\"2026-02-03T09:00:00Z\"", "1770109200", "1770109200000", "\"1770109200.0\"", "\"2026-02-03 09:00:00\""]
        {
            assert_eq!(at(text), (Some(1_770_109_200_000), Some("2026-02-03".into())), "{text}");
        }
        assert_eq!(at("\"2026-13-03\""), (None, None));
        assert_eq!(at("12.5").0, None);
    }
}
