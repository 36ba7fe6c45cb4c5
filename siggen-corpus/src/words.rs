//! The words that invented names are made of.

/// Areas of the application that are written in C++: the namespace, the folder.
pub(crate) const AREAS: [(&str, &str); 20] = [
    ("mozilla::harbor", "harbor"),
    ("mozilla::harbor::pier", "harbor/pier"),
    ("mozilla::lantern", "gfx/lantern"),
    ("mozilla::lantern::glass", "gfx/lantern/glass"),
    ("mozilla::orchard", "dom/orchard"),
    ("mozilla::orchard::graft", "dom/orchard/graft"),
    ("mozilla::loom", "layout/loom"),
    ("mozilla::loom::weft", "layout/loom/weft"),
    ("mozilla::mosaic", "image/mosaic"),
    ("mozilla::beacon", "netwerk/beacon"),
    ("mozilla::cellar", "storage/cellar"),
    ("mozilla::almanac", "toolkit/almanac"),
    ("mozilla::carillon", "media/carillon"),
    ("mozilla::ferry", "ipc/ferry"),
    ("js::kiln", "js/src/kiln"),
    ("js::sieve", "js/src/sieve"),
    ("", "widget/quilt"),
    ("", "editor/quill"),
    ("", "docshell/gable"),
    ("", "extensions/trellis"),
];

/// Crates of the application: the name, its modules' folder.
pub(crate) const CRATES: [(&str, &str); 8] = [
    ("tidewater", "gfx/tidewater/src"),
    ("lichen_style", "servo/components/lichen_style"),
    ("brine_net", "netwerk/brine_net/src"),
    ("pebble_store", "toolkit/components/pebble_store/src"),
    ("marl_parser", "third_party/rust/marl_parser/src"),
    ("fathom_audio", "media/fathom_audio/src"),
    ("quarry_core", "third_party/rust/quarry_core/src"),
    ("sextant", "toolkit/sextant/src"),
];

pub(crate) const NOUNS: [&str; 48] = [
    "Anchor", "Apron", "Awning", "Barrel", "Basket", "Bobbin", "Brooch", "Buoy", "Candle", "Chimney", "Cistern",
    "Clay", "Compass", "Copper", "Cradle", "Dovetail", "Ember", "Feather", "Fennel", "Ferrule", "Gable", "Gauze",
    "Girder", "Gravel", "Hammock", "Hinge", "Ingot", "Juniper", "Kelp", "Ladder", "Lattice", "Mallet", "Marble",
    "Needle", "Oar", "Paddle", "Plank", "Pulley", "Quartz", "Raft", "Ribbon", "Rudder", "Saddle", "Shutter", "Spindle",
    "Thimble", "Trowel", "Wicker",
];

pub(crate) const ROLES: [&str; 28] = [
    "Keeper", "Walker", "Ledger", "Binder", "Broker", "Carver", "Chart", "Clerk", "Courier", "Drawer", "Fitter",
    "Grid", "Guild", "Joiner", "Mill", "Parent", "Child", "Pilot", "Porter", "Press", "Rack", "Roster", "Shelf",
    "Sorter", "Steward", "Tracer", "Warden", "Weaver",
];

pub(crate) const VERBS: [&str; 40] = [
    "Moor", "Stow", "Haul", "Tow", "Merge", "Flush", "Trim", "Weigh", "Seal", "Open", "Close", "Bind", "Split",
    "Gather", "Reckon", "Carve", "Fold", "Lift", "Lower", "Measure", "Mend", "Notify", "Paint", "Pour", "Prune",
    "Read", "Reflow", "Resolve", "Restore", "Rotate", "Settle", "Shift", "Sift", "Sweep", "Take", "Trace", "Update",
    "Visit", "Weave", "Write",
];

pub(crate) const OBJECTS: [&str; 40] = [
    "", "All", "Bales", "Border", "Bounds", "Branch", "Cargo", "Children", "Corner", "Crate", "Cursor", "Deck", "Edge",
    "Entry", "Fibre", "Frame", "Grain", "Knot", "Layer", "Leaf", "Manifest", "Margin", "Mast", "Now", "Order", "Panel",
    "Pattern", "Pending", "Queue", "Range", "Root", "Rows", "Shadow", "Slice", "Stamp", "State", "Strand", "Surface",
    "Tile", "Weights",
];

/// Types of arguments, as compilers for Windows and as others write them; `%` is a class of the area.
pub(crate) const ARGUMENTS: [(&str, &str); 10] = [
    ("bool", "bool"),
    ("unsigned int", "unsigned int"),
    ("unsigned __int64", "unsigned long"),
    ("%*", "%*"),
    ("%&", "%&"),
    ("const %&", "% const&"),
    ("RefPtr<%>&&", "RefPtr<%>&&"),
    ("nsTSubstring<char16_t> const&", "nsTSubstring<char16_t> const&"),
    ("nsTArray<%>&", "nsTArray<%>&"),
    ("mozilla::Maybe<%>", "mozilla::Maybe<%>"),
];

/// What symbols of Windows put before some names.
pub(crate) const BEFORE: [&str; 8] = ["", "", "", "static void ", "static bool ", "void ", "static nsresult ", "bool "];

/// Graphics drivers, antivirus programs and the like: modules that nobody has symbols of, each platform's.
pub(crate) const STRANGERS: [&[&str]; 4] = [
    &[
        "nvwgf2umx.dll",
        "atidxx64.dll",
        "igd10iumd64.dll",
        "igc64.dll",
        "nvoglv64.dll",
        "guardhook64.dll",
        "OverlayHook.dll",
    ],
    &["libnvidia-glcore.so.550.90", "radeonsi_dri.so", "libgallium-24.1.so", "libinputbridge.so"],
    &["AMDRadeonX6000MTLDriver", "AppleIntelKBLGraphicsMTLDriver", "SoundHelperPlugIn"],
    &["libGLESv2_adreno.so", "libGLES_mali.so", "libskins_vendor.so", "libllvm-glnext.so"],
];

/// Libraries of the platform whose leftovers lie on stacks.
pub(crate) const LEFTOVERS: [&[&str]; 4] = [
    &["user32.dll", "combase.dll", "ucrtbase.dll", "KERNELBASE.dll", "CoreMessaging.dll"],
    &["libgtk-3.so.0", "libglib-2.0.so.0", "libX11.so.6", "libpulse.so.0"],
    &["AppKit", "CoreFoundation", "QuartzCore", "libdispatch.dylib"],
    &["libhwui.so", "libandroid_runtime.so", "libgui.so", "boot-framework.oat", "dalvik-main space (deleted)"],
];
