import { eventIterator, oc, type Schema } from '@orpc/contract'
import { z } from 'zod'
import type { Attempt } from './attempt.ts'
import { answerSchema } from './quiz.ts'
import { identifierSchema } from './lab-parts.ts'
import type { LiveOutcome, ManifestOutcome, ManifestSchema } from './editing.ts'
import type { Catalogue, Lesson, LessonPicture } from './lab-summary.ts'
import type { ComponentView } from './component.ts'
import type { InstalledPack, PackInspection, PackView } from './pack.ts'
import type { EngineStatus } from './status.ts'
import type { DoctorResult } from './doctor.ts'
import type { TerminalFacts } from './terminal.ts'
import type { Difference, EventLine, KindView, LogPart, ObjectDetail, ViewChange } from './views.ts'
import type { FileContent, WorkspaceListing, WriteOutcome } from './workspace.ts'

/** What comes out of the engine is typed by the compiler; what goes in comes from outside and is parsed. */
const plain = <T>(): Schema<T, T> => ({ '~standard': { version: 1, vendor: 'kindlab', validate: (value) => ({ value: value as T }) } })

const locale = z.enum(['en', 'ko'])
const attemptId = z.strictObject({ attempt: identifierSchema })
const stepOf = attemptId.extend({ step: identifierSchema })
const labRef = z.strictObject({ pack: identifierSchema, lab: identifierSchema })
const packId = z.strictObject({ pack: identifierSchema })
const packTicket = z.strictObject({ ticket: z.uuid() })
const terminalId = z.strictObject({ terminal: z.string().min(1).max(128) })
/** A window's look at a terminal, by a name that the window makes up when it attaches. */
const viewName = z.strictObject({ view: z.string().min(8).max(64) })
/** What may be in a path is the workspace's to say; the longest text is more than it takes, so that it is it that refuses. */
const fileOf = attemptId.extend({ path: z.string().min(1).max(4096) })
const text = z.string().max(2_000_000)
const manifestOf = attemptId.extend({ text })
const kindRef = z.strictObject({ apiVersion: z.string().min(1).max(320), kind: z.string().min(1).max(63) })
const namespaceName = z.string().min(1).max(63)
/** None named: everywhere. */
const where = z.strictObject({ namespaces: z.array(namespaceName).max(100) })
const objectRef = kindRef.extend({ namespace: namespaceName.optional(), name: z.string().min(1).max(253) })
const size = z.strictObject({ columns: z.number().int().min(1).max(1000), rows: z.number().int().min(1).max(1000) })

/**
 * Everything a window, a page or a command line can ask of the engine, whatever carries it
 * (a MessagePort in the desktop app, a WebSocket in `kindlab serve`, a plain call in the command line).
 * Errors arrive as `{ code, data: Problem }`. Streams end when their reader goes.
 */
