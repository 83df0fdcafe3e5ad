//! Clock times in, milliseconds out: the strict form of plain text, and the careless ones of caption files.

/// A clock time at the beginning of the text, `0:34`, `00:01:23`, `1:02:03.400`, and its length in bytes.
pub fn clock(text: &str) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let mut parts = [0u32; 3];
    let mut count = 0;
    let mut at = 0;
    loop {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let fits = if count == 0 { (1..=3).contains(&digits) } else { digits == 2 };
        if !fits {
            return None;
        }
        parts[count] = number(&bytes[at..at + digits]);
        count += 1;
        at += digits;
        if count < 3 && bytes.get(at) == Some(&b':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at += 1;
        } else {
            break;
        }
    }
    if count < 2 || parts[count - 1] > 59 || (count == 3 && parts[1] > 59) || bytes.get(at) == Some(&b':') {
        return None;
    }
    let (millis, length) =
        if count == 3 { pictures(&bytes[at..]) } else { None }.unwrap_or_else(|| fraction(&bytes[at..]));
    let seconds = parts[..count].iter().fold(0u32, |sum, part| sum * 60 + part);
    Some((seconds * 1000 + millis, at + length))
}

/// `;12` behind the seconds, the number of the picture as film editors count: nothing, and its length.
fn pictures(bytes: &[u8]) -> Option<(u32, usize)> {
    let [b';', tens, ones, ..] = bytes else { return None };
    let ended = bytes.get(3).is_none_or(|b| !b.is_ascii_digit() && *b != b';');
    (tens.is_ascii_digit() && ones.is_ascii_digit() && ended).then_some((0, 3))
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().take(9).fold(0, |n, d| n * 10 + u32::from(d - b'0'))
}

/// `.5`, `,250`, `.123456` as milliseconds, with its length; 0 and 0 where no digits follow.
fn fraction(bytes: &[u8]) -> (u32, usize) {
    if !matches!(bytes.first(), Some(b'.' | b',')) {
        return (0, 0);
    }
    let digits = bytes[1..].iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 {
        return (0, 0);
    }
    let mut millis = 0;
    for place in 0..3 {
        millis = millis * 10 + if place < digits { u32::from(bytes[1 + place] - b'0') } else { 0 };
    }
    (millis, 1 + digits)
}

/// A clock time in brackets or parentheses, `[00:01:23]`, `(0:34)`, `[00:02 - 00:04]`: its begin, and its length with the
/// closing bracket.
pub fn bracketed(text: &str) -> Option<(u32, usize)> {
    let close = match text.as_bytes().first()? {
        b'[' => b']',
        b'(' => b')',
        _ => return None,
    };
    let inner = &text[1..];
    if close == b']'
        && let Some(found) = seconds_in_brackets(inner)
    {
        return Some(found);
    }
    if let Some((at, length)) = lettered(inner) {
        return (inner.as_bytes().get(length) == Some(&close)).then_some((at, length + 2));
    }
    let blanks = inner.len() - inner.trim_start_matches(' ').len();
    let (at, length) = clock(&inner[blanks..])?;
    let mut end = 1 + blanks + length;
    let after = text[end..].trim_start_matches([' ', '-', '>', '\u{2013}']);
    if after.len() < text.len() - end
        && let Some((_, second)) = clock(after)
    {
        end = text.len() - after.len() + second;
    }
    end += text[end..].len() - text[end..].trim_start_matches(' ').len();
    (text.as_bytes().get(end) == Some(&close)).then_some((at, end + 1))
}

/// `0m 2s`, `1h 2m 3s`: two units at least, and their length.
fn lettered(text: &str) -> Option<(u32, usize)> {
    let (mut at, mut units, mut seconds) = (0, 0, 0u32);
    for (unit, factor) in [(b'h', 3600), (b'm', 60), (b's', 1)] {
        let rest = &text.as_bytes()[at..];
        let blank = usize::from(units > 0 && rest.first() == Some(&b' '));
        let digits = rest[blank..].iter().take_while(|b| b.is_ascii_digit()).count();
        if (1..=3).contains(&digits) && rest.get(blank + digits) == Some(&unit) {
            seconds += number(&rest[blank..blank + digits]) * factor;
            at += blank + digits + 1;
            units += 1;
        }
    }
    (units >= 2).then_some((seconds * 1000, at))
}

/// `0.50s - 2.00s]`, `0.5 -> 2.0]`, `12.5s]` behind an opening bracket: the begin, and the length with both brackets.
fn seconds_in_brackets(inner: &str) -> Option<(u32, usize)> {
    let end = inner.bytes().take(32).position(|b| b == b']')?;
    let (first, second) = match inner[..end].split_once('-') {
        Some((first, second)) => (first, Some(second.trim_start_matches(['-', '>']))),
        None => (&inner[..end], None),
    };
    let number = |text: &str| {
        let bare = text.trim();
        let digits = bare.strip_suffix('s').unwrap_or(bare);
        let form = digits.contains('.') && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let value = if form { digits.parse::<f64>().ok()? } else { return None };
        (value < 360_000.0).then_some(((value * 1000.0).round() as u32, digits.len() < bare.len()))
    };
    let (at, marked) = number(first)?;
    let sound = second.map_or(marked, |second| number(second).is_some());
    sound.then_some((at, end + 2))
}

