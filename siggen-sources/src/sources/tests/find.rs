//! What is found where, and what is remembered.

use super::*;

#[test]
fn a_server_is_asked_once_and_the_cache_after() {
    let bench = Bench::batch();
    let id = id(1);
    bench.play.play(&path(&id), [Act::Body("", text(&id))]);
    let found = bench.sources.find(&key(&id)).unwrap();
    assert_eq!(found.file.text(), text(&id));
    assert_eq!(found.origin, Origin::Server(format!("{}{}", bench.play.url(), path(&id))));
    let stem = format!("kite.pdb/{id}/kite.sym");
    assert_eq!(bench.cached(), [format!("{stem}.idx"), format!("{stem}.zst")]);
    assert_eq!(bench.play.requests(), [path(&id)]);
    let agent = format!("user-agent: siggen/{}\r\n", env!("CARGO_PKG_VERSION"));
    assert!(bench.play.last_head().to_lowercase().contains(&agent), "{}", bench.play.last_head());

    let again = bench.sources.find(&key(&id)).unwrap();
    assert_eq!(again.file.text(), text(&id));
    assert_eq!(again.file.index().as_bytes(), found.file.index().as_bytes());
    assert_eq!(again.origin, Origin::Cache(bench.cache.path().join("symbols").join(format!("{stem}.zst"))));
    assert_eq!(bench.play.requests(), [""; 0]);
}

#[test]
fn bodies_are_read_in_every_form() {
    let bench = Bench::batch();
    let zstd = |text: &[u8]| zstd::encode_all(text, 1).unwrap();
    let forms: [fn(Vec<u8>) -> Act; 7] = [
        |text| Act::Body("Content-Encoding: gzip\r\n", gzip(&text)),
        |text| Act::Body("", gzip(&text)),
        |text| Act::Body("Content-Type: application/octet-stream\r\n", text),
        |text| Act::Chunked(text, true),
        |text| Act::Chunked(gzip(&text), true),
        // It has an end mark of its own.
        |text| Act::Unbounded(gzip(&text)),
        |text| Act::Body("", [gzip(&text[..100]), gzip(&text[100..])].concat()),
    ];
    let forms = forms.into_iter().map(|form| Box::new(form) as Box<dyn Fn(Vec<u8>) -> Act>);
    let zstd = move |text: Vec<u8>| Act::Body("", zstd(&text));
    for (number, form) in forms.chain([Box::new(zstd) as Box<dyn Fn(Vec<u8>) -> Act>]).enumerate() {
        let id = id(u32::try_from(number).unwrap());
        bench.play.play(&path(&id), [form(text(&id))]);
        assert_eq!(bench.sources.find(&key(&id)).unwrap().file.text(), text(&id), "{number}");
    }
    assert!(bench.clock.waits().is_empty());
}

#[test]
fn redirects_are_followed() {
    let bench = Bench::batch();
    let id = id(1);
    bench.play.play(&path(&id), [Act::Redirect("bucket/1".to_owned())]);
    bench.play.play("bucket/1", [Act::Body("Content-Encoding: gzip\r\n", gzip(&text(&id)))]);
    assert_eq!(bench.sources.find(&key(&id)).unwrap().file.text(), text(&id));
    bench.play.play(&path(&self::id(2)), [Act::Redirect(path(&self::id(2)))]);
    assert_eq!(bench.message(&self::id(2)), "failed: too many redirects");
}

#[test]
fn every_layout_is_asked() {
    let bench = Bench::batch();
    let id = "5A9832E5287241C1838ED98914E9B7FFA";
    let lower = id.to_lowercase();
    bench.play.play("index2.txt", [Act::Body("", Vec::new())]);
    for there in [format!("kite.pdb/{lower}/kite.sym"), format!("ki/kite.pdb/{id}/kite.sym")] {
        bench.play.play(&there, [Act::Body("", text(id))]);
        assert_eq!(bench.sources.find(&key(id)).unwrap().file.text(), text(id), "{there}");
        assert_eq!(bench.play.requests().last(), Some(&there));
        bench.play.play(&there, [Act::Status(404, "")]);
        std::fs::remove_dir_all(bench.cache.path().join("symbols/kite.pdb")).unwrap();
    }
}

#[test]
fn modules_without_debug_id_are_found_by_code_id() {
    let bench = Bench::batch();
    let (code_id, other) = (CodeId::parse(b"4A5BDF3Cd4000").unwrap(), CodeId::parse(b"4A5BDF3Cd5000").unwrap());
    let by = |code_id| ModuleKey { code_file: Some(r"C:\kite.dll"), code_id: Some(code_id), ..key(&"0".repeat(33)) };
    let with_code_id = [&text(&id(1))[..], b"INFO CODE_ID 4A5BDF3CD4000 kite.dll\n"].concat();
    let first = text(&id(1)).iter().position(|&byte| byte == b'\n').unwrap() + 1;
    let with_code_id = [&with_code_id[..first], &with_code_id[text(&id(1)).len()..], &text(&id(1))[first..]].concat();
    bench.play.play("kite.dll/4A5BDF3CD4000/kite.sym", [Act::Redirect(path(&id(1)))]);
    bench.play.play("kite.dll/4A5BDF3CD5000/kite.sym", [Act::Redirect(path(&id(1)))]);
    bench.play.play(&path(&id(1)), [Act::Body("", with_code_id.clone())]);
    assert_eq!(bench.sources.find(&by(&code_id)).unwrap().file.text(), with_code_id);
    assert_eq!(bench.sources.find(&by(&code_id)).unwrap().file.text(), with_code_id, "from the cache");
    assert_eq!(
        bench.sources.find(&by(&other)).unwrap_err().to_string(),
        format!("failed: the symbol file is of another module, {} after 2 tries", id(1))
    );
}

