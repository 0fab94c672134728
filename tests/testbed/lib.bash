# Sourced by every part of the test bed: where things are, Debian packages without installing them, daemons by recorded pid.
set -euo pipefail

testbed=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(cd "$testbed/../.." && pwd)
cache=${RUNBOOKS_TESTBED_CACHE:-$HOME/.cache/runbooks-testbed}
part=$(basename "$0")
state=$cache/state/$part
triplet=$(uname -m)-linux-gnu
kubeconfig=$cache/state/kubernetes/kubeconfig
bridge=runbooks0
bridge_address=10.88.0.1
registry_port=7470
unset PYTHONDONTWRITEBYTECODE

say() { echo "$part: $*"; }
fail() { say "$*" >&2; exit 1; }
# For what this machine cannot do, as opposed to what went wrong. `up` and `tests/run` go on without the part.
unavailable() { say "not on this machine: $*"; exit 3; }

# dispatch VERB [ARG...]: runs the verb's function; what changes the part does so one process at a time.
dispatch() {
    case ${1-} in
        install | start | stop | reset) mkdir -p "$state"; exec 9> "$cache/$part.lock"; flock 9 ;;
    esac
    declare -F "${1:-none}" > /dev/null || { sed -n '2,/^[^#]/s/^# //p' "$0" >&2; exit 2; }
    "$@"
}

# A cluster that the user named himself is used instead of ours.
user_cluster() { [[ ${KUBECONFIG-} && $KUBECONFIG != "$kubeconfig" ]]; }

release() { (. /etc/os-release && echo "${!1-}"); }

needs_debian() {
    [[ $(release ID) == debian ]] || unavailable "it is made of Debian packages, and this is $(release PRETTY_NAME)"
}

needs_root() { [[ $EUID == 0 ]] || unavailable "running containers needs root"; }

# The Debian mirror that the machine's own apt sources name.
mirror() {
    apt-get update --print-uris | grep -oE "^'[^']+/dists/($(release VERSION_CODENAME)|(old)*stable|testing|unstable|sid)/InRelease'" |
        sed -E "1!d; s|^'(.*)/dists/.*|\1|"
}

# with_apt SUITE COMMAND...: a command with $apt, apt-get options for one suite, packages and sources.
# It sees none of the machine's lists and installed packages and changes nothing of them.
with_apt() {
    local suite=$1 uri folder
    shift
    uri=$(mirror)
    [[ $uri ]] || fail "no Debian mirror in this machine's apt sources"
    folder=$(mktemp -d)
    trap "rm -rf '$folder'" EXIT
    mkdir -p "$folder"/{lists,archives}/partial
    : > "$folder/status"
    printf "%s [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main\n" deb deb-src > "$folder/sources.list"
    archives=$folder/archives
    apt=(-qq -y -o Dir::State="$folder" -o Dir::State::lists="$folder/lists" -o Dir::State::status="$folder/status"
        -o Dir::Cache::archives="$archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
        -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=- -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null
        -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3 -o Debug::NoLocking=1)
    apt-get "${apt[@]}" update
    "$@"
    rm -rf "$folder"
    trap - EXIT
}

# debian_tree FOLDER SUITE PACKAGE...: unpacks the packages and all they depend on into FOLDER, unless they are there.
# Nothing is installed on the machine: installing containerd or postgresql would start services and may push out Docker.
debian_tree() {
    local folder=$1 suite=$2
    shift 2
    [[ -e $folder.packages && $(< "$folder.packages") == "$*" ]] && return
    say "unpacking Debian $suite packages: $*"
    rm -rf "$folder" "$folder".*
    mkdir -p "$folder"/usr/{bin,sbin,lib,lib64}
    ln -s usr/{bin,sbin,lib,lib64} "$folder"
    with_apt "$suite" unpack "$folder" "$@"
    echo "$*" > "$folder.packages"
}

