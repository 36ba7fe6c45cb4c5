use super::*;

/// The lines that are out of order, and where they go.
fn moves(text: &str) -> Vec<(usize, usize)> {
    let files = SiglistFiles { sentinels: text.into(), ..SiglistFiles::default() };
    let of_order = lint(&files, &[SiglistName::Sentinels]).into_iter().filter(|found| found.code == Code::Order);
    of_order
        .map(|found| {
            assert_eq!(found.severity, Severity::Hint);
            match found.fix.unwrap().edits[..] {
                [LineEdit::Move { first, last, before }] if first == last && last == found.line => (first, before),
                ref edits => panic!("{edits:?}"),
            }
        })
        .collect()
}

fn fixed(text: &str) -> String {
    let files = SiglistFiles { sentinels: text.to_owned().into(), ..SiglistFiles::default() };
    apply(&files, &lint(&files, &[SiglistName::Sentinels])).sentinels.into_owned()
}

const LETTERS: &str = "A\nb\nCa\nca_\ncb\nd::\nda\nE\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\n";

/// 45 lines in order, of which 25 begin with an underscore.
fn ordered() -> String {
    ('a'..='y').flat_map(|letter| ['_', letter, '\n']).chain(LETTERS.chars()).collect()
}

#[test]
fn a_list_in_order_has_no_such_findings() {
    let ordered = ordered();
    assert_eq!(moves(&ordered), []);
    // Case alone is no order, and groups are looked at one by one.
    assert_eq!(moves(&format!("{ordered}\nzz\nZZ\nzz_\n# More.\na\nb\n")), []);
}

#[test]
fn a_line_out_of_order_goes_to_its_place() {
    let ordered = ordered();
    assert_eq!(moves(&ordered.replace("\nq\n", "\nq\nbc\n")), [(46, 28)]);
    assert_eq!(moves(&format!("x\n{ordered}")), [(1, 47)]);
    assert_eq!(fixed(&ordered.replace("\nq\n", "\nq\nbc\n")), ordered.replace("\nb\n", "\nb\nbc\n"));
    // Two that go to one place come there in order.
    assert_eq!(fixed(&ordered.replace("\nq\n", "\nq\nbd\nbc\n")), ordered.replace("\nb\n", "\nb\nbc\nbd\n"));
    // To the end of its own group.
    assert_eq!(fixed(&format!("r\n{ordered}\n# More.\na\n")), format!("{ordered}r\n\n# More.\na\n"));
}

#[test]
fn a_list_that_nobody_keeps_in_order_is_left_alone() {
    assert_eq!(moves("b\na\n"), []);
    assert_eq!(moves("q\nb\nk\na\nz\nc\nm\nx\nd\nl\ne\n"), []);
    // One in ten neighbours, one in nine, and two in ten.
    assert_eq!(moves("b\na\nc\nd\ne\nf\ng\nh\ni\nj\n"), []);
    assert_eq!(moves("b\na\nc\nd\ne\nf\ng\nh\ni\nj\nk\n"), [(2, 1)]);
    assert_eq!(moves("b\na\nd\nc\ne\nf\ng\nh\ni\nj\nk\n"), []);
}

#[test]
fn an_order_by_letters_is_one_too() {
    let list = "Abort\n.*abort\n__alloc\narena_\nBase\n_call\nCALL\n-[dig]\nelse\n<free>\n_grow\nhuge\n";
    assert_eq!(moves(list), []);
    assert_eq!(moves(&format!("{list}# More.\n_kite\nlong\nmade\n_none\nbook\n")), [(18, 14)]);
}

#[test]
fn lines_that_go_anyway_are_in_nobodys_way() {
    let ordered = ordered();
    assert_eq!(moves(&format!("{ordered}b\n")), []);
}

#[test]
fn the_fewest_lines_move_and_order_is_reached() {
    let mut random = Random(5);
    let mut in_all = 0;
    for _ in 0..200 {
        let mut lines: Vec<String> = (0..70).map(|_| random.text(&["a", "B", "_", "::"], 5)).collect();
        lines.sort_by_key(|line| line.to_lowercase());
        lines.dedup();
        for _ in 0..random.below(3) {
            let line = lines.remove(random.below(lines.len()));
            lines.insert(random.below(lines.len()), line);
        }
        let text = lines.join("\n");
        let moves = moves(&text);
        assert!(moves.len() <= 2, "{text}");
        in_all += moves.len();
        let result = fixed(&text);
        let keys: Vec<String> = result.lines().map(str::to_lowercase).collect();
        let breaks = lines.windows(2).filter(|pair| pair[0].to_lowercase() > pair[1].to_lowercase()).count();
        let pairs = lines.len() - 1;
        let is_evident = breaks == 0 || (pairs >= 10 && breaks <= (pairs / 20).max(1));
        assert!(keys.is_sorted() || !is_evident, "{text}\nbecomes\n{result}");
        let mut same: Vec<&str> = result.lines().collect();
        let mut before: Vec<&str> = lines.iter().map(String::as_str).collect();
        same.sort_unstable();
        before.sort_unstable();
        assert_eq!(same, before);
    }
    assert!(in_all > 60, "{in_all}");
}
