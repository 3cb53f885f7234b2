#!/usr/bin/env bash
# Folders of images with links that lead in a circle or nowhere, pipes, and what may not be read: the model is made of the rest.
source "$(dirname "$0")/../support.sh"

mkdir -p pictures/red pictures/blue
for i in $(seq 10 49); do
    bmp "pictures/red/$i.bmp" 10 "$i" e0
    bmp "pictures/blue/$i.bmp" e0 "$i" 10
done

ln -s .. pictures/red/up
ln -s . pictures/round
ln -s nowhere.bmp pictures/red/gone.bmp
ln -s /dev/zero pictures/blue/zero.bmp
mkfifo pictures/blue/pipe.bmp
mkdir pictures/closed
bmp pictures/closed/1.bmp 10 10 10
chmod 000 pictures/closed
trap 'chmod 700 pictures/closed' EXIT
[ "$(id -u)" != 0 ] || rm -r pictures/closed # Nothing is closed to root.

timeout 300 dotnet exec "$tool" train pictures --label Label --out model.zip --quick >said 2>&1 || fail "$(cat said)"
[ -s model.zip ] || fail "there is no model: $(cat said)"
mlflux show model.zip | grep -q 'sha256:' || fail "the card has no fingerprint"
mlflux evaluate model.zip pictures >figures
awk '/^accuracy / { exit !($2 > 0.9) }' figures || fail "the model learns nothing: $(cat figures)"
for name in red/up round red/gone.bmp blue/zero.bmp blue/pipe.bmp; do
    grep -qF "pictures/$name" said || fail "nothing is said of $name: $(cat said)"
done
mkdir -p pictures/closed
