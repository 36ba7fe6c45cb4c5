//! The npm package `siggen-wasm`: what it is built with, and its build into `siggen-wasm/pkg`.
//!
//! There are three steps: cargo makes a module, wasm-bindgen makes the glue for it, wasm-opt makes it smaller.
//! wasm-pack would do the same, but it can't ask for glue that starts the module anew after a panic.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::{Value, json};
use siggen_cli::args::SchemaOf;
use siggen_cli::commands::schema_json;
use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Failure;
use crate::npm;
use crate::say::say;
use crate::workspace::{cargo, output, root, run, succeeds, target_folder};

/// What the module is compiled for, and the Cargo profile.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";

/// The vector instructions that all browsers have had since 2023.
const FEATURES: &str = "target-feature=+simd128";

/// What wasm-opt may use: what the compiler uses for this target.
const ENABLED: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// The module's name beside its glue.
pub(crate) const MODULE: &str = "siggen_bg.wasm";

/// How many bytes the module may have as servers send it, compressed with brotli.
const MOST_BYTES: u64 = 250_000;

/// The folder of the package's sources.
pub(crate) fn folder() -> PathBuf {
    root().join("siggen-wasm")
}

/// The folder of the package itself.
pub(crate) fn package() -> PathBuf {
    folder().join("pkg")
}

/// Installs what the package is built and tested with.
pub(crate) fn setup() -> Result<(), Failure> {
    target()?;
    npm::install(&folder())
}

/// The standard library for the target.
pub(crate) fn target() -> Result<(), Failure> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let is_there = || {
        let library =
            output(Command::new(&rustc).args(["--print", "target-libdir", "--target", TARGET]).current_dir(root()));
        library.is_ok_and(|library| Path::new(library.trim()).is_dir())
    };
    if is_there()
        || (succeeds(Command::new("rustup").args(["target", "add", TARGET]).current_dir(root())) && is_there())
    {
        return Ok(());
    }
    Err(format!(
        "Rust's standard library for {TARGET} is missing, and rustup could not add it: call \
         `rustup target add {TARGET}`, or install your system's package of it (Debian's is \
         libstd-rust-dev-wasm32)"
    )
    .into())
}

/// Builds the package and gives its folder. Once is enough for all who ask in one run.
pub(crate) fn build() -> Result<PathBuf, Failure> {
    static BUILT: OnceLock<()> = OnceLock::new();
    if BUILT.get().is_none() {
        setup()?;
        let made = target_folder()?.join("siggen-wasm");
        fs::create_dir_all(&made)?;
        glue(&compile()?, &made)?;
        let size = shrink(&made)?;
        assemble(&made)?;
        say!("siggen-wasm: the package is in {}, its module has {size} bytes in brotli", package().display());
        BUILT.get_or_init(|| ());
    }
    Ok(package())
}

/// Compiles the module and gives its file.
fn compile() -> Result<PathBuf, Failure> {
    let mut build = cargo(&["build", "--quiet", "--locked", "--package", "siggen-wasm"]);
    build.args(["--target", TARGET, "--profile", PROFILE]);
    // Messages of panics tell where they come from: not where somebody's files are.
    let mut flags = vec!["-C".to_owned(), FEATURES.to_owned()];
    for (from, to) in hidden_paths() {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    run(build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))?;
    Ok(target_folder()?.join(TARGET).join(PROFILE).join("siggen_wasm.wasm"))
}

/// Folders of the machine, with what stands for them in the module.
fn hidden_paths() -> Vec<(PathBuf, &'static str)> {
    let mut paths = vec![(root().to_path_buf(), "siggen")];
    let home = std::env::home_dir();
    let of_home = |name: &str| home.as_ref().map(|home| home.join(name));
    for (variable, name) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        let folder = std::env::var_os(variable).map(PathBuf::from).or_else(|| of_home(name));
        paths.extend(folder.map(|folder| (folder, name.trim_start_matches('.'))));
    }
    paths
}

/// Makes the glue and the module that goes with it.
fn glue(module: &Path, made: &Path) -> Result<(), Failure> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("siggen").typescript(false).reset_state_function(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let generated = bindgen.web(true).and_then(|bindgen| bindgen.generate(made));
    generated.map_err(|error| format!("wasm-bindgen: {error:#}").into())
}

