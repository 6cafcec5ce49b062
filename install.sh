#!/bin/sh
# Puts a release of andon onto this machine and its hooks into repositories. Run it again to upgrade.
set -eu
umask 022
unset CDPATH GIT_DIR

usage() {
  cat <<'END'
Usage: ./install.sh [OPTION]... REPOSITORY...
       ./install.sh [OPTION]... --all DIR
       ./install.sh --uninstall REPOSITORY...
       ./install.sh --rollback
       ./install.sh --demo

Builds a release of andon from this checkout, copies it to PREFIX/releases/,
points PREFIX/current at it, and installs its hooks into bare git repositories.
Run it again to upgrade: hooks go through PREFIX/current and stay as they are.
Of older releases it keeps the one that --rollback goes back to, and those that
were current less than a day ago.

  --prefix DIR      where releases lie; else $ANDON_PREFIX, else /opt/andon for
                    root and ~/.local/share/andon for anybody else
  --state DIR       where the store lies; several repositories may share it
  --pusher SOURCE   where the pusher's name comes from: os-user, ssh-key,
                    push-certificate, gitolite, gitea, gitlab, github, http or
                    env:NAME
  --all DIR         every bare repository named *.git in DIR or deeper
  --dry-run         say what would be done, and do nothing
  --rollback        point PREFIX/current at the release that was there before
  --uninstall       take the hooks out and put back what was there before;
                    the journal stays
  --demo            show all of it in a scratch repository, and remove it
  --help            show this
END
}

die() {
  printf 'install.sh: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf 'hint: %s\n' "$2" >&2
  exit 1
}

say() {
  printf '%s\n' "$*"
}

# Prints words so that sh reads them back as they are.
quote() {
  gap=
  for word; do
    printf '%s' "$gap"
    gap=' '
    case $word in
      '' | *[!A-Za-z0-9_./:=@%+,-]*)
        printf "'%s'" "$(printf '%s\n' "$word" | sed "s/'/'\\\\''/g")" ;;
      *) printf '%s' "$word" ;;
    esac
  done
  printf '\n'
}

# Runs a command that changes something, or says that it would.
change() {
  if [ "$dry_run" = yes ]; then
    printf 'would run: '
    quote "$@"
  else
    "$@"
  fi
}

is_repository() {
  [ -f "$1/HEAD" ] && [ -d "$1/objects" ] && [ -d "$1/refs" ]
}

# Sets a symbolic link, whatever it was before: readers meet the old one or the new one.
switch_link() {
  # A killed process of the same number may have left its own.
  ln -sfT "$1" "$2.new-$$"
  mv -T "$2.new-$$" "$2"
}

# Whether a Node is new enough; nothing else may run on it.
is_new_enough() {
  [ -x "$1" ] && "$1" -e 'process.exit(parseInt(process.versions.node) >= 24 ? 0 : 1)' 2>/dev/null
}

here=$(cd "$(dirname "$0")" && pwd -P)
modules=$here/node_modules

build() {
  command -v npm >/dev/null || die 'npm is not on PATH' 'apt-get install nodejs npm, or see https://nodejs.org'
  command -v git >/dev/null || die 'git is not on PATH' 'apt-get install git'
  installed=$modules/.package-lock.json
  if [ ! -e "$installed" ] || [ -n "$(find "$here/package-lock.json" -newer "$installed")" ]; then
    say "installing the dependencies of andon"
    (cd "$here" && npm ci --no-fund --no-audit >"$work/npm.log" 2>&1) || {
      cat "$work/npm.log" >&2
      die 'npm ci failed'
    }
  fi
  (cd "$here" && npm run --silent bundle >"$work/npm.log" 2>&1) || {
    cat "$work/npm.log" >&2
    die 'the build failed' "see whether npm ci in $here mends it"
  }
}

