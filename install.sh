#!/bin/sh
# Installs andon: builds it, copies a release that stands by itself, and puts its hooks into
# repositories. Run it again to upgrade; see --help.
set -eu

usage() {
  cat <<'END'
Usage: install.sh [OPTION]... REPOSITORY...
       install.sh [OPTION]... --all DIR
       install.sh --demo | --rollback | --uninstall REPOSITORY...

Installs andon into bare git repositories.

  --all DIR        every bare repository below DIR
  --state DIR      keep the store in DIR; repositories that share it share their lines
  --pusher SOURCE  where the pusher's name comes from: os-user, ssh-key, gitolite, gitea,
                   gitlab, github, http, or env:NAME
  --prefix DIR     where releases live; default ANDON_PREFIX, else /opt/andon for root,
                   else ~/.local/share/andon
  --dry-run        say what would be done, and do nothing
  --rollback       switch back to the release before this one
  --uninstall      take the hooks out of the repositories; journals stay
  --demo           show it all in a scratch repository, then remove that
  --help           this text
END
}

fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

say() { printf '%s\n' "$*"; }

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
if [ "$(id -u)" = 0 ]; then prefix=/opt/andon; else prefix=${HOME:?}/.local/share/andon; fi
prefix=${ANDON_PREFIX:-$prefix}
action=install dry='' all='' state='' pusher=''

need() { [ "$2" -ge 2 ] || fail "$1 needs a value" 2; }
while [ $# -gt 0 ]; do
  case $1 in
    --all) need "$1" $#; all=$2; shift ;;
    --state) need "$1" $#; state=$2; shift ;;
    --pusher) need "$1" $#; pusher=$2; shift ;;
    --prefix) need "$1" $#; prefix=$2; shift ;;
    --dry-run) dry=yes ;;
    --rollback) action=rollback ;;
    --uninstall) action=uninstall ;;
    --demo) action=demo ;;
    --help) usage; exit 0 ;;
    --) shift; break ;;
    -*) usage >&2; fail "unknown option \"$1\"" 2 ;;
    *) break ;;
  esac
  shift
done
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac

# Points PREFIX/current at a release in one step, and remembers the one before.
switch_to() {
  former=$(readlink "$prefix/current" 2>/dev/null || true)
  [ "$former" != "$1" ] || return 0
  ln -sfn "$1" "$prefix/.current.$$"
  mv -Tf "$prefix/.current.$$" "$prefix/current"
  if [ -n "$former" ]; then
    ln -sfn "$former" "$prefix/.previous.$$"
    mv -Tf "$prefix/.previous.$$" "$prefix/previous"
  fi
}

# Builds where that is needed, and prints nothing unless it fails.
build() {
  cd "$here"
  if [ -f package-lock.json ] && { [ ! -d node_modules ] || [ -n "$(find package-lock.json -newer node_modules)" ]; }; then
    say 'installing the dependencies ...'
    npm ci --no-audit --no-fund >"$scratch/npm.log" 2>&1 || { cat "$scratch/npm.log" >&2; fail 'npm ci failed'; }
    touch node_modules
  fi
  say 'building ...'
  npm run --silent build >"$scratch/build.log" 2>&1 || { cat "$scratch/build.log" >&2; fail 'the build failed'; }
  cd "$OLDPWD"
}

