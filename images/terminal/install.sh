#!/bin/bash
# Runs inside a container of a node image, ours or the official one, and makes a learner's terminal of it. The files beside
# this script are in /mnt.
set -euo pipefail

mapfile -t packages < /mnt/packages.txt
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
apt-get -q install --yes --no-install-recommends "${packages[@]}"
rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/* /var/log/* /usr/share/doc/* /usr/share/man/*

cp -r --no-preserve=ownership /mnt/files/. /
echo '. /etc/kindlab/bashrc' >> /etc/bash.bashrc

# Made once here and loaded by bash at the first Tab, so that no prompt waits for it.
kubectl completion bash > /usr/share/bash-completion/completions/kubectl

rm -rf /mnt/*
useradd --uid 1000 --create-home --shell /bin/bash learner
