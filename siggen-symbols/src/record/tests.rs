use super::*;

fn read(line: &str) -> Result<Record<'_>, Reason> {
    parse(line.as_bytes())
}

#[test]
fn each_kind_has_its_fields() {
    let module = Module { os: b"mac", cpu: b"arm64", id: b"AB0", name: b"kite wing" };
    assert_eq!(read("MODULE mac arm64 AB0 kite wing\n"), Ok(Record::Module(module)));
    assert_eq!(read("INFO CODE_ID 03020100 kite.dll"), Ok(Record::Info(b"CODE_ID 03020100 kite.dll")));
    assert_eq!(read("FILE 7 c:\\a b.c"), Ok(Record::File(Numbered { id: 7, name: b"c:\\a b.c" })));
    let origin = Numbered { id: u64::MAX, name: b"f(int)" };
    assert_eq!(read("INLINE_ORIGIN 18446744073709551615 f(int)"), Ok(Record::InlineOrigin(origin)));
    let func = Func { is_folded: false, address: 0xab, size: u64::MAX, parameters: 8, name: b"m n" };
    assert_eq!(read("FUNC aB ffffffffffffffff 8 m n"), Ok(Record::Func(func)));
    let func = Func { is_folded: true, address: 1, size: 2, parameters: 0, name: b"" };
    assert_eq!(read("FUNC m 1 2 0"), Ok(Record::Func(func)));
    let public = Public { is_folded: true, address: 1, parameters: 0, name: b"p" };
    assert_eq!(read("PUBLIC m 1 0 p"), Ok(Record::Public(public)));
    assert_eq!(read("10 20 30 40"), Ok(Record::Line(Line { address: 0x10, size: 0x20, line: 30, file: 40 })));
    let Ok(Record::Inline(inline)) = read("INLINE 1 2 3 4 10 20 30 40") else { panic!("a record") };
    assert_eq!((inline.depth, inline.line, inline.file, inline.origin), (1, 2, 3, 4));
    assert_eq!(inline.ranges().collect::<Vec<_>>(), [(0x10, 0x20), (0x30, 0x40)]);
    let init = CfiInit { address: 0x10, size: 0x20, rules: b".cfa: $rsp" };
    assert_eq!(read("STACK CFI INIT 10 20 .cfa: $rsp"), Ok(Record::CfiInit(init)));
    assert_eq!(read("STACK CFI 10 .cfa: $rsp"), Ok(Record::Cfi(Cfi { address: 0x10, rules: b".cfa: $rsp" })));
    let Ok(Record::Win(win)) = read("STACK WIN 4 10 20 1 2 3 4 5 6 1 $T0 .raSearch =") else { panic!("a record") };
    assert_eq!((win.address, win.size, win.max_stack), (0x10, 0x20, 6));
    assert_eq!(win.kind, WinKind::FrameData(b"$T0 .raSearch ="));
    assert_eq!(read("\r\r\n"), Ok(Record::Blank));
}

#[test]
fn keywords_are_told_from_addresses() {
    // All of these are hexadecimal digits.
    for address in ["f", "fa", "FACE", "deadbeef", "0"] {
        let line = format!("{address} 1 2 3");
        assert!(matches!(read(&line), Ok(Record::Line(_))), "{line}");
    }
    for line in ["FUNCTION 1 2 3 f", "func 1 2 3 f", "STACK", "STACK CFG 1", "INLINES 1 2 3", "\tFILE 1 a", "FUNC\t1"] {
        let reason = read(line).unwrap_err();
        assert!(matches!(reason, Reason::UnknownRecord | Reason::MissingField), "{line}: {reason}");
    }
}

#[test]
fn what_is_no_record_has_a_reason() {
    for (line, reason) in [
        ("10 20 30", Reason::MissingField),
        ("10 20 30 40 50", Reason::ExtraField),
        ("10 20 3x 40", Reason::NotDecimal),
        ("10 2g 30 40", Reason::NotHexadecimal),
        ("10000000000000000 20 30 40", Reason::TooLarge),
        ("10 20 30 18446744073709551616", Reason::TooLarge),
        ("INLINE 1 2 3 4", Reason::MissingField),
        ("INLINE 1 2 3 4 10", Reason::MissingField),
        ("INLINE 1 2 3 4 10 20 30", Reason::MissingField),
        ("FILE x a.c", Reason::NotDecimal),
        ("FUNC 10 name", Reason::NotHexadecimal),
        ("MODULE Linux x86", Reason::MissingField),
        ("STACK WIN 4 10 20 1 2 3 4 5", Reason::MissingField),
        ("bar(int)", Reason::UnknownRecord),
    ] {
        assert_eq!(read(line), Err(reason), "{line}");
    }
}

#[test]
fn line_numbers_that_cannot_be_are_unknown() {
    for number in ["-1", "-99999999999999999999999", "4294967296", "99999999999999999999999"] {
        let line = format!("10 20 {number} 40");
        let record = read(&line).unwrap();
        assert_eq!(record, Record::Line(Line { address: 0x10, size: 0x20, line: 0, file: 40 }), "{line}");
        assert!(!has_line_number(&record, line.as_bytes()));
        let line = format!("INLINE 0 {number} 1 2 10 20");
        let record = read(&line).unwrap();
        assert!(matches!(record, Record::Inline(Inline { line: 0, file: 1, .. })), "{line}");
        assert!(!has_line_number(&record, line.as_bytes()));
    }
    let record = read("10 20 4294967295 40").unwrap();
    assert!(has_line_number(&record, b"10 20 4294967295 40"));
    assert_eq!(read("10 20 - 40"), Err(Reason::NotDecimal));
}