/// A time stamp of a caption file, however carelessly written: hours or minutes missing, no padding, a comma for the
/// point, a minus of old Teams exports (counted as zero). With its length in bytes.
pub fn caption_time(text: &str) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let mut parts = [0u64; 3];
    let mut count = 0;
    let mut at = 0;
    let mut negative = false;
    let mut narrow = 0;
    loop {
        if bytes.get(at) == Some(&b'-') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            negative = true;
            at += 1;
        }
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 7 {
            return None;
        }
        parts[count] = u64::from(number(&bytes[at..at + digits]));
        narrow += usize::from(count < 2 && digits == 1);
        count += 1;
        at += digits;
        if count < 3 && bytes.get(at) == Some(&b':') { at += 1 } else { break }
    }
    let mut millis = 0;
    if matches!(bytes.get(at), Some(b'.' | b',')) {
        let minus = usize::from(bytes.get(at + 1) == Some(&b'-'));
        let digits = bytes[at + 1 + minus..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits > 0 {
            let value = number(&bytes[at + 1 + minus..at + 1 + minus + digits.min(3)]);
            // Old Teams wrote milliseconds without leading zeros, as it wrote hours and minutes.
            let unpadded = minus == 1 || (count == 3 && narrow == 2);
            millis = if unpadded { value } else { value * 10u32.pow(3 - digits.min(3) as u32) };
            at += 1 + minus + digits;
        } else if count == 1 {
            return None;
        }
    } else if count == 1 {
        return None;
    }
    // Not the beginning of a longer word or number.
    if bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b':') {
        return None;
    }
    let seconds = parts[..count].iter().fold(0u64, |sum, part| sum * 60 + part);
    let total = if negative { 0 } else { u32::try_from(seconds * 1000 + u64::from(millis)).ok()? };
    Some((total, at))
}

/// `00:01.000 --> 00:02.000` and what follows it: begin and end.
pub fn caption_times(line: &str) -> Option<(u32, u32)> {
    // Every line of a caption file comes by here.
    let point = memchr::memchr(b'>', line.as_bytes())?;
    let (begin, rest) = (line[..point].strip_suffix('-')?, &line[point + 1..]);
    let begin = begin.strip_suffix('-').unwrap_or(begin).trim();
    let (start, length) = caption_time(begin)?;
    if length < begin.len() {
        return None;
    }
    let (end, _) = caption_time(rest.trim_start())?;
    Some((start, end))
}

/// Makes the times relative to the first where they are hours of the day: a call does not begin after four hours.
pub fn settle(times: &mut [Option<u32>]) {
    const LATE: u32 = 4 * 3_600_000;
    let Some(first) = times.iter().flatten().next().copied() else { return };
    if first >= LATE {
        for time in times.iter_mut() {
            *time = time.map(|t| t.saturating_sub(first));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_times() {
        assert_eq!(clock("0:34  "), Some((34_000, 4)));
        assert_eq!(clock("01:02:03.4 x"), Some((3_723_400, 10)));
        assert_eq!(clock("00:00:03;12 a"), Some((3_000, 11)));
        assert_eq!(clock("00:00:03;1200"), Some((3_000, 8)));
        assert_eq!(clock("120:05"), Some((7_205_000, 6)));
        for no in ["12", "1:2", "1:75", "1:02:03:04", "a", "", "1:023", "10:5a"] {
            assert_eq!(clock(no), None, "{no}");
        }
    }

    #[test]
    fn times_in_brackets() {
        assert_eq!(bracketed("[00:01:23] Hi"), Some((83_000, 10)));
        assert_eq!(bracketed("(0:34)"), Some((34_000, 6)));
        assert_eq!(bracketed("[00:02 - 00:04] a"), Some((2_000, 15)));
        assert_eq!(bracketed("[00:43.810 --> 00:47.850]  a"), Some((43_810, 25)));
        assert_eq!(bracketed("(1m 2s): a"), Some((62_000, 7)));
        assert_eq!(bracketed("[1h 0m 2s]"), Some((3_602_000, 10)));
        for no in ["[00:02 Hi]", "(2m)", "(2m 3s or so)", "(2s 3m)"] {
            assert_eq!(bracketed(no), None, "{no}");
        }
    }

    #[test]
    fn careless_caption_times() {
        assert_eq!(caption_times("00:00:01.000 --> 00:00:02,500 align:start"), Some((1_000, 2_500)));
        assert_eq!(caption_times("0:0:-6.-820 --> 0:0:8.970"), Some((0, 8_970)));
        assert_eq!(caption_times("0.860 --> 7.380"), Some((860, 7_380)));
        assert_eq!(caption_times("00:05.000 --> 1:00:00.0"), Some((5_000, 3_600_000)));
        assert_eq!(caption_times("see a --> b"), None);
        assert_eq!(caption_times("00:00:07.000 --> 00:00:1d.890"), None);
        assert_eq!(caption_times("at 00:01.0 --> 00:02.0"), None);
    }

    #[test]
    fn hours_of_the_day_become_offsets() {
        let mut times = [Some(36_000_000), None, Some(36_060_000)];
        settle(&mut times);
        assert_eq!(times, [Some(0), None, Some(60_000)]);
    }
}