export const api = {
  status: {
    get: oc.output(plain<EngineStatus>()),
    /** The present at once, then every change. */
    watch: oc.output(eventIterator(plain<EngineStatus>())),
    /** Reads anew what exists. */
    refresh: oc.output(plain<EngineStatus>()),
  },
  cluster: {
    up: oc.input(z.strictObject({ nodes: z.number().int().min(1).max(4).optional(), recreate: z.boolean().optional() })).output(plain<void>()),
    pause: oc.output(plain<void>()),
    stop: oc.output(plain<void>()),
    down: oc.output(plain<void>()),
    /** Ends the long operation under way; it leaves nothing half-made. */
    cancel: oc.output(plain<void>()),
    /** Collects the nodes' logs into a folder of this machine. */
    exportLogs: oc.output(plain<{ folder: string }>()),
  },
  /** Systems beside Kubernetes that labs may need. */
  components: {
    list: oc.output(plain<readonly ComponentView[]>()),
    add: oc.input(z.strictObject({ component: identifierSchema })).output(plain<void>()),
    remove: oc.input(z.strictObject({ component: identifierSchema })).output(plain<void>()),
  },
  /** Packs of others: nothing that is fetched is used before a person who has seen its inspection installs it. */
  packs: {
    list: oc.output(plain<readonly PackView[]>()),
    /** Fetches and judges; `source` is a path of this machine or an address, `key` the public key that must have signed it. Ends early with its caller. */
    inspect: oc.input(z.strictObject({ source: z.string().min(1).max(1000), key: z.string().min(1).max(1000).optional() })).output(plain<PackInspection>()),
    /** The same for what the source of an installed pack has now. */
    inspectUpdate: oc.input(packId).output(plain<PackInspection>()),
    /** Installs what was inspected, exactly. */
    install: oc.input(packTicket).output(plain<InstalledPack>()),
    /** Throws what was inspected away. */
    discard: oc.input(packTicket).output(plain<void>()),
    pin: oc.input(packId.extend({ pinned: z.boolean() })).output(plain<InstalledPack>()),
    /** What learners did with it stays. */
    remove: oc.input(packId).output(plain<void>()),
  },
  doctor: { run: oc.output(plain<readonly DoctorResult[]>()) },
  labs: {
    list: oc.output(plain<Catalogue>()),
    lesson: oc.input(labRef.extend({ locale })).output(plain<Lesson>()),
  },
  attempts: {
    list: oc.output(plain<readonly Attempt[]>()),
    start: oc.input(labRef).output(plain<Attempt>()),
    /** The lesson with this attempt's own names in it. */
    lesson: oc.input(attemptId.extend({ locale })).output(plain<Lesson>()),
    /** For the learner's own tools on this machine. */
    kubeconfig: oc.input(attemptId).output(plain<string>()),
    /** A picture by the name that the lesson gives it. */
    picture: oc.input(attemptId.extend({ source: z.string().min(1).max(500) })).output(plain<LessonPicture>()),
    /** The present at once, then every change of this attempt. */
    watch: oc.input(attemptId).output(eventIterator(plain<Attempt>())),
    reset: oc.input(attemptId).output(plain<Attempt>()),
    rewind: oc.input(stepOf).output(plain<Attempt>()),
    skip: oc.input(stepOf).output(plain<Attempt>()),
    hint: oc.input(stepOf.extend({ locale })).output(plain<{ text: string; shown: number; of: number } | { text: null; shown: number; of: number }>()),
    /** Has checks that ask a Service, a log or a script ask now. */
    check: oc.input(attemptId).output(plain<Attempt>()),
    /** `answer`: ids of what is chosen or put in order, or the one text that is typed. */
    answer: oc.input(stepOf.extend({ check: identifierSchema, answer: answerSchema })).output(plain<Attempt>()),
    end: oc.input(attemptId).output(plain<void>()),
  },
  files: {
    /** The present at once, then every change. */
    watch: oc.input(attemptId).output(eventIterator(plain<WorkspaceListing>())),
    read: oc.input(fileOf).output(plain<FileContent>()),
    /** `base`: the revision that the text was made from, null for a file that should not be there yet. */
    write: oc.input(fileOf.extend({ text, base: z.string().max(64).nullable() })).output(plain<WriteOutcome>()),
    remove: oc.input(fileOf).output(plain<void>()),
  },
  editing: {
    /** For completion, hover and errors in manifests of these kinds, from the cluster's own documents. */
    schema: oc.input(attemptId.extend({ kinds: z.array(kindRef).max(100) })).output(plain<ManifestSchema>()),
    dryRun: oc.input(manifestOf).output(plain<ManifestOutcome>()),
    apply: oc.input(manifestOf.extend({ force: z.boolean().optional() })).output(plain<ManifestOutcome>()),
    live: oc.input(manifestOf).output(plain<LiveOutcome>()),
  },
  /** The cluster as people look at it. A stream's first word has everything in it, those after it what has changed; kinds are watched only while it is read. */
  views: {
    kinds: oc.output(plain<readonly KindView[]>()),
    list: oc.input(where.extend({ kind: kindRef })).output(eventIterator(plain<ViewChange>())),
    map: oc.input(where).output(eventIterator(plain<ViewChange>())),
    events: oc.input(where).output(eventIterator(plain<Difference<EventLine>>())),
    /** Null while it is not there. */
    object: oc.input(objectRef).output(eventIterator(plain<ObjectDetail | null>())),
    log: oc
      .input(z.strictObject({ namespace: namespaceName, pod: z.string().min(1).max(253), container: z.string().min(1).max(253), previous: z.boolean(), follow: z.boolean() }))
      .output(eventIterator(plain<LogPart>())),
  },
  terminals: {
    list: oc.output(plain<readonly TerminalFacts[]>()),
    /** `onNode`: root's shell on the control plane's node, where the lab is about nodes. */
    open: oc.input(attemptId.extend({ size, locale, onNode: z.boolean().optional() })).output(plain<TerminalFacts>()),
    /** Scrollback, then what comes, as base64: the transport carries bytes as objects otherwise. Ends when the shell does. */
    attach: oc.input(terminalId.extend({ ...viewName.shape, size })).output(eventIterator(plain<{ data: string }>())),
    /** How many bytes the view has shown since it attached. No more is sent to one that is half a megabyte behind. */
    shown: oc.input(viewName.extend({ bytes: z.number().int().nonnegative() })).output(plain<void>()),
    write: oc.input(viewName.extend({ data: z.string().max(1_000_000) })).output(plain<void>()),
    resize: oc.input(viewName.extend({ size })).output(plain<void>()),
    close: oc.input(terminalId).output(plain<void>()),
  },
}

export type Api = typeof api
