//! A call's path, its words and the calls table in; who its customer is out: segment, date, account, product, language.

mod dates;
mod languages;
mod list;
mod table;

pub use languages::{how_to_mine, language};
pub use list::{ListError, read as read_list};
pub use table::CallsTable;

use crate::corpus::Meta;

/// Fills in what the path says and nothing else has said: the first folder is the segment (`lost/acme.vtt`), a day in the
/// file's or a folder's name is the date. A folder that is only a date or an archive is no segment.
pub fn from_path(path: &str, meta: &mut Meta) {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    if meta.segment.is_none() {
        let names = |folder: &&str| !folder.is_empty() && !dates::is_period(folder) && !is_archive(folder);
        meta.segment = folders.split('/').find(names).map(str::to_owned);
    }
    if meta.date.is_none() {
        meta.date = dates::find(file).or_else(|| dates::find(path)).map(|day| day.to_string());
    }
}

fn is_archive(folder: &str) -> bool {
    let lower = folder.to_ascii_lowercase();
    [".zip", ".gz", ".zst", ".tar", ".tgz"].iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(path: &str) -> (Option<String>, Option<String>) {
        let mut meta = Meta::default();
        from_path(path, &mut meta);
        (meta.segment, meta.date)
    }

    #[test]
    fn the_first_folder_is_the_segment() {
        assert_eq!(meta("lost/2026/acme.vtt").0.as_deref(), Some("lost"));
        assert_eq!(meta("acme.vtt").0, None);
        assert_eq!(meta("2026-03/lost/acme.vtt").0.as_deref(), Some("lost"));
        assert_eq!(meta("2026/03/14/acme.vtt"), (None, Some("2026-03-14".into())));
        assert_eq!(meta("export.zip/prospects/a.txt").0.as_deref(), Some("prospects"));
    }

    #[test]
    fn the_files_own_date_goes_before_the_folders() {
        assert_eq!(meta("x/2026-01-01/call 2026-03-14.txt").1.as_deref(), Some("2026-03-14"));
        assert_eq!(meta("x/2026-01-01/call.txt").1.as_deref(), Some("2026-01-01"));
    }

    #[test]
    fn what_is_known_already_stays() {
        let mut known = Meta { segment: Some("vip".into()), date: Some("2025-05-05".into()), ..Meta::default() };
        from_path("lost/2026-01-01.txt", &mut known);
        assert_eq!((known.segment.as_deref(), known.date.as_deref()), (Some("vip"), Some("2025-05-05")));
    }
}
