//! A language in, its built-in codebook out: the files of `codes/`, in the order in which the codes are numbered.

use super::Codebook;
use crate::language::Language;

/// The English files: first the lists, then a file a code.
const ENGLISH: &[(&str, &str)] = &[
    ("lists.cues", include_str!("codes/lists.cues")),
    ("problem.cues", include_str!("codes/problem.cues")),
    ("workaround.cues", include_str!("codes/workaround.cues")),
    ("wish.cues", include_str!("codes/wish.cues")),
    ("request.cues", include_str!("codes/request.cues")),
    ("outcome.cues", include_str!("codes/outcome.cues")),
    ("praise.cues", include_str!("codes/praise.cues")),
    ("question.cues", include_str!("codes/question.cues")),
    ("objection.cues", include_str!("codes/objection.cues")),
    ("alternative.cues", include_str!("codes/alternative.cues")),
    ("trigger.cues", include_str!("codes/trigger.cues")),
    ("left.cues", include_str!("codes/left.cues")),
    ("decision.cues", include_str!("codes/decision.cues")),
    ("source.cues", include_str!("codes/source.cues")),
    ("threat.cues", include_str!("codes/threat.cues")),
    ("price.cues", include_str!("codes/price.cues")),
    ("emotion.cues", include_str!("codes/emotion.cues")),
    ("social.cues", include_str!("codes/social.cues")),
];

pub(super) fn codebook(language: &'static Language) -> Option<Codebook> {
    match language.code {
        "en" => Codebook::empty(language, false).with_files(ENGLISH).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_can_be_read() {
        if let Err(error) = Codebook::of_files(crate::language::english(), ENGLISH) {
            panic!("{error}");
        }
    }
}
