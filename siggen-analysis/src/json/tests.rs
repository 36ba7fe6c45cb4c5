use std::collections::BTreeMap;

use serde::Serialize;

use super::*;

/// What is written is what `serde_json` writes.
#[track_caller]
fn assert_same(value: &impl Serialize) {
    assert_eq!(to_json(value), serde_json::to_string(value).unwrap());
}

fn refused(value: &impl Serialize) -> bool {
    value.serialize(Writer { out: &mut String::new() }) == Err(NotPlain)
}

#[derive(Serialize)]
struct Unit;

#[derive(Serialize)]
struct Wrapped(Option<i64>);

#[derive(Serialize)]
struct Pair(u8, &'static str);

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Choice {
    NoField,
    OneField(Vec<i8>),
    TwoFields(u8, u8),
    Named { field: u8 },
}

#[derive(Serialize)]
#[serde(tag = "kind")]
enum Tagged {
    Empty,
    Full { field: &'static str },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Untagged {
    Number(u64),
    Text(char),
}

#[derive(Serialize)]
struct Inner {
    first: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<u16>,
}

#[derive(Serialize)]
struct Outer {
    before: (),
    #[serde(flatten)]
    inner: Inner,
    #[serde(flatten)]
    rest: BTreeMap<&'static str, i32>,
    #[serde(rename = "a \"name\"\n")]
    after: Option<Inner>,
}

#[test]
fn texts_are_escaped() {
    assert_eq!(to_json(&"\"\\/\u{8}\t\n\u{c}\r"), r#""\"\\/\b\t\n\f\r""#);
    assert_eq!(
        to_json(&"\0\u{1}\u{b}\u{f}\u{10}\u{1a}\u{1f} \u{7f}"),
        concat!(r#""\u0000\u0001\u000b\u000f\u0010\u001a\u001f "#, "\u{7f}\"",)
    );
    assert_eq!(to_json(&"ä\u{2028}\u{feff}\u{fffd}🪁"), "\"ä\u{2028}\u{feff}\u{fffd}🪁\"");
    assert_eq!(to_json(&""), "\"\"");
}

#[test]
fn every_character_is_written_alike() {
    let all: String = ('\0'..'\u{3000}').collect();
    assert_same(&all);
    for char in ('\0'..'\u{100}').chain(['\u{ffff}', '\u{10ffff}']) {
        assert_same(&char);
        assert_same(&format!("{char}{char}a{char}"));
    }
}

#[test]
fn numbers() {
    for number in [0, 1, -1, i64::MIN, i64::MAX, 1 << 53] {
        assert_same(&number);
    }
    assert_eq!(to_json(&(u64::MAX, i8::MIN, 7_usize)), "[18446744073709551615,-128,7]");
}

#[test]
fn all_kinds_of_values() {
    assert_eq!(to_json(&(true, false, (), None::<u8>, Some(3))), "[true,false,null,null,3]");
    assert_eq!(to_json(&[[0_u32; 2]; 2]), "[[0,0],[0,0]]");
    assert_same(&Vec::<u8>::new());
    assert_same(&BTreeMap::<String, u8>::new());
    assert_same(&[Some(Unit), None]);
    assert_same(&(Wrapped(None), Wrapped(Some(-5)), Pair(1, "\n")));
    assert_same(&(Choice::NoField, Choice::OneField(vec![-1, 0])));
    assert_same(&(Tagged::Empty, Tagged::Full { field: "\u{1}" }));
    assert_same(&(Untagged::Number(3), Untagged::Text('"')));
    assert_same(&BTreeMap::from([('"', Choice::NoField), ('b', Choice::OneField(Vec::new()))]));
}

#[test]
fn flattened_structs() {
    let outer = Outer {
        before: (),
        inner: Inner { first: true, second: None },
        rest: BTreeMap::from([("third", -3)]),
        after: Some(Inner { first: false, second: Some(2) }),
    };
    let expected = r#"{"before":null,"first":true,"third":-3,"a \"name\"\n":{"first":false,"second":2}}"#;
    assert_eq!(to_json(&outer), expected);
    assert_same(&outer);
    assert_same(&Outer { inner: Inner { first: true, second: Some(1) }, rest: BTreeMap::new(), after: None, ..outer });
}

#[test]
fn what_is_not_plain_is_refused() {
    assert!(refused(&1.5) && refused(&0_f32) && refused(&vec![1.0]));
    assert!(refused(&u128::MAX));
    assert!(refused(&BTreeMap::from([(1, 2)])) && refused(&BTreeMap::from([(vec!["a"], 2)])));
    assert!(refused(&Choice::TwoFields(1, 2)) && refused(&Choice::Named { field: 1 }));
}
