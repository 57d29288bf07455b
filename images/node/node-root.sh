#!/bin/bash
# Lays what kind expects of a node over a Debian root: node-root.sh TARGET KIND_SOURCE FILES KUBERNETES_VERSION
# The steps are those of kind's images/base/Dockerfile and of `kind build node-image`, in the same order.
set -euo pipefail
target=$1 kind=$2 files=$3 version=$4
cd "$target"

cp -r --no-preserve=mode,ownership "$kind/images/base/files/." "$files/." .
chmod 755 kind kind/bin kind/bin/* usr/local/bin/*

find usr/lib/systemd/system/sysinit.target.wants -name systemd-tmpfiles-setup.service -delete
rm -f usr/lib/systemd/system/multi-user.target.wants/* etc/systemd/system/*.wants/* usr/lib/systemd/system/local-fs.target.wants/* \
  usr/lib/systemd/system/sockets.target.wants/*udev* usr/lib/systemd/system/sockets.target.wants/*initctl* \
  usr/lib/systemd/system/basic.target.wants/*
echo ReadKMsg=no >> etc/systemd/journald.conf
ln -sf /usr/lib/systemd/systemd usr/sbin/init
chroot . systemctl enable kubelet.service containerd.service undo-mount-hacks.service
chroot . systemctl mask systemd-binfmt.service
mkdir -p etc/kubernetes/manifests opt/cni/bin kind/manifests

chroot . /usr/local/bin/ctr oci spec \
  | chroot . jq '.hooks.createContainer[.hooks.createContainer | length] |= . + {"path": "/kind/bin/mount-product-files.sh"} | del(.process.rlimits)' \
  > etc/containerd/cri-base.json

# A machine whose root may not lower an oom score (no CAP_SYS_RESOURCE) could start neither containerd nor a pod.
sed -i '/^OOMScoreAdjust=/d' etc/systemd/system/containerd.service
sed -i 's/restrict_oom_score_adj = false/restrict_oom_score_adj = true/' etc/containerd/config.toml

printf %s "$version" > kind/version

storage=$kind/pkg/build/nodeimage/const_storage.go
constant() { sed -n "s/^const $1 = \"\(.*\)\"/\1/p" "$storage"; }
sed '1,/^const defaultStorageManifest = `/d; /^`$/,$d' "$storage" \
  | sed "s#\` + storageProvisionerImage + \`#$(constant storageProvisionerImage)#; s#\` + storageHelperImage + \`#$(constant storageHelperImage)#" \
  > kind/manifests/default-storage.yaml
