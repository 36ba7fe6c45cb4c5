//! The examples say what they promise.

#[expect(dead_code, reason = "nobody calls their main here")]
#[path = "../examples/own_lists.rs"]
mod own_lists;
#[expect(dead_code, reason = "nobody calls their main here")]
#[path = "../examples/own_rule.rs"]
mod own_rule;

#[test]
fn a_rule_of_your_own_runs_among_the_others() {
    let mut out = Vec::new();
    own_rule::run(&mut out).unwrap();
    let expected = "\
gpu | draw
SignatureGenerationRule: every crash has a stack
GpuThread: the crashing thread's name starts with gpu-
note: GpuThread: the driver's log has more
";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn lists_of_your_own_decide() {
    let mut out = Vec::new();
    own_lists::run(&mut out).unwrap();
    let expected = "\
built-in: memcpy | kite::copy
added: memcpy | kite::copy | kite::Sail::draw
removed: memcpy
memcpy is on prefix_signature_re: memcpy
";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}
