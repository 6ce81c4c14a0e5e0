# Sourced by serve and test: goes to the repository and makes its virtual environment.
# Sets PYTHON to the environment's interpreter. REQUIREMENTS names the list of packages to
# install: what building needs, if it is not set.

unset CDPATH # with it, cd may go to a folder of the same name elsewhere
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PYTHON="$PWD/.venv/bin/python"
OURS=.venv/.made-by-environment.sh
REQUIREMENTS=${REQUIREMENTS:-requirements.txt}
export NO_MKDOCS_2_WARNING=1 PYTHONDONTWRITEBYTECODE=1

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Run a command as root, if that is possible without asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_install() {
    command -v apt-get >/dev/null || return 1
    echo "Installing with apt: $*"
    as_root apt-get update -q >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qy --no-install-recommends "$@" >/dev/null
}

# Print the first Python that is 3.11 or later.
find_python() {
    local name
    for name in "${READER_PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# Remove an environment that an earlier run made and that is of no use any more.
remove_own_environment() {
    if [ -f "$OURS" ] && [ ! -L .venv ]; then
        rm -rf .venv
    elif [ -e .venv ] || [ -L .venv ]; then
        fail "There is a .venv in $PWD that this command did not make, and it has no pip." \
            "Remedy: give it one (.venv/bin/python -m ensurepip), or move it away (mv .venv venv-old)"
    fi
}

make_environment() {
    local base
    base=$(find_python) || fail \
        "No Python 3.11 or later was found." \
        "On Debian 12, Ubuntu 24.04 or later: sudo apt install python3 python3-venv"
    echo "Making the virtual environment .venv with $("$base" --version)"
    remove_own_environment
    mkdir .venv && touch "$OURS" || fail "The folder .venv cannot be made in $PWD."
    # Debian and Ubuntu keep the module for environments in a package of its own.
    if ! "$base" -c 'import ensurepip' 2>/dev/null; then
        apt_install python3-venv || fail \
            "$base cannot make a virtual environment." \
            "Remedy: sudo apt install python3-venv"
    fi
    "$base" -m venv .venv || fail \
        "$base cannot make a virtual environment." \
        "Remedy: sudo apt install python3-venv, or set READER_PYTHON to another Python"
}

install_packages() {
    echo "Installing the packages of scripts/$REQUIREMENTS (once; about a minute)"
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --require-hashes \
        --only-binary :all: -r "scripts/$REQUIREMENTS" || fail \
        "The packages could not be installed." \
        "Remedy: check the network, then run this again"
    # What testing needs holds what building needs.
    cp scripts/requirements.txt "scripts/$REQUIREMENTS" .venv/
}

"$PYTHON" -c 'import pip' 2>/dev/null || make_environment
cmp -s "scripts/$REQUIREMENTS" ".venv/$REQUIREMENTS" || install_packages
