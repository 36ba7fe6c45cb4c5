use siggen_analysis::{BucketKind, Fate};

use super::super::samples::{bucket, diff, group, hostile, report, way};
use super::*;

#[test]
fn a_comment() {
    let text = render(&report(&diff()));
    let expected = "\
### 1,203 of 2,000 crashes change (60.15%): 3 signatures become 4

Lists before: `HEAD:siglists`, after: `siglists`; 1 of 1,000 stored signatures is the same before (0.10%), \
990 after (99.00%).

<table>
<tr><th align=\"left\">Edited entry</th><th></th><th align=\"right\">Crashes</th></tr>
<tr><td><code>+ irrelevant:5</code></td><td><code>std::|core::</code></td><td align=\"right\">3</td></tr>
<tr><td><code>- prefix:7</code></td><td><code>no_such`name</code></td><td align=\"right\">none</td></tr>
<tr><td><code>+ prefix:12</code></td><td><code>memcpy</code></td><td align=\"right\">1,200</td></tr>
</table>

<details><summary>Renamed: 1 signature, 1,200 crashes</summary>

**1,200 crashes** by `+ prefix:12`, such as `id-1`, \
[01234567-89ab-4cde-8f01-234567260801](https://crash-stats.mozilla.org/report/index/01234567-89ab-4cde-8f01-234567260801)

```diff
- 1,200 → 0  gone    memcpy
+ 0 → 1,200  new     memcpy | paint
```

</details>

<details><summary>Split: 1 signature, 3 crashes</summary>

**3 crashes** by `+ irrelevant:5`, such as `id-2`

```diff
! 10 → 7  shrunk  draw
+ 0 → 3   new     draw | fill
```

</details>
";
    assert_eq!(text, expected);
}

#[test]
fn what_was_not_compared_is_said() {
    let mut diff = diff();
    diff.left_out = 2;
    let text = render(&Report { failed: 1, is_stopped: true, ..report(&diff) });
    for remark in [
        "**Interrupted: this covers only 2,000 crashes.**",
        "**1 record could not be read and is not counted.**",
        "**2 crashes were left out: no signature is stored with them.**",
    ] {
        assert!(text.contains(remark), "{text}");
    }
}

#[test]
fn nothing_gets_out_of_its_code() {
    let text = render(&report(&hostile()));
    // In a fence, what is not three backquotes or more at the start of a line means nothing.
    let outside: Vec<&str> = text.split("````").step_by(2).collect();
    assert_eq!(text.matches("````").count() % 2, 0);
    for part in &outside {
        let code_spans = part.matches("<script>alert('x')</script>```␊</code></details>| \"&␛[31m").count();
        assert_eq!(part.matches("<script>").count(), code_spans, "{part}");
    }
    // In the table they are entities.
    assert!(text.contains("<code>&lt;script&gt;alert('x')&lt;/script&gt;```␊&lt;/code&gt;"), "{text}");
    assert!(text.contains("\n````diff\n- 1,200 → 0  gone    <script>alert('x')</script>```␊"), "{text}");
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn mixed_groups_say_what_went_where() {
    let mut diff = diff();
    diff.buckets = vec![BucketDiff {
        before: vec![bucket("a", 5, 0, Fate::Gone), bucket("b", 2, 0, Fate::Gone)],
        after: vec![bucket("c", 4, 0, Fate::New), bucket("d", 3, 0, Fate::New)],
        migrations: vec![0, 1, 2],
        ..group(BucketKind::Mixed, 7)
    }];
    diff.migrations = vec![way("a", "c", 4, false, &[]), way("b", "d", 2, true, &[]), way("a", "d", 1, false, &[])];
    let text = render(&report(&diff));
    let block = "```diff\n- 5 → 0  gone    a\n- 2 → 0  gone    b\n+ 0 → 4  new     c\n+ 0 → 3  new     d\n\
                 # 4 crashes: a → c\n# 2 crashes: b → d\n# 1 crash: a → d\n```\n";
    assert!(text.contains(block), "{text}");
    assert!(text.contains("**7 crashes**\n\n"), "{text}");
}

#[test]
fn comments_end_before_they_are_cut() {
    let mut diff = diff();
    let long = "x".repeat(10_000);
    diff.lines =
        (0..500).map(|_| siggen_analysis::EditedLine { text: long.clone(), ..diff.lines[0].clone() }).collect();
    diff.buckets = (0..2000)
        .map(|at| BucketDiff {
            before: (0..9).map(|number| bucket(&format!("{at} {number} {long}"), 9, 0, Fate::Gone)).collect(),
            after: vec![bucket(&format!("{at} {long}"), 9, 0, Fate::New)],
            ..group(BucketKind::Merged, 9)
        })
        .collect();
    let text = render(&Report { limit: Some(2000), ..report(&diff) });
    assert!(text.len() < ROOM && text.len() > ROOM / 2, "{}", text.len());
    let shown = text.matches("```diff").count();
    assert!(shown > 0);
    assert!(text.contains(&format!("{} smaller groups of signatures are not shown.", number(2000 - shown as u64))));
    assert!(text.contains("470 more entries are edited, with fewer crashes or none."));
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}