#[test]
fn sources_are_asked_in_their_order() {
    let (one, two) = (Bench::batch(), Bench::batch());
    let directory = tempfile::tempdir().unwrap();
    let (both, second, nowhere) = (id(1), id(2), id(3));
    for id in [&both, &second] {
        two.play.play(&path(id), [Act::Body("", text(id))]);
    }
    one.play.play(&path(&second), [Act::Status(500, "")]);
    let written = directory.path().join(path(&both));
    std::fs::create_dir_all(written.parent().unwrap()).unwrap();
    std::fs::write(&written, text(&both)).unwrap();
    let server = |bench: &Bench| Source::parse(&bench.play.url()).unwrap();
    let sources = [server(&one), Source::Directory(directory.path().to_owned()), server(&two)];
    let cache = Cache::temporary().unwrap();
    let sources = Sources::with_parts(sources, cache, Policy::batch(), Stop::new(), one.clock.clone());

    assert_eq!(sources.find(&key(&both)).unwrap().origin, Origin::Directory(written));
    let lower = format!("kite.pdb/{}/kite.sym", both.to_lowercase());
    assert_eq!(one.play.requests(), [path(&both), lower, "index2.txt".to_owned()]);
    assert_eq!(two.play.requests(), [""; 0]);
    let found = sources.find(&key(&second)).unwrap();
    assert!(matches!(found.origin, Origin::Server(_)));
    let failures: Vec<_> = found.failures.iter().map(ToString::to_string).collect();
    assert_eq!(failures, ["HTTP 500 after 5 tries"]);
    assert_eq!(sources.find(&key(&nowhere)).unwrap_err(), Missing::NotFound);
    two.play.play(&path(&nowhere), [Act::Status(403, "")]);
    assert_eq!(sources.find(&key(&nowhere)).unwrap_err(), Missing::NotFound, "remembered");
}

#[test]
fn sources_are_shared_by_threads() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    is_shared(&Bench::batch().sources);
}

#[test]
fn what_cannot_be_a_cache_is_an_error() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let error = Cache::open(file.path()).unwrap_err().to_string();
    assert!(error.starts_with(&format!("symbol cache {}: ", file.path().display())), "{error}");
}

#[test]
fn sources_are_written_as_users_do() {
    for path in ["symbols", "/symbols", "http:", r"C:\symbols", "é", ""] {
        assert_eq!(Source::parse(path).unwrap(), Source::Directory(path.into()));
    }
    assert!(matches!(Source::parse("HTTPS://a.example").unwrap(), Source::Server(_)));
    assert!(Source::parse("https://").is_err());
}

#[test]
fn offline_means_that_servers_are_not_asked() {
    let bench = Bench::batch();
    bench.play.play(&path(&id(1)), [Act::Body("", text(&id(1)))]);
    bench.sources.find(&key(&id(1))).unwrap();
    let policy = Policy { is_offline: true, ..Policy::batch() };
    let cache = Cache::open(bench.cache.path()).unwrap();
    let sources = Sources::new([Source::parse(&bench.play.url()).unwrap()], cache, policy);
    bench.play.requests();
    assert_eq!(sources.find(&key(&id(1))).unwrap().file.text(), text(&id(1)));
    assert_eq!(sources.find(&key(&id(2))).unwrap_err(), Missing::Offline);
    assert_eq!(bench.play.requests(), [""; 0]);
}

#[test]
fn not_found_is_remembered_for_an_hour() {
    let bench = Bench::batch();
    for (number, status) in [404, 400, 410, 414].into_iter().enumerate() {
        let id = id(u32::try_from(number).unwrap());
        bench.play.requests();
        bench.play.play(&path(&id), [Act::Status(status, "")]);
        assert_eq!(bench.message(&id), "not found", "{status}");
        let mut asked = vec![path(&id), format!("kite.pdb/{}/kite.sym", id.to_lowercase())];
        asked.extend((number == 0).then(|| "index2.txt".to_owned()));
        assert_eq!(bench.play.requests(), asked);
        bench.play.play(&path(&id), [Act::Body("", text(&id))]);
        bench.clock.advance(Duration::from_secs(3599));
        assert_eq!(bench.message(&id), "not found");
        assert_eq!(bench.play.requests(), [""; 0]);
        bench.clock.advance(Duration::from_secs(1));
        assert_eq!(bench.sources.find(&key(&id)).unwrap().file.text(), text(&id));
    }
    assert!(bench.clock.waits().is_empty());
}

