import { CircleAlert, CloudOff, CloudDownload, Eraser, HardDrive, Hourglass, Lock, MemoryStick, Plug, type LucideIcon, Unplug } from 'lucide-react'
import type { ProblemCode } from '#contract/messages/problems.ts'

/** What a problem is about, as a small picture beside its words. The first that matches the code wins. */
const pictures: readonly (readonly [RegExp, LucideIcon])[] = [
  [/not-allowed|rights|forbidden|access-lost/, Lock],
  [/disk/, HardDrive],
  [/memory|cpus/, MemoryStick],
  [/busy/, Hourglass],
  [/^lent-cluster-unreachable|^kube-|^cluster-api-silent|proxy/, CloudOff],
  [/^registry|^image|^build-needs|download|cluster-image-missing/, CloudDownload],
  [/^docker-(not-running|missing|did-not-start|install)/, Plug],
  [/^docker-(not-answering|context|over-ssh|host|is-podman)|docker-gone/, Unplug],
  [/incomplete|unfinished|outdated/, Eraser],
]

export function ProblemSign({ code }: { readonly code: ProblemCode }) {
  const Picture = pictures.find(([pattern]) => pattern.test(code))?.[1] ?? CircleAlert
  return (
    <span className="problem-sign" aria-hidden="true">
      <Picture size={18} />
    </span>
  )
}