# Copies the release to PREFIX/releases/<version>-<hash>, whole or not at all; sets $release.
copy_release() {
  version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$here/package.json")
  hash=$(cat "$here"/dist/*.cjs "$here"/dist/*.mjs | sha256sum | cut -c1-12)
  release=releases/$version-$hash
  [ -d "$prefix/$release" ] && return 0
  mkdir -p "$prefix/releases"
  staged=$prefix/releases/.staged.$$
  mkdir "$staged"
  cp "$here"/dist/*.cjs "$here"/dist/*.mjs "$staged/"
  system=$(command -v node || true)
  major=$([ -n "$system" ] && "$system" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
  if [ "$major" -ge 24 ]; then
    ln -s "$(readlink -f "$system")" "$staged/node"
  else
    # The machine's own Node is too old: take along the one that npm brought.
    cp -L "$here/node_modules/.bin/node" "$staged/node"
  fi
  cat >"$staged/andon" <<'END'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/node" --disable-warning=ExperimentalWarning "$here/main.mjs" "$@"
END
  chmod -R a+rX "$staged"
  chmod a+x "$staged/andon" "$staged/node" 2>/dev/null || chmod a+x "$staged/andon"
  mv -T "$staged" "$prefix/$release"
}

# Runs a command as the owner of a repository, so that its hooks may write what this one made.
as_owner() {
  owner=$(stat -c %U "$1")
  shift
  if [ "$(id -u)" = 0 ] && [ "$owner" != root ] && [ "$owner" != UNKNOWN ]; then
    runuser -u "$owner" -- "$@"
  else
    "$@"
  fi
}

install_into() {
  if [ -n "$dry" ]; then
    say "would install the hooks of $prefix/current into $1"
    return
  fi
  repository=$1
  set -- "$prefix/current/andon" install --release "$prefix/current"
  [ -z "$state" ] || set -- "$@" --state "$state"
  [ -z "$pusher" ] || set -- "$@" --pusher "$pusher"
  as_owner "$repository" "$@" -- "$repository"
  # The proof: the hook runs as git would run it, with hardly any environment, and lets nothing pass.
  hooks=$(as_owner "$repository" git -C "$repository" rev-parse --path-format=absolute --git-path hooks)
  gitdir=$(as_owner "$repository" git -C "$repository" rev-parse --absolute-git-dir)
  for hook in pre-receive post-receive; do
    (cd "$gitdir" && as_owner "$gitdir" env -i PATH=/usr/bin:/bin GIT_DIR=. "$hooks/$hook" </dev/null) ||
      fail "the installed hook $hook does not run in $repository"
  done
  as_owner "$repository" "$prefix/current/andon" doctor --repo "$repository" >"$scratch/doctor" ||
    { cat "$scratch/doctor" >&2; fail "andon doctor finds $repository unwell"; }
  say "  the hooks run there; andon doctor: $(grep -c '^ok' "$scratch/doctor") checks good, $(grep -c '^WARN' "$scratch/doctor" || true) warnings"
}

each_repository() {
  # shellcheck disable=SC2016 # the inner shell expands its own arguments
  find "$1" -type d -name objects -prune -exec sh -c '
    for objects; do
      repository=${objects%/objects}
      if [ -f "$repository/HEAD" ] && [ -d "$repository/refs" ] && [ "${repository##*/}" != .git ]; then printf "%s\n" "$repository"; fi
    done' sh {} +
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch" ${prefix:+"$prefix"/releases/.staged.$$}' EXIT
trap 'exit 130' INT TERM

case $action in
  rollback)
    [ -L "$prefix/previous" ] || fail "there is no release to go back to in $prefix"
    target=$(readlink "$prefix/previous")
    if [ -n "$dry" ]; then say "would switch $prefix/current to $target"; exit 0; fi
    switch_to "$target"
    say "$prefix/current is $target again"
    exit 0
    ;;
  uninstall)
    [ $# -gt 0 ] || fail 'name the repositories to uninstall from' 2
    for repository; do
      if [ -n "$dry" ]; then say "would take the hooks out of $repository"; continue; fi
      as_owner "$repository" "$prefix/current/andon" uninstall -- "$repository"
    done
    exit 0
    ;;
  demo)
    prefix=$scratch/opt
    ;;
esac

command -v git >/dev/null || fail 'git is not installed'
command -v npm >/dev/null || fail 'npm is not installed: install Node.js 20 or later'
if [ "$action" = install ] && [ $# -eq 0 ] && [ -z "$all" ]; then usage >&2; fail 'name a repository' 2; fi
for repository; do
  git -C "$repository" rev-parse --git-dir >/dev/null 2>&1 || [ "$(id -u)" = 0 ] || fail "\"$repository\" is not a git repository"
  [ -d "$repository" ] || fail "\"$repository\" is not a folder"
done

if [ -n "$dry" ]; then
  say "would build andon and copy it to $prefix/releases"
else
  build
  copy_release
  switch_to "$release"
  say "andon is in $prefix/current ($release)"
fi

if [ "$action" = demo ]; then
  PATH=$prefix/current:$PATH sh "$here/src/cli/demo.sh" "$scratch"
  exit 0
fi

for repository; do install_into "$repository"; done
if [ -n "$all" ]; then
  each_repository "$all" >"$scratch/repositories"
  while IFS= read -r repository <&3; do install_into "$repository"; done 3<"$scratch/repositories"
fi
[ -n "$dry" ] || say "Next: edit andon.yaml in the repository; pull the cord with $prefix/current/andon stop main -m \"why\""