# Sets $node, and $node_kind: link for a Node where the system's packages put theirs, copy for any other.
# Where else a Node lies says nothing of how long it stays: node_modules may be a symbolic link to
# anywhere, and /opt or /usr/src may hold a checkout. The hooks of other users could not run one in a
# home folder either.
find_node() {
  node=$(command -v node || :)
  [ -z "$node" ] || node=$("$node" -p process.execPath 2>/dev/null || :)
  if ! is_new_enough "$node"; then node=$modules/.bin/node; fi
  is_new_enough "$node" ||
    die 'there is no Node 24 on PATH, and the dependencies brought none for this machine' \
      'install Node 24 or later: https://nodejs.org'
  node=$(readlink -f "$node")
  node_kind='copy'
  case $node in
    "$here"/*) ;;
    /usr/bin/* | /usr/local/bin/*) node_kind='link' ;;
  esac
}

# Sets $release to the folder of the release, and makes it where there is none: under a temporary name,
# so that a release is there whole or not at all.
make_release() {
  version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$here/package.json")
  hash=$({
    (cd "$here/dist" && find . -type f ! -name '*.code' | LC_ALL=C sort | xargs sha256sum)
    quote "$node_kind" "$("$node" --version)"
    [ "$node_kind" = copy ] || say "$node"
  } | sha256sum | cut -c 1-10)
  release=$prefix/releases/$version-$hash
  if is_new_enough "$release/node"; then
    # Wanted again: another install must not take it for an old one.
    touch "$release"
    return
  fi
  mkdir -p "$prefix/releases"
  draft=$prefix/releases/.new-$$
  rm -rf "$draft"
  mkdir "$draft"
  cp "$here"/dist/* "$draft/"
  if [ "$node_kind" = link ]; then
    ln -s "$node" "$draft/node"
  elif [ ! -L "$prefix/current/node" ] && cmp -s "$node" "$prefix/current/node"; then
    # The same 120 MB again: one file, two names.
    ln "$(readlink -f "$prefix/current/node")" "$draft/node"
  else
    cp "$node" "$draft/node"
    chmod 755 "$draft/node"
  fi
  "$draft/andon" --version >/dev/null || die "the new release does not run: $draft"
  # As a process of its own, because it changes the environment.
  (prove)
  remove_scratch "$draft/proof"
  # Code compiled in the checkout may be of another Node.
  rm -f "$draft"/*.code
  "$draft/node" "$draft/compile-hooks.cjs" || die "the hooks of the new release do not compile: $draft"
  # What is there by now has no Node that runs.
  rm -rf "$release"
  mv -T "$draft" "$release"
  draft=
}

# Notes that a release was current until now, by the time of its folder.
leave_release() {
  touch -c "$prefix/$1"
}

was_left_long_ago() {
  [ -n "$(find "$1" -maxdepth 0 -mmin +1440 2>/dev/null)" ]
}

# Removes the releases that nothing runs and nobody goes back to, and drafts of installs that were
# killed. A hook loads some files when it needs them, from the release that it was started in: that is
# why a release stays for a day after it was current.
remove_old_releases() {
  now=$(readlink -f "$prefix/current" || :)
  back=$(readlink -f "$prefix/previous" || :)
  for folder in "$prefix/releases"/.new-* "$prefix/releases"/[0-9]*-*; do
    was_left_long_ago "$folder" || continue
    case $(readlink -f "$folder") in
      "$now") ;;
      "$back")
        [ "$dry_run" = no ] || say "would remove $folder if the release is a new one"
        ;;
      *)
        if [ "$dry_run" = yes ]; then
          say "would remove $folder"
          continue
        fi
        # Under another name first: half a release must not be taken for a whole one.
        gone=$prefix/releases/.new-$$-${folder##*/}
        { mv -T "$folder" "$gone" && rm -rf "$gone"; } || say "cannot remove $folder" >&2
        ;;
    esac
  done
}

