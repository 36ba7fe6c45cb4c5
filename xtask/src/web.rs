//! The page in the browser: what it is built with, its build, and `cargo xtask demo`.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::npm::{install, npm};
use crate::say::say;
use crate::workspace::{root, run};
use crate::{debian, wasm};

/// Names a Chromium or Chrome, where it isn't among those that are looked for.
pub(crate) const CHROMIUM: &str = "CHROMIUM";

/// What Chromium is called on the systems that have it.
const CHROMIUMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The folder of the page.
pub(crate) fn folder() -> PathBuf {
    root().join("web-demo")
}

/// Installs what the page is built with. Its package of siggen may be built later: it is a link to a folder.
pub(crate) fn setup() -> Result<(), Failure> {
    install(&folder())
}

/// A browser for the tests. Debian's is installed where it may be.
pub(crate) fn chromium() -> Result<PathBuf, Failure> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    if debian::has_packages() {
        say!("chromium: installing the system's");
        // What comes of it is seen below: where it failed, apt has said why.
        drop(debian::install("chromium"));
    }
    find_chromium().ok_or_else(|| {
        let wanted = "no Chromium or Chrome is found, and the page is tested in one";
        format!("{wanted}: install it, or name its program by the environment variable {CHROMIUM}").into()
    })
}

fn find_chromium() -> Option<PathBuf> {
    let named = std::env::var_os(CHROMIUM).map(PathBuf::from);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&paths)
        .flat_map(|folder| CHROMIUMS.map(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))));
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    named.into_iter().chain(in_path).chain([mac]).find(|path| path.is_file())
}

/// Types, form, and what a linter has to say: of the page, and of the package's JavaScript.
pub(crate) fn lint() -> Result<(), Failure> {
    wasm::written()?;
    setup()?;
    for script in ["check", "check:package"] {
        run(&mut npm(&folder(), &["run", "--silent", script]))?;
    }
    Ok(())
}

/// Builds the page into `web-demo/dist`, which any static host can serve.
pub(crate) fn build() -> Result<(), Failure> {
    wasm::build()?;
    setup()?;
    run(&mut npm(&folder(), &["run", "--silent", "build"]))
}

/// `cargo xtask demo`: builds the page and serves it until interrupted. Arguments go to the server.
pub(crate) fn demo(args: &[&str]) -> Result<(), Failure> {
    build()?;
    run(npm(&folder(), &["run", "--silent", "preview", "--"]).args(args))
}
