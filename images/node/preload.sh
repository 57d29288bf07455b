#!/bin/bash
# Runs inside a container of the node's base: puts the images of /run/images/*/image.tar into the node's own containerd, so that
# a cluster starts without a registry. Pinned: the kubelet never collects them. Not unpacked: that is done, once, in the cluster.
set -euo pipefail
version=$1

containerd > /tmp/containerd.log 2>&1 &
containerd=$!
trap 'tail -20 /tmp/containerd.log >&2' ERR
timeout 30 bash -c 'until ctr version > /dev/null 2>&1; do sleep 0.1; done'

for archive in /run/images/*/image.tar; do
  ctr -n k8s.io images import --label io.cri-containerd.pinned=pinned --all-platforms --no-unpack --digests "$archive"
done

# Whatever kubeadm, containerd and the manifests will ask for must be there, or the cluster hangs long after this.
present=$(ctr -n k8s.io images list -q)
wanted=$(
  kubeadm config images list --kubernetes-version "$version"
  sed -n 's/^ *sandbox_image = "\(.*\)"/\1/p' /etc/containerd/config.toml
  sed -n 's/^ *image: //p' /kind/manifests/*.yaml
)
missing=$(sort -u <<<"$wanted" | grep -vxF "$present" || true)
if [ -n "$missing" ]; then echo "not among the preloaded images: $missing" >&2; exit 1; fi

kill "$containerd"
wait "$containerd" || true
rm -rf /tmp/* /run/containerd