#[test]
fn what_one_server_lacks_another_may_have() {
    let (one, two) = (Bench::batch(), Bench::batch());
    assert_eq!(one.message(&id(1)), "not found");
    two.play.play(&path(&id(1)), [Act::Body("", text(&id(1)))]);
    let cache = Cache::open(one.cache.path()).unwrap();
    let sources = [&one, &two].map(|bench| Source::parse(&bench.play.url()).unwrap());
    let sources = Sources::with_parts(sources, cache, Policy::batch(), Stop::new(), one.clock.clone());
    one.play.requests();
    assert_eq!(sources.find(&key(&id(1))).unwrap().file.text(), text(&id(1)));
    assert_eq!(one.play.requests(), [""; 0], "it is remembered by server");
}

#[test]
fn hostile_names_lead_nowhere() {
    let bench = Bench::batch();
    let outside = files(bench.cache.path());
    for name in ["..", ".", "", "a\0b", "NUL", "com1.pdb", "a:b", &"a".repeat(300), "a/..", r"a\..", "a\nb"] {
        let hostile = ModuleKey { debug_file: Some(name), ..key(&id(1)) };
        let missing = bench.sources.find(&hostile).unwrap_err();
        assert!(matches!(missing, Missing::Name(_)), "{name:?}: {missing}");
    }
    assert_eq!(bench.play.requests(), [""; 0]);
    assert_eq!(files(bench.cache.path()), outside);

    // Of a path, the name counts.
    bench.play.play(&path(&id(1)), [Act::Body("", text(&id(1)))]);
    for name in ["../../kite.pdb", r"..\..\kite.pdb", "/kite.pdb", r"C:\kite.pdb"] {
        let found = bench.sources.find(&ModuleKey { debug_file: Some(name), ..key(&id(1)) }).unwrap();
        assert_eq!(found.file.text(), text(&id(1)), "{name:?}");
    }
    assert!(bench.cached().iter().all(|file| file.starts_with("kite.pdb/5A98")), "{:?}", bench.cached());
}

#[test]
fn large_files_are_refused() {
    let bench = Bench::new(Policy { largest: 8000, ..Policy::batch() });
    let large = [text(&id(1)), text(&id(1))].concat();
    bench.play.play(&path(&id(1)), [Act::Body("", gzip(&large))]);
    assert_eq!(bench.message(&id(1)), "failed: larger than 8000 bytes");
    assert_eq!(bench.cached(), [""; 0]);
    bench.play.play(&path(&id(1)), [Act::Body("", gzip(&text(&id(1))))]);
    assert_eq!(bench.sources.find(&key(&id(1))).unwrap().file.text(), text(&id(1)));
}

#[test]
fn the_cache_keeps_what_was_used_last() {
    let size = |bench: &Bench| {
        let sizes = bench.cached().into_iter().map(|file| bench.cache.path().join("symbols").join(file));
        sizes.map(|file| file.metadata().unwrap().len()).sum::<u64>()
    };
    let bench = Bench::batch();
    for number in 1..=3 {
        bench.play.play(&path(&id(number)), [Act::Body("", text(&id(number)))]);
    }
    bench.sources.find(&key(&id(1))).unwrap();
    let cache = Cache::open(bench.cache.path()).unwrap().with_limit(size(&bench) * 5 / 2);
    let source = Source::parse(&bench.play.url()).unwrap();
    let sources = Sources::with_parts([source], cache, Policy::batch(), Stop::new(), bench.clock.clone());
    for number in [2, 1, 3] {
        bench.clock.advance(Duration::from_secs(60));
        sources.find(&key(&id(number))).unwrap();
    }
    let there = [1, 2, 3].map(|number| bench.cached().contains(&format!("{}.zst", path(&id(number)))));
    assert_eq!(there, [true, false, true]);
}

#[test]
fn one_connection_does_for_all() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let source = Source::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let mut policy = Policy::interactive();
    policy.limits.response = Duration::from_secs(5);
    let sources = Sources::new([source], Cache::temporary().unwrap(), policy);
    std::thread::scope(|scope| {
        // Upper case, lower case and `index2.txt` of the first, and then the second, which is elsewhere.
        scope.spawn(|| {
            let (mut stream, _) = listener.accept().unwrap();
            for (status, body) in [
                (404, b"gone".to_vec()),
                (404, vec![b' '; 9999]),
                (404, Vec::new()),
                (302, b"there".to_vec()),
                (200, text(&id(2))),
            ] {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    std::io::Read::read_exact(&mut stream, &mut byte).unwrap();
                    head.push(byte[0]);
                }
                let head = format!("HTTP/1.1 {status} X\r\nLocation: /2\r\nContent-Length: {}\r\n\r\n", body.len());
                stream.write_all(&[head.as_bytes(), &body].concat()).unwrap();
            }
        });
        assert_eq!(sources.find(&key(&id(1))).unwrap_err(), Missing::NotFound);
        assert_eq!(sources.find(&key(&id(2))).unwrap().file.text(), text(&id(2)));
    });
}
