//! Records that are larger than they may be: each is a problem in its place, and costs no other.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod common;
#[path = "common/tables.rs"]
mod tables;

use std::io::Write;

use common::{Found, Seen, at_index, bytes, gzip, on_line, records, run_limited, whole, zst};
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::file::metadata::{ParquetMetaDataReader, ParquetMetaDataWriter};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use siggen_batch::MaxRecord;

const MAX: usize = 1000;

fn limited(inputs: Vec<Found>) -> Vec<Seen> {
    run_limited(inputs, None, MaxRecord::bytes(MAX as u64)).into_iter().flat_map(|done| done.part).collect()
}

/// A problem with something that is too large.
fn too_large(seen: Seen, what: &str) -> Seen {
    let place = seen.index.map_or_else(String::new, |index| format!("in [{index}]: "));
    Seen { text: Err(format!("{place}the {what} is larger than {MAX} bytes, the max-record limit")), ..seen }
}

/// A record of so many bytes.
fn of(length: usize) -> String {
    format!("{{\"a\": \"{}\"}}", "x".repeat(length - 9))
}

/// From the end of each chunk on, a run gives what the undisturbed one gave behind it.
fn can_go_on_everywhere(inputs: &[Found]) -> usize {
    let max = MaxRecord::bytes(MAX as u64);
    let all = run_limited(inputs.to_vec(), None, max);
    for (index, done) in all.iter().enumerate() {
        let rest = run_limited(inputs.to_vec(), Some(done.end.clone()), max);
        let expected = all[index + 1..].iter().flat_map(|done| &done.part);
        assert!(rest.iter().flat_map(|done| &done.part).eq(expected), "from {:?}", done.end);
    }
    all.len()
}

#[test]
fn a_line_is_as_long_as_it_may_be() {
    for (length, is_fine) in [(MAX, true), (MAX + 1, false)] {
        let line = of(length);
        for text in [format!("{line}\n{{}}"), format!("{{}}\n{line}"), format!("\n{line}\n{{}}\n")] {
            let all = limited(vec![bytes("a.ndjson", &text), bytes("b", "{}")]);
            assert_eq!(all.len(), 3, "{all:?}");
            assert_eq!(all.iter().filter(|seen| seen.text.is_err()).count(), usize::from(!is_fine), "{all:?}");
        }
    }
}

#[test]
fn a_long_line_is_passed_over_wherever_it_stands() {
    // Shorter than what is read at once, and longer.
    for length in [MAX + 1, 60 * MAX] {
        let mut lines = records(4000, 200, 1);
        let mut expected: Vec<Seen> =
            lines.iter().enumerate().map(|(number, line)| on_line("a", number + 1, line)).collect();
        for at in [0, 1, 7, 2000, 3999] {
            lines[at] = of(length);
            expected[at] = too_large(on_line("a", at + 1, ""), "line");
        }
        for end in ["", "\n"] {
            let text = lines.join("\n") + end;
            for stored in [text.clone().into_bytes(), gzip(text.as_bytes()), zst(text.as_bytes())] {
                let inputs = [bytes("a", &stored), bytes("b", "{}")];
                let all = limited(inputs.to_vec());
                assert!(all.iter().eq(expected.iter().chain([&whole("b", "{}")])), "{length}");
                assert!(can_go_on_everywhere(&inputs) > 2);
            }
        }
    }
}

#[test]
fn megabytes_of_a_line() {
    // Several times as long as what is read at once.
    let max = 2_000_000;
    let long = of(9_000_000);
    let text = format!("{{}}\n{long}\n[1]\n");
    let message = Err(format!("the line is larger than {max} bytes, the max-record limit"));
    let expected = [
        on_line("a", 1, "{}"),
        Seen { text: message.clone(), ..on_line("a", 2, "") },
        on_line("a", 3, "[1]"),
        whole("b", "{}"),
    ];
    for stored in [text.clone().into_bytes(), zst(text.as_bytes())] {
        let run = run_limited(vec![bytes("a", stored), bytes("b", "{}")], None, MaxRecord::bytes(max));
        assert!(run.into_iter().flat_map(|done| done.part).eq(expected.clone()));
    }
    // The first line, of which nobody has said that it is one.
    let run = run_limited(vec![bytes("a", format!("{long}\n\n{{}}\n{{}}"))], None, MaxRecord::bytes(max));
    let expected = [Seen { text: message, ..on_line("a", 1, "") }, on_line("a", 3, "{}"), on_line("a", 4, "{}")];
    assert!(run.into_iter().flat_map(|done| done.part).eq(expected));
    // With no limit it is read.
    let run = run_limited(vec![bytes("a", &text)], None, MaxRecord::NONE);
    assert_eq!(run.into_iter().flat_map(|done| done.part).nth(1), Some(on_line("a", 2, &long)));
}

