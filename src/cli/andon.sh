#!/bin/sh
# Runs andon from a checkout, with the Node that the dependencies brought along where there is one.
here=$(dirname "$(readlink -f "$0")")
node="$here/../node_modules/.bin/node"
[ -x "$node" ] || node=node
exec "$node" --disable-warning=ExperimentalWarning "$here/main.mjs" "$@"
