//! The tape against serde_json as the second opinion, and what exports do that serde refuses.

use super::*;
use proptest::prelude::*;

fn root(text: &str) -> Document {
    Document::parse(text).unwrap()
}

/// The same value by way of the tape, for comparing.
fn copy(json: Json<'_>) -> serde_json::Value {
    use serde_json::Value;
    if json.is_object() {
        Value::Object(json.entries().map(|(key, value)| (key.into_owned(), copy(value))).collect())
    } else if json.is_array() {
        Value::Array(json.items().map(copy).collect())
    } else if let Some(text) = json.as_str() {
        Value::String(text.into_owned())
    } else if json.is_number() {
        serde_json::from_str(&json.as_label().unwrap()).unwrap_or_default()
    } else {
        json.flag().map_or(Value::Null, Value::Bool)
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        ".{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((".{0,4}", inner), 0..6)
                .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn reads_what_serde_writes(value in any_json()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let document = root(&text);
            prop_assert_eq!(&copy(document.root(&text)), &value);
        }
    }

    #[test]
    fn any_text_is_a_value_or_an_error(text in "[\\[\\]{}\",:0-9a\\\\u \n-]{0,60}") {
        if let Ok(document) = Document::parse(&text) {
            copy(document.root(&text));
        }
    }

    #[test]
    fn what_serde_accepts_is_accepted(text in "[\\[\\]{}\",:0-9 ]{0,30}") {
        if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
            prop_assert!(Document::parse(&text).is_ok());
        }
    }
}

#[test]
fn ids_of_nineteen_digits_keep_every_digit() {
    let text = r#"{"id": 7782342274025937895}"#;
    assert_eq!(root(text).root(text).label("id").unwrap(), "7782342274025937895");
}

#[test]
fn python_writes_nan_and_exports_end_lists_with_a_comma() {
    let text = r#"{"a": NaN, "b": [1, -Infinity, 2,], "c": Infinity,}"#;
    let document = root(text);
    let json = document.root(text);
    assert!(json.get("a").is_none());
    assert_eq!(json.get("b").unwrap().len(), 3);
}

#[test]
fn several_values_are_a_list() {
    let text = "{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}";
    let document = root(text);
    assert!(document.several());
    let numbers: Vec<_> = document.root(text).items().filter_map(|json| json.index("a")).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn damage_is_named_with_its_line() {
    for (text, line) in
        [("{\"a\": 1,\n\"b\" 2}", "line 2"), ("{\"a\": [1, 2", "line 1"), ("{} }", "line 1"), ("[1 2]", "line 1")]
    {
        match Document::parse(text) {
            Err(ReadError::Damaged { place, .. }) => assert_eq!(place, line),
            _ => panic!("{text} is no JSON"),
        }
    }
}

#[test]
fn deep_nesting_is_refused_without_recursion() {
    let deep = "[".repeat(1_000_000);
    assert!(matches!(Document::parse(&deep), Err(ReadError::TooLarge(_))));
}

#[test]
fn surrogate_pairs_and_halves() {
    let text = r#"["\ud83d\ude00", "\ud83d!", "\u00e9\n\"", "\u12"]"#;
    let document = root(text);
    let texts: Vec<_> = document.root(text).items().filter_map(Json::as_str).map(Cow::into_owned).collect();
    assert_eq!(texts, ["😀", "\u{FFFD}!", "é\n\"", "\u{FFFD}12"]);
}

#[test]
fn a_node_is_twelve_bytes() {
    assert_eq!(size_of::<Node>(), 12);
}