#[test]
fn a_line_without_end_ends_its_input() {
    let text = format!("{{}}\n{}\n{{}}\n", "x".repeat(700 * MAX + 1_100_000));
    let rest = "the rest is not read, because a line can't be this long".to_owned();
    assert_eq!(
        limited(vec![bytes("a.ndjson", zst(text.as_bytes())), bytes("b", "{}")]),
        [
            on_line("a.ndjson", 1, "{}"),
            too_large(on_line("a.ndjson", 2, ""), "line"),
            Seen { text: Err(rest), ..whole("a.ndjson", "") },
            whole("b", "{}")
        ]
    );
}

#[test]
fn documents() {
    let pretty = |length: usize| of(length).replace("{\"", "{\n\"");
    for text in [
        of(MAX + 1),
        pretty(MAX + 1),
        pretty(3_000_000),
        of(900_000),
        " ".repeat(2_000_000),
        "\u{feff}".to_owned() + &pretty(MAX),
    ] {
        for stored in [text.clone().into_bytes(), gzip(text.as_bytes())] {
            let all = limited(vec![bytes("a.json", &stored), bytes("b", "{}")]);
            assert_eq!(all, [too_large(whole("a.json", ""), "document"), whole("b", "{}")], "{}", text.len());
        }
    }
    assert_eq!(limited(vec![bytes("a", of(MAX))]), [whole("a", &of(MAX))]);
    assert_eq!(limited(vec![bytes("a", pretty(MAX - 1))]), [whole("a", &pretty(MAX - 1))]);
}

#[test]
fn items_of_lists() {
    for count in [3, 5000] {
        let mut items = records(count, 100, 2);
        let mut expected: Vec<Seen> =
            items.iter().enumerate().map(|(index, item)| at_index("a", index, item)).collect();
        for at in [1, count - 1] {
            items[at] = of(MAX + 1);
            expected[at] = too_large(at_index("a", at, ""), "item");
        }
        let list = format!(" [{}]\n", items.join("\n,"));
        assert_eq!(limited(vec![bytes("a", &list)]), expected);
        assert_eq!(can_go_on_everywhere(&[bytes("0", "{}"), bytes("a", &list), bytes("b", "{}")]) > 2, count == 5000);
        // What breaks off is as it was, but for the last item.
        let broken = &list[..list.len() - 4];
        let all = limited(vec![bytes("a", &zst(broken.as_bytes())[..zst(broken.as_bytes()).len() - 1])]);
        let (problem, items) = all.split_last().unwrap();
        assert!(problem.text.as_ref().unwrap_err().contains("the compressed data is truncated"), "{problem:?}");
        assert!(expected.starts_with(items), "{count}");
    }
}

#[test]
fn a_list_that_has_to_be_held_is_limited_too() {
    let list = zst(&[b"[{},".to_vec(), vec![b' '; 130 << 20]].concat());
    let message = "the list is larger than 128 MiB, the max-record limit".to_owned();
    assert_eq!(
        limited(vec![bytes("a", list), bytes("b", "{}")]),
        [Seen { text: Err(message), ..whole("a", "") }, whole("b", "{}")]
    );
}

#[test]
fn what_is_too_large_is_a_record_all_the_same() {
    let long = of(60 * MAX);
    let count = |text: &str| -> u64 {
        let run = run_limited(vec![bytes("a", text)], None, MaxRecord::bytes(MAX as u64));
        run.iter().map(|done| done.records).sum()
    };
    assert_eq!(count(&format!("{{}}\n{long}\n{{}}\n")), 3);
    assert_eq!(count(&format!("{long}\n{long}\n{{}}\n")), 3);
    assert_eq!(count(&format!("{{}}\n{}\n{{}}\n", of(MAX + 1))), 3);
    assert_eq!(count(&long), 1);
    assert_eq!(count(&format!("[{{}}, {long}, {{}}]")), 3);
}

#[test]
fn cells_of_tables() {
    let rows: Vec<Option<String>> = [9, MAX, MAX + 1, 20].map(of).map(Some).into();
    let mut expected: Vec<Seen> =
        rows.iter().enumerate().map(|(row, text)| at_index("t", row, text.as_ref().unwrap())).collect();
    let message = format!("row 2: the cell is larger than {MAX} bytes, the max-record limit");
    expected[2].text = Err(message);
    for table in [tables::parquet(&rows, 10), tables::stream(&rows, 10), tables::file(&rows, 1)] {
        assert_eq!(limited(vec![bytes("t", table)]), expected);
    }
}

