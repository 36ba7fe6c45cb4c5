"""The warning for when the older package of this name is installed too. Imported only then."""

from __future__ import annotations


def warn() -> None:
    """Warns that both packages own the same files."""
    import warnings
    from importlib import metadata

    try:
        version = metadata.version("siggen")
    except metadata.PackageNotFoundError:
        version = "of which files are left"
    warnings.warn(
        f"the distribution siggen {version} is installed in the directory of siggen-py: upgrading it replaces files of "
        "siggen-py, and uninstalling it removes them. Uninstall both, then install siggen-py: "
        "pip uninstall -y siggen siggen-py",
        RuntimeWarning,
        stacklevel=3,
    )
