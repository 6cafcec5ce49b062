#!/bin/sh
# Runs andon: from an installed release with the Node beside it; from a checkout with the Node that the
# dependencies brought along, where there is one.
file=$(readlink -f "$0")
here=${file%/*}
for node in "$here/node" "$here/../node_modules/.bin/node" node; do
  [ -x "$node" ] && break
done
exec "$node" --disable-warning=ExperimentalWarning "$here/launch.cjs" "$here/main.cjs" "$@"
