#!/bin/sh
# The demo: stop, refused push, fix, resume and journal in a scratch repository below $1, each step
# with its real output. Ends with an error where a step does not do what it says.
set -eu
cd "$1"
export HOME="$1" GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0
export ANDON_REPO="$1/web.git"

show() { printf '\n$ %s\n' "$*"; }
must() { "$@" || { printf 'demo: "%s" failed\n' "$*" >&2; exit 1; }; }
must_fail() { if "$@"; then printf 'demo: "%s" should have been refused\n' "$*" >&2; exit 1; fi; }

git init --quiet --bare --initial-branch=main web.git
git init --quiet --initial-branch=main work
git -C work config user.name Dana
git -C work config user.email dana@example.org
must andon install web.git --release "$1/opt/current"
cd work
git remote add origin ../web.git

show 'git push                       # the line runs'
git commit --quiet --allow-empty -m 'feat: the front page'
must git push --quiet origin main && echo '(accepted)'

show 'andon stop main -m "3 tests red in build 4711" --build 4711 --url https://ci.example/4711'
must andon stop main -m '3 tests red in build 4711' --build 4711 --url https://ci.example/4711

show 'git push                       # new code does not enter a stopped line'
git commit --quiet --allow-empty -m 'feat: add the search box'
must_fail git push --quiet origin main 2>&1

show 'git commit --amend --no-edit --trailer "Fixes-Build: 1" && git push'
git commit --quiet --allow-empty --amend --no-edit --trailer 'Fixes-Build: 1'
must git push --quiet origin main && echo '(accepted)'

show 'andon resume 1 -m "build 4712 is green"'
must andon resume 1 -m 'build 4712 is green'
show 'andon status'
must andon status
show 'andon log'
must andon log
show 'andon audit verify'
must andon audit verify
