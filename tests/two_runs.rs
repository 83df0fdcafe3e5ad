//! Written runs against each other, and against a company's own copy.

mod program;

use program::{Desk, table};

/// Calls of which the first `booked` complain of double booking, the others of paper forms: the same two words, in ever
/// other company.
fn calls(desk: &Desk, folder: &str, calls: usize, booked: usize) {
    let before = ["Last week we got", "On Friday somebody was", "My brother gets", "Both vans were", "I hate being"];
    let after = ["and nobody noticed", "because of a typo", "which cost me a client", "right before lunch", "as ever"];
    let work = ["plumbing", "roofing", "painting", "fencing", "tiling", "paving", "glazing"];
    for call in 0..calls {
        let what = if call < booked { "double booked" } else { "buried in paper forms" };
        let (before, after, work) = (before[call % 5], after[call / 5 % 5], work[call % 7]);
        let text = format!(
            "Dana (Acme): Thanks for making the time, how has the week been over there?\n\
             Customer {call}: Busy with {work}, honestly. {before} {what} {after}. It is number {call} on my list.\n\
             Dana (Acme): I see. What would you like to have instead?\n\
             Customer {call}: For {work} number {call} I need the schedule, {after}.\n"
        );
        desk.write(&format!("{folder}/call_{call:02}.txt"), text.as_bytes());
    }
}

#[test]
fn compare_tells_what_is_said_more_and_less() {
    let desk = Desk::new();
    calls(&desk, "before", 40, 6);
    calls(&desk, "after", 40, 34);
    for run in ["before", "after"] {
        desk.run(&["mine", run, "--rep", "Dana", "--out", &format!("{run}-out"), "-q"]).ends_with(0);
    }
    let ran = desk.run(&["compare", "before-out", "after-out"]).ends_with(0);
    let ran = ran.says(&["before-out (40 calls) and after-out (40 calls)", "Said less", "paper forms"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    let rows = table(desk.run(&["compare", "before-out", "after-out", "--csv"]).ends_with(0).out.as_bytes());
    let forms = rows.iter().find(|row| row["text"].contains("paper forms") && row["change"] == "less").unwrap();
    assert_eq!((&*forms["clear"], &*forms["calls_before"], &*forms["calls_after"]), ("yes", "34", "6"));
    assert_eq!((&*forms["difference"], &*forms["kind"]), ("-0.7000", "term"));
    let wish = rows.iter().find(|row| row["text"].contains("schedule")).unwrap();
    assert_eq!(&*wish["clear"], "no", "all say it in both");
}

#[test]
fn compare_writes_a_page_that_needs_nothing_else() {
    let desk = Desk::new();
    calls(&desk, "before", 40, 6);
    calls(&desk, "after", 40, 34);
    for run in ["before", "after"] {
        desk.run(&["mine", run, "--rep", "Dana", "--out", &format!("{run}-out"), "-q"]).ends_with(0);
    }
    let ran = desk.run(&["compare", "before-out", "after-out", "--html", "pages/moved.html"]).ends_with(0);
    ran.says(&["Said less", "paper forms"]);
    let page = String::from_utf8(desk.files("pages")["moved.html"].clone()).unwrap();
    for part in ["id=\"less\"", "paper forms", "before-out", "34 of 40", "6 of 40", "-70 (", "default-src 'none'"] {
        assert!(page.contains(part), "{part} is not in the page");
    }
    assert!(!page.contains("<script") && !page.contains(" src=") && page.len() < 200_000);
    desk.write("taken", b"");
    let ran = desk.run(&["compare", "before-out", "after-out", "--html", "taken/moved.html"]).ends_with(2);
    ran.complains_of(&["cannot write `taken/moved.html`"]);
}

#[test]
fn compare_with_itself_finds_nothing() {
    let desk = Desk::new();
    calls(&desk, "calls", 20, 9);
    desk.run(&["mine", "calls", "--rep", "Dana", "--out", "run", "-q"]).ends_with(0);
    let ran = desk.run(&["compare", "run", "run"]).ends_with(0);
    ran.says(&["No clear change."]).complains_of(&["Both runs read the same calls"]);
}

#[test]
fn compare_wants_two_runs() {
    let desk = Desk::new();
    desk.run(&["compare", "nowhere", "nowhere"]).ends_with(2).complains_of(&["nowhere", "terms.csv"]);
    desk.write("bad/terms.csv", b"a,b\n1,2\n");
    desk.write("bad/run.json", b"{\"calls_total\": 1}");
    desk.run(&["compare", "bad", "bad"]).ends_with(2).complains_of(&["bad", "no column `term`"]);
}

/// A run, and a site that talks past it.
fn desk_with_a_site() -> Desk {
    let desk = Desk::new();
    calls(&desk, "calls", 30, 18);
    desk.write("site/index.html", b"<nav>Home</nav><h1>Operational visibility</h1><p>See the whole schedule.</p>");
    desk.write("site/pricing.md", b"# Pricing\nOperational visibility for one price. No more paper forms!\n");
    desk.write("site/about.txt", b"We bring operational visibility to crews.\n");
    desk.write("site/logo.png", b"\x89PNG\r\n\x1a\n");
    desk.run(&["mine", "calls", "--rep", "Dana", "--out", "run", "-q"]).ends_with(0);
    desk
}

#[test]
fn gap_tells_what_each_says_and_the_other_does_not() {
    let desk = desk_with_a_site();
    let ran = desk.run(&["gap", "run", "--copy", "site"]).ends_with(0).complains_of(&["--calls"]);
    let ran = ran.says(&["They say, you do not", "double booked", "You say, they do not", "no sign of it"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    let rows = table(desk.run(&["gap", "run", "--copy", "site", "--csv"]).ends_with(0).out.as_bytes());
    let of = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).map(|row| &*row["text"]).collect::<Vec<_>>();
    assert!(of("they say").iter().any(|text| text.contains("double booked")));
    assert!(!of("they say").contains(&"paper forms"), "it stands on the site");
    assert!(
        of("you say").iter().any(|text| text.eq_ignore_ascii_case("operational visibility")),
        "{:?}",
        of("you say")
    );
    assert_eq!(of("page"), ["about.txt", "index.html", "pricing.md"]);
}

#[test]
fn gap_counts_the_words_of_the_copy_in_the_calls() {
    let desk = desk_with_a_site();
    let run = ["gap", "run", "--copy", "site", "--calls", "calls", "--csv"];
    let rows = table(desk.run(&run).ends_with(0).complains_of(&["a zero proves little"]).out.as_bytes());
    let own = rows.iter().find(|row| row["text"].eq_ignore_ascii_case("operational visibility")).unwrap();
    assert_eq!((&*own["calls"], &*own["calls_total"], &*own["share_high"]), ("0", "30", "0.1135"));
    let allowed = [&run[..], &["--allow", "operational visibility"]].concat();
    assert!(!desk.run(&allowed).ends_with(0).out.to_lowercase().contains("operational visibility"));
}

#[test]
fn gap_wants_copy() {
    let desk = desk_with_a_site();
    desk.run(&["gap", "run", "--copy", "calls-that-are-not-there"])
        .ends_with(2)
        .complains_of(&["no .md, .html or .txt"]);
}