# Points PREFIX/current at the release; $former is what it pointed at before, where that was another.
switch_release() {
  former=$(readlink "$prefix/current" 2>/dev/null || :)
  target=releases/${release##*/}
  if [ "$former" = "$target" ]; then
    former=
    say "$prefix/current is ${release##*/} already"
    return
  fi
  older=$(readlink "$prefix/previous" 2>/dev/null || :)
  if [ -n "$former" ]; then
    leave_release "$former"
    switch_link "$former" "$prefix/previous"
  fi
  switch_link "$target" "$prefix/current"
  say "$prefix/current is now ${release##*/}"
}

rollback() {
  former=$(readlink "$prefix/previous" 2>/dev/null) || die "there is no former release in $prefix"
  now=$(readlink "$prefix/current" 2>/dev/null) || die "there is no release in $prefix"
  "$prefix/$former/andon" --version >/dev/null 2>&1 || die "the former release does not run: $prefix/$former"
  change leave_release "$now"
  change switch_link "$former" "$prefix/current"
  change switch_link "$now" "$prefix/previous"
  [ "$dry_run" = yes ] || say "$prefix/current is ${former##*/} again"
}

# Runs `andon install` with the options given, then the doctor; a first install that is not sound is
# taken back.
install_repository() {
  repository=$1
  fresh=yes
  if grep -qs 'andon-hook$' "$repository/hooks/pre-receive"; then fresh=no; fi
  set -- --release "$prefix/current"
  [ -z "$state" ] || set -- "$@" --state "$state"
  [ -z "$pusher" ] || set -- "$@" --pusher "$pusher"
  if [ "$dry_run" = yes ]; then
    change "$prefix/current/andon" install "$@" "$repository"
    return
  fi
  if [ -n "$state" ] && [ ! -d "$state" ]; then
    mkdir -p "$state"
    [ "$(id -u)" != 0 ] || chown --reference="$repository" "$state"
  fi
  "$prefix/current/andon" install "$@" "$repository" || return 1
  if "$prefix/current/andon" doctor --repo "$repository" >"$work/doctor"; then
    grep '^WARN\|^       mend' "$work/doctor" || :
    return 0
  fi
  cat "$work/doctor" >&2
  [ "$fresh" = no ] || "$prefix/current/andon" uninstall "$repository" >&2
  return 1
}

# Undoes the switch when a repository cannot go along.
give_up() {
  if [ -n "$former" ]; then
    leave_release "releases/${release##*/}"
    switch_link "$former" "$prefix/current"
    if [ -n "$older" ]; then switch_link "$older" "$prefix/previous"; else rm "$prefix/previous"; fi
    say "$prefix/current is ${former##*/} again" >&2
  fi
  die "cannot install into $1"
}

next_steps() {
  say
  say 'Next:'
  [ $# = 0 ] || say "  settings:       $(quote "$1/andon.yaml")"
  say "  the command:    $(quote ln -s "$prefix/current/andon" /usr/local/bin/andon)"
  [ $# = 0 ] || say "  stop the line:  $(quote "$prefix/current/andon" stop main -m 'what is wrong' --repo "$1")"
  again=./install.sh
  [ "$prefix" = "$default_prefix" ] || again="$again --prefix $(quote "$prefix")"
  say "  upgrade:        git pull && $again REPOSITORY..."
  say "  go back:        $again --rollback"
}

# A step of the tour: a command, the exit code that it must have, and words that its output must have.
step() {
  wanted=$1
  words=$2
  shift 2
  if [ "$mode" = demo ]; then
    printf '$ '
    quote "$@"
  fi
  code=0
  "$@" >"$work/output" 2>&1 || code=$?
  if [ "$mode" = demo ]; then
    cat "$work/output"
    say
  fi
  [ "$code" = "$wanted" ] || fail_step "exit code $wanted, and it was $code" "$@"
  [ -z "$words" ] || grep -q -e "$words" "$work/output" || fail_step "the output to say: $words" "$@"
}

fail_step() {
  expected=$1
  shift
  [ "$mode" != demo ] || die "the demo expected $expected"
  quote "$@" >&2
  cat "$work/output" >&2
  die "the new release does not work, and is not switched to: expected $expected" \
    "$prefix/current is as it was"
}

explain() {
  [ "$mode" != demo ] || say "# $1"
}

commit() {
  printf '%s\n' "$1" >>clone/shop.txt
  git -C clone add shop.txt
  shift
  git -C clone commit -q "$@"
}

# The tour as far as the demo and the proof of a release go together, in the current folder: a line that
# runs, and is stopped. $1 is where andon lies, and the rest the command that installs it.
begin_tour() {
  for name in $(git rev-parse --local-env-vars) GIT_NAMESPACE GIT_TEMPLATE_DIR SUDO_USER; do unset "$name"; done
  export HOME="$work" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null LC_ALL=C
  export GIT_AUTHOR_NAME=Dana GIT_AUTHOR_EMAIL=dana@example.org
  export GIT_COMMITTER_NAME=Dana GIT_COMMITTER_EMAIL=dana@example.org
  # Not the configuration of this server: its store is no place to stop a line for show.
  export ANDON_REPO="$PWD/shop.git" ANDON_CONFIG="$PWD/andon.yaml"
  printf '# The defaults.\n' >andon.yaml
  PATH=$1:$PATH
  shift
  step 0 '' git init -q --bare -b main shop.git
  step 0 '^installed into' "$@" shop.git
  git clone -q shop.git clone 2>/dev/null
  git -C clone symbolic-ref HEAD refs/heads/main
  git -C clone config advice.detachedHead false
  explain 'The line runs: a push is let in.'
  commit 'tea' -m 'shop: sell tea'
  step 0 'main -> main' git -C clone push origin main
  explain 'A test is red: anybody pulls the cord.'
  step 0 'stop 1' andon stop main -m 'checkout test is red' --build 4711
  step 3 'stopped\|STOPPED' andon status
  explain 'New work has to wait.'
  commit 'coffee' -m 'shop: sell coffee'
  step 1 'line main is STOPPED' git -C clone push origin main
  explain 'Nothing of it came in: there is the first commit, and no other.'
  step 0 '^1$' git -C shop.git rev-list --count main
}

demo() {
  cd "$work"
  begin_tour "$work/andon/current" "$here/install.sh" --prefix "$work/andon"
  say '# The fix goes through.'
  git -C clone reset -q --hard origin/main
  commit 'tea, 2 EUR' -m 'shop: price of tea' --trailer 'Fixes-Build: 1'
  step 0 'main -> main' git -C clone push origin main
  say '# The line runs again.'
  step 0 'lifted' andon resume 1 -m 'checkout test is green again'
  step 0 'running' andon status
  say '# All of it is on record.'
  step 0 'refused' andon log
  step 0 'intact' andon audit verify
  say 'The demo did what it says; its folder is removed.'
}

# Proves that the hooks of the draft let a push in, refuse another and record both. Beside the release, because
# a temporary folder may be mounted with noexec.
prove() {
  mkdir "$draft/proof"
  cd "$draft/proof"
  begin_tour "$draft" "$draft/andon" install --release "$draft"
  step 0 'settled by post-receive: refs/heads/main landed' andon log
  grep -q 'refused.*line-stopped' "$work/output" || fail_step 'the refusal on record' andon log
}

# The process that copies the journal to its log file may still be writing there.
remove_scratch() {
  rm -rf "$1" 2>/dev/null || { sleep 2 && rm -rf "$1"; }
}

clean_up() {
  [ -z "$draft" ] || remove_scratch "$draft"
  remove_scratch "$work"
}

absolute() {
  case $1 in
    /*) say "$1" ;;
    *) say "$PWD/$1" ;;
  esac
}

mode=install
dry_run=no
prefix=${ANDON_PREFIX:-}
state=
pusher=
all=
draft=
former=

# What is no option goes round to the end of the arguments.
count=$#
while [ "$count" -gt 0 ]; do
  argument=$1
  shift
  count=$((count - 1))
  case $argument in
    --prefix | --state | --pusher | --all)
      { [ "$count" -gt 0 ] && [ -n "$1" ]; } || die "$argument needs a value" './install.sh --help'
      case $argument in
        --prefix) prefix=$1 ;;
        --state) state=$(absolute "$1") ;;
        --pusher) pusher=$1 ;;
        --all) all=$1 ;;
      esac
      shift
      count=$((count - 1))
      ;;
    --dry-run) dry_run=yes ;;
    --rollback | --uninstall | --demo) mode=${argument#--} ;;
    --help | -h)
      usage
      exit 0
      ;;
    -*) die "there is no option $argument" './install.sh --help' ;;
    *) set -- "$@" "$argument" ;;
  esac
done

default_prefix=/opt/andon
[ "$(id -u)" = 0 ] || default_prefix=${HOME:-}/.local/share/andon
if [ -z "$prefix" ]; then
  [ "$(id -u)" = 0 ] || : "${HOME:?}"
  prefix=$default_prefix
fi
prefix=$(absolute "$prefix")

if [ -n "$all" ]; then
  [ -d "$all" ] || die "$all is not a folder"
  found=$(find "$all" -type d -name '*.git' -prune -print | LC_ALL=C sort)
  while IFS= read -r repository; do
    if is_repository "$repository"; then set -- "$@" "$repository"; fi
  done <<END
$found
END
  [ $# -gt 0 ] || die "there is no bare repository named *.git in $all"
fi

# Everything that can be wrong with the repositories is said before anything is done.
count=$#
while [ "$count" -gt 0 ]; do
  repository=$1
  shift
  count=$((count - 1))
  is_repository "$repository" || die "$repository is not a bare git repository"
  repository=$(cd -- "$repository" && pwd -P)
  [ -w "$repository" ] ||
    die "$repository may not be written by $(id -un)" 'run install.sh as its owner, or as root'
  set -- "$@" "$repository"
done

case $mode in
  rollback)
    rollback
    exit
    ;;
  uninstall)
    [ $# -gt 0 ] || die 'name the repositories to take the hooks out of' './install.sh --help'
    [ -x "$prefix/current/andon" ] || die "there is no release in $prefix" 'name its folder: --prefix DIR'
    for repository; do change "$prefix/current/andon" uninstall "$repository"; done
    exit
    ;;
  install)
    [ $# -gt 0 ] || die 'name a repository, or --all DIR' './install.sh --help'
    # The hooks need both, and the checkout may go away. Either path may lead through it.
    for folder in "$prefix" ${state:+"$state"}; do
      for path in "$folder" "$(readlink -m "$folder")"; do
        case $path/ in
          "$here"/*) die "$folder lies in this checkout, which may go away" 'name another folder: --prefix DIR, --state DIR' ;;
        esac
      done
    done
    ;;
esac

if [ "$dry_run" = yes ]; then
  say "would build a release from $here, unless there is this one already: $prefix/releases/"
  say "would point $prefix/current at it"
  for repository; do install_repository "$repository"; done
  remove_old_releases
  exit
fi

work=$(mktemp -d)
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ "$mode" = demo ]; then
  # Before the demo takes HOME away, where npm may have to find its settings.
  build
  demo
  exit
fi

build
find_node
make_release
switch_release
for repository; do
  install_repository "$repository" || give_up "$repository"
done
remove_old_releases
next_steps "$@"
