//! What counts as the same call, and what does not.

use super::*;

fn call(path: &str, text: &str) -> (String, &'static str, Draft) {
    let mut draft = Draft::default();
    let label = draft.named("");
    draft.push(label, None, text);
    (path.to_owned(), "text", draft)
}

/// A talk of so many words that has nothing in common with a talk of another seed.
fn talk(seed: u64, words: u64) -> String {
    let word = |n: u64| format!("w{} ", mix(seed.wrapping_mul(PRIME) ^ n) % 50_000);
    (0..words).map(word).collect()
}

#[test]
fn case_marks_and_turns_make_no_difference() {
    let text = talk(1, 300);
    let loud = text.to_uppercase().replace(' ', ", ");
    let mut cut = call("b.srt", "");
    for piece in text.split_inclusive(' ').collect::<Vec<_>>().chunks(7) {
        cut.2.push(0, Some(0), &piece.concat());
    }
    let calls = [call("a.txt", &loud), cut, call("c.txt", &talk(2, 300))];
    // The one with times is kept.
    assert_eq!(duplicates(&calls), [Twin { dropped: 0, kept: 1 }]);
}

#[test]
fn a_corrected_twin_is_found_and_the_longer_is_kept() {
    let text = talk(3, 1000);
    let corrected: Vec<&str> =
        text.split(' ').enumerate().map(|(n, w)| if n % 25 == 0 { "fixed" } else { w }).collect();
    let calls = [call("x/call.txt", &corrected.join(" ")), call("y/other.txt", &(text + " and a word more"))];
    assert_eq!(duplicates(&calls), [Twin { dropped: 0, kept: 1 }]);
}

#[test]
fn a_shared_script_makes_no_twins() {
    let script = talk(9, 60);
    let calls: Vec<_> = (0..200).map(|n| call(&format!("{n}.txt"), &(script.clone() + &talk(100 + n, 150)))).collect();
    assert_eq!(duplicates(&calls), []);
}

#[test]
fn equal_short_answers_are_all_kept() {
    let calls = [
        call("a.csv#1", "It is too expensive for what it does, and support never answers."),
        call("a.csv#2", "It is too expensive for what it does, and support never answers."),
        call("b.csv#1", "It is too expensive for what it does, and support never answers."),
    ];
    assert_eq!(duplicates(&calls), []);
}

#[test]
fn a_short_call_in_two_files_of_one_stem_counts_once() {
    let text = "Hello, this is about the invoice of last month, please call back.";
    let calls = [call("m/voicemail.json", text), call("m/voicemail.srt", text), call("n/voicemail.srt", text)];
    assert_eq!(duplicates(&calls), [Twin { dropped: 1, kept: 0 }]);
}

#[test]
fn many_copies_leave_one() {
    let text = talk(5, 400);
    let calls: Vec<_> = (0..100).map(|n| call(&format!("{n:03}.txt"), &text)).collect();
    let twins = duplicates(&calls);
    assert_eq!(twins.len(), 99);
    assert!(twins.iter().all(|twin| twin.kept == 0));
}

#[test]
fn the_order_of_the_list_does_not_choose() {
    let text = talk(6, 400);
    let forth = [call("a.txt", &text), call("b.txt", &text)];
    let back = [call("b.txt", &text), call("a.txt", &text)];
    assert_eq!(duplicates(&forth), [Twin { dropped: 1, kept: 0 }]);
    assert_eq!(duplicates(&back), [Twin { dropped: 0, kept: 1 }]);
}

#[test]
fn stems() {
    assert_eq!(stem("a/Talk.words.json").0, "a/talk");
    assert_eq!(stem("a/talk.zip/talk.srt").0, "a/talk");
    assert_eq!(stem("a/x.csv#12"), ("a/x".into(), "#12"));
    assert_eq!(stem("v1.2 call.txt").0, "/v1.2 call");
}

#[test]
fn ideographs_are_words() {
    let mut count = 0;
    words("你好 world’s end — ok".as_bytes(), |_| count += 1);
    assert_eq!(count, 5);
}