unpack() {
    local folder=$1 package
    shift
    apt-get "${apt[@]}" --download-only install "$@" > "$folder.log"
    for package in "$archives"/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x -C "$folder" --keep-directory-symlink --no-same-owner --exclude='./dev/*' --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*'
    done
    (cd "$archives" && ls -- *.deb) > "$folder.versions"
}

# in_tree FOLDER PROGRAM ARG...: runs a program of a tree with the tree's own loader and libraries, whatever the machine's are.
in_tree() { "$(loader "$1")" --library-path "$1/usr/lib/$triplet" "$1/usr/bin/$2" "${@:3}"; }

loader() { echo "$1/usr/lib/$triplet"/ld-linux-*.so.*; }

# script FILE COMMAND: a program that is the command with the arguments it is given.
script() {
    mkdir -p "$(dirname "$1")"
    printf '#!/bin/sh\n%s "$@"\n' "$2" > "$1.new"
    chmod +x "$1.new"
    mv "$1.new" "$1"
}

# npm_packages FOLDER LIST: the packages of LIST/package-lock.json in FOLDER, unless they are there. None of their own scripts run.
npm_packages() {
    npm_installed "$@" && return
    type node npm > /dev/null 2>&1 || unavailable "it needs Node.js and npm"
    say "installing the packages of ${2##*/}/package-lock.json"
    rm -rf "$1"
    mkdir -p "$1"
    cp "$2"/package.json "$2"/package-lock.json "$1"
    (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || fail "npm ci failed"
    touch "$1.installed"
}

npm_installed() { [[ -e $1.installed ]] && cmp -s "$2/package-lock.json" "$1/package-lock.json"; }

# Pods reach this machine at the bridge of the kubernetes part; without one a server is for this machine alone.
server_address() { if [[ -e /sys/class/net/$bridge ]]; then echo "$bridge_address"; else echo 127.0.0.1; fi; }

# own_c_library FOLDER: programs of the tree are to run with the machine's own loader, which wants the machine's own C library.
own_c_library() { rm -f "$1/usr/lib/$triplet"/lib{c,m,dl,rt,pthread,resolv}.so.*; }

# A pid is recorded with the time its process started, so that a reused pid is never taken for ours. The dead but unburied don't count.
started_at() {
    local stat
    read -r stat 2> /dev/null < "/proc/$1/stat" || return 0
    set -- ${stat##*) }
    [[ $1 == Z ]] || echo "${20}"
}

running() {
    local pid since
    [[ -e $state/$1.pid ]] && read -r pid since < "$state/$1.pid" && [[ $(started_at "$pid") == "$since" ]]
}

# daemon NAME COMMAND...: starts the command in the background, with its log and its recorded pid, unless it runs.
daemon() {
    local name=$1 pid
    shift
    running "$name" && return
    setsid "$@" < /dev/null > "$state/$name.log" 2>&1 9>&- &
    pid=$!
    echo "$pid $(started_at "$pid")" > "$state/$name.pid"
}

# halt NAME [SIGNAL]: asks the daemon to stop, insists after ten seconds.
halt() {
    local name=$1 pid i
    if running "$name"; then
        read -r pid _ < "$state/$name.pid"
        kill -"${2-TERM}" "$pid"
        for ((i = 0; i < 100; i++)); do running "$name" || break; sleep 0.1; done
        while running "$name"; do kill -9 "$pid"; sleep 0.1; done
    fi
    rm -f "$state/$name.pid"
}

# await SECONDS NAME COMMAND...: waits until the command succeeds; fails with the daemon's last words.
await() {
    local deadline=$((SECONDS + $1)) name=$2
    shift 2
    until "$@" > /dev/null 2>&1; do
        running "$name" && ((SECONDS < deadline)) || { tail -n 5 "$state/$name.log" >&2; fail "$name did not come up, see $state/$name.log"; }
        sleep 0.1
    done
}