#[test]
fn pages_that_take_too_much() {
    // What a page takes is in its header, and is refused before it is unpacked.
    let large = Some(" ".repeat(130 << 20));
    let rows = [Some("{}".to_owned()), large, Some("{}".to_owned())];
    let compression = Compression::ZSTD(ZstdLevel::default());
    for dictionary in [true, false] {
        let properties = WriterProperties::builder().set_max_row_group_row_count(Some(2)).set_compression(compression);
        let properties = properties.set_dictionary_enabled(dictionary).set_statistics_enabled(EnabledStatistics::None);
        let table = tables::parquet_with(&tables::batch(&rows), properties.build());
        assert!(table.len() < 100_000);
        let seen = limited(vec![bytes("t", table), bytes("b", "{}")]);
        let [problem, behind, other] = seen.as_slice() else { panic!("{seen:?}") };
        let message = "row 0: cannot read the rows from here to 1: a page takes 131 MiB, more than 128 MiB, the max-record \
                       limit";
        assert_eq!(problem.text, Err(message.to_owned()));
        assert_eq!((behind, other), (&at_index("t", 2, "{}"), &whole("b", "{}")));
    }
}

#[test]
fn a_page_that_takes_too_much_costs_no_page_before_it() {
    let rows = [Some(of(20)), None, Some(of(30)), Some(" ".repeat(130 << 20))];
    let properties = WriterProperties::builder().set_data_page_row_count_limit(1).set_write_batch_size(1);
    let properties = properties.set_dictionary_enabled(false).set_statistics_enabled(EnabledStatistics::None);
    let properties = properties.set_compression(Compression::GZIP(GzipLevel::default())).build();
    let inputs = vec![bytes("t", tables::parquet_with(&tables::batch(&rows), properties))];
    let all = limited(inputs.clone());
    let [first, null, third, problem] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((first, third), (&at_index("t", 0, &of(20)), &at_index("t", 2, &of(30))));
    assert!(null.text.as_ref().unwrap_err().starts_with("row 1: null"));
    let message = problem.text.as_ref().unwrap_err();
    assert!(message.starts_with("row 3: cannot read the rows from here to 3: a page takes 131 MiB, "), "{message}");
    can_go_on_everywhere(&inputs);
}

#[test]
fn no_bytes_of_a_table_are_read_for_many_groups() {
    let rows: Vec<Option<String>> = (0..50).map(|row| Some(of(900 + row))).collect();
    let whole = tables::parquet(&rows, 50);
    let file = tempfile::tempfile().unwrap();
    (&file).write_all(&whole).unwrap();
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&file).unwrap();
    let table = |groups: usize| {
        let groups = vec![metadata.row_groups()[0].clone(); groups];
        let metadata = metadata.clone().into_builder().set_row_groups(groups).build();
        let mut table = whole.clone();
        ParquetMetaDataWriter::new(&mut table, &metadata).finish().unwrap();
        limited(vec![bytes("t", table)])
    };
    assert_eq!(table(1).len(), 50);
    let many = table(10_000).remove(0).text.unwrap_err();
    assert_eq!(many, "cannot read: the groups of rows have more bytes than the table");
}

#[test]
fn a_table_is_described_in_few_words() {
    let table = |length: u32| [&b"PAR1"[..], &vec![0; length as usize], &length.to_le_bytes(), b"PAR1"].concat();
    let of = |length: u32| limited(vec![bytes("t", table(length))]).remove(0).text.unwrap_err();
    assert_eq!(of((16 << 20) + 1), "cannot read: the metadata of the table has 17 MiB; the limit is 16 MiB");
    assert!(!of(16 << 20).contains("the limit is 16 MiB"));
}

#[test]
fn a_packed_table_is_as_large_as_it_may_be() {
    // It has to be copied, to be read from its end.
    let table = tables::parquet(&[Some(of(20))], 1);
    let room = 64 * MAX - table.len();
    assert!(table.starts_with(b"PAR1") && room > 0);
    for (length, is_fine) in [(room, true), (room + 1, false)] {
        // What is no table any more either way, but is copied first.
        let packed = gzip(&[&table[..], &vec![0; length]].concat());
        let seen = limited(vec![bytes("t", packed)]);
        let message = seen[0].text.as_ref().unwrap_err();
        let is_refused = message
            == "cannot read: when decompressed or from a pipe, a table can have at most 64000 bytes, 64 times \
                the max-record limit";
        assert_eq!((seen.len(), is_refused), (1, !is_fine), "{message}");
    }
    assert_eq!(limited(vec![bytes("t", gzip(&table))]), [at_index("t", 0, &of(20))]);
}

#[test]
fn many_short_lines_and_rows_come_in_parts() {
    let lines = "x\n".repeat(200_000);
    let nulls = vec![None; 100_000];
    for (input, count) in [
        (bytes("a.ndjson", lines), 200_000),
        (bytes("l", format!("[{}0]", "0,".repeat(199_999))), 200_000),
        (bytes("t", tables::stream(&nulls, 100_000)), 100_000),
        (bytes("t", tables::parquet(&nulls, 100_000)), 100_000),
    ] {
        let run = run_limited(vec![input], None, MaxRecord::default());
        let parts: Vec<usize> = run.iter().map(|done| done.part.len()).collect();
        assert_eq!(parts.iter().sum::<usize>(), count);
        // A part is what is worked on at once, and what comes of each record takes more than these do.
        assert!(parts.iter().all(|part| *part <= 32 * 1024 + 1), "{parts:?}");
    }
}
