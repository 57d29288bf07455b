#!/bin/bash
# Makes the Debian base of the node image: debian-root.sh TARGET SUITE MIRROR PACKAGE...
set -euo pipefail
target=$1 suite=$2 mirror=$3
shift 3
packages=$(IFS=,; echo "$*")

# Without its keyring debootstrap would go on unchecked.
debootstrap --keyring=/usr/share/keyrings/debian-archive-keyring.gpg --force-check-gpg --variant=minbase --include="$packages" "$suite" "$target" "$mirror"

cd "$target"
rm -rf var/cache/apt/* var/cache/debconf/* var/lib/apt/lists/* var/log/* tmp/* var/tmp/* \
  usr/share/doc/* usr/share/man/* usr/share/info/* usr/share/locale/* dev/*
: > etc/machine-id
: > etc/resolv.conf
rm -f etc/hostname