/// Makes the module smaller, and gives its size as servers send it.
fn shrink(made: &Path) -> Result<u64, Failure> {
    let module = made.join(MODULE);
    let (before, after) = (made.join("before.wasm"), made.join("after.wasm"));
    // It takes a while, and mostly nothing has changed.
    let is_same = fs::read(&before).is_ok_and(|before| fs::read(&module).is_ok_and(|module| before == module));
    if !is_same || !after.is_file() {
        let program = folder().join("node_modules/binaryen/bin/wasm-opt");
        let mut optimize = Command::new("node");
        optimize.arg(program).arg("-O1").args(ENABLED).arg(&module).arg("-o").arg(&after);
        run(&mut optimize)?;
        // Last, so that what was broken off is done again.
        fs::rename(&module, &before)?;
    }
    fs::copy(&after, &module)?;
    size_in_brotli(&module)
}

/// Fails where the module has grown beyond what a page should load.
pub(crate) fn check_size() -> Result<(), Failure> {
    let size = size_in_brotli(&build()?.join(MODULE))?;
    if size <= MOST_BYTES {
        return Ok(());
    }
    Err(format!("the module has {size} bytes in brotli, and {MOST_BYTES} are the most").into())
}

/// The size of a file as servers send it.
fn size_in_brotli(file: &Path) -> Result<u64, Failure> {
    let size = "const { BROTLI_PARAM_QUALITY: quality } = zlib.constants; \
                const bytes = fs.readFileSync(process.argv[1]); \
                console.log(zlib.brotliCompressSync(bytes, { params: { [quality]: 11 } }).length)";
    Ok(output(Command::new("node").args(["-e", size]).arg(file))?.trim().parse()?)
}

/// Puts together what is published.
fn assemble(made: &Path) -> Result<(), Failure> {
    let package = package();
    fs::create_dir_all(&package)?;
    for entry in package.read_dir()? {
        fs::remove_file(entry?.path())?;
    }
    for name in ["siggen.js", MODULE] {
        fs::copy(made.join(name), package.join(name))?;
    }
    written()?;
    fs::copy(folder().join("README.md"), package.join("README.md"))?;
    fs::copy(root().join("LICENSE"), package.join("LICENSE"))?;
    let version = env!("CARGO_PKG_VERSION");
    if !fs::read_to_string(package.join("package.json"))?.contains(&format!("\"version\": \"{version}\"")) {
        return Err(format!("siggen-wasm/js/package.json has another version than {version}").into());
    }
    fs::write(package.join("version.js"), format!("export const version = '{version}'\n"))?;
    fs::write(package.join("schema.js"), schemas()?)?;
    Ok(())
}

/// Puts those files into the package that are not made: types among them, which is all that lints ask for.
pub(crate) fn written() -> Result<(), Failure> {
    let package = package();
    fs::create_dir_all(&package)?;
    for entry in folder().join("js").read_dir()? {
        let entry = entry?;
        fs::copy(entry.path(), package.join(entry.file_name()))?;
    }
    Ok(())
}

/// The schemas that the command line prints, as JavaScript. An outcome has the report's id besides.
fn schemas() -> Result<String, Failure> {
    let schema = |of| serde_json::from_str::<Value>(&schema_json(of));
    let explanation = schema(SchemaOf::Explanation)?;
    let mut outcome = schema(SchemaOf::Outcome)?;
    outcome["properties"]["crash_id"] = explanation["properties"]["crash_id"].clone();
    let all = json!({"crash-data": schema(SchemaOf::Input)?, "outcome": outcome, "explanation": explanation});
    Ok(format!(
        "const SCHEMAS = {all}\n\n\
         export function schema(of) {{\n  \
           if (Object.hasOwn(SCHEMAS, of)) return structuredClone(SCHEMAS[of])\n  \
           throw new TypeError(`no schema is named ${{of}}; the schemas are ${{Object.keys(SCHEMAS).join(', ')}}`)\n\
         }}\n"
    ))
}
