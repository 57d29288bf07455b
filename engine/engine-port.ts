import type { Attempt } from '#contract/attempt.ts'
import type { ComponentView } from '#contract/component.ts'
import type { DoctorResult } from '#contract/doctor.ts'
import type { Catalogue, Lesson, LessonPicture } from '#contract/lab-summary.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Locale } from '#contract/locale.ts'
import type { Answer } from '#contract/quiz.ts'
import type { EngineStatus } from '#contract/status.ts'
import type { TerminalFacts, TerminalSize } from '#contract/terminal.ts'
import type { Question } from './attempts/attempts.ts'
import type { BackupFacts } from './backup/make-backup.ts'
import type { RestoreFacts } from './backup/restore-backup.ts'
import type { UpOptions } from './cluster/cluster-provider.ts'
import type { ManifestEditing } from './editing/manifest-editing.ts'
import type { Home } from './files/home.ts'
import type { PackTravel } from './packs/travel/pack-travel.ts'
import type { Site } from './site.ts'
import type { ClusterViews } from './views/cluster-views.ts'
import type { AttachedTerminal, ScriptOptions } from './terminals/terminal-host.ts'
import type { Workspace } from './workspace/workspace.ts'

/**
 * The whole program without a window. Whatever needs the cluster brings it up first if it must;
 * everything that a person can act on rejects with a ProblemError.
 */
export interface Engine {
  readonly home: Home

  status(): EngineStatus
  onStatus(listener: (status: EngineStatus) => void): Disposable
  /** Reads again what exists, for a status that somebody else may have changed. */
  refreshStatus(): Promise<EngineStatus>
  /** Notices by itself what others do to the cluster, for as long as somebody looks. */
  watchOver(): Disposable

  up(options?: UpOptions): Promise<void>
  pause(): Promise<void>
  stop(): Promise<void>
  down(): Promise<void>
  /** Ends the long operation under way; nothing half-made stays. */
  cancel(): void
  exportLogs(): Promise<string>
  doctor(): Promise<readonly DoctorResult[]>

  /** Progress, files and installed packs in one file. */
  backUp(file: string): Promise<BackupFacts>
  /** Puts back what a backup holds; what is there under the same names is moved aside. */
  restore(file: string): Promise<RestoreFacts>

  /** Systems beside Kubernetes that labs may need, and whether they are in the cluster. */
  components(): Promise<readonly ComponentView[]>
  addComponent(name: string): Promise<void>
  /** Object by object; what labs made with it is theirs. */
  removeComponent(name: string): Promise<void>

  /** How packs of others come, change and go. */
  readonly packs: Pick<PackTravel, 'list' | 'inspect' | 'inspectUpdate' | 'install' | 'discard' | 'pin' | 'remove' | 'lock'>

  labs(): Promise<Catalogue>
  lesson(ref: LabRef, locale: Locale): Promise<Lesson>
  /** The lesson of the lab as it was when the attempt began, with the attempt's own names in it. */
  attemptLesson(id: string, locale: Locale): Promise<Lesson>

  /** A picture of that lesson, by the name that the lesson gives it. */
  lessonPicture(id: string, source: string): Promise<LessonPicture>

  attempts(): Promise<readonly Attempt[]>
  /** Begins a lab, or goes on with it where it is under way. */
  startAttempt(ref: LabRef): Promise<Attempt>
  attempt(id: string): Promise<Attempt>
  /** Calls back with the present at once, then at every change. */
  onAttempt(id: string, listener: (attempt: Attempt) => void): Promise<Disposable>
  /** As it is now, with what is off behind its open checks. */
  diagnose(id: string, signal: AbortSignal): Promise<Attempt>
  /** Begins again from the start. A lab of the whole cluster: with a cluster made anew; others that are under way go back to their last finished step. */
  reset(id: string): Promise<Attempt>
  rewind(id: string, step: string): Promise<Attempt>
  skip(id: string, step: string): Promise<Attempt>
  /** The step's next hint, which is counted; undefined when all are shown. */
  hint(id: string, step: string, locale: Locale): Promise<{ readonly text: string | undefined; readonly shown: number; readonly of: number }>
  /** Has open checks that try something out do so at once. */
  checkNow(id: string): Promise<Attempt>
  /** Answers a question of an open step. */
  answer(id: string, question: Question, answer: Answer): Promise<Attempt>
  end(id: string): Promise<void>
  /** The learner's files of an attempt's lab, on this machine. */
  workspaceOf(attempt: Attempt): string
  /** Those files, opened. */
  workspace(attempt: string): Promise<Workspace>
  /** For a learner's own tools on this machine: their rights in this attempt, and no more. Ends with the attempt. */
  kubeconfig(attempt: string): Promise<string>
  /** What an editor does with manifests, with the learner's rights in this attempt. */
  editing(attempt: string): Promise<ManifestEditing>
  /** Runs a script as a learner would type it, in a terminal container of the attempt. */
  runScript(id: string, script: string, options?: ScriptOptions): Promise<{ readonly exitCode: number; readonly output: string }>

  /**
   * The ready cluster for an author's proofs, with attempts of a home of its own: no learner's files or attempts are touched.
   * The caller disposes it. One at a time on a cluster: what it finds of an earlier run it ends.
   */
  proofGround(): Promise<Site>

  /** Lists, map, events and logs of the cluster. */
  views(): Promise<ClusterViews>

  terminals(): Promise<readonly TerminalFacts[]>
  /** `onNode`: root's, on the control plane's node; only where the lab declares that it needs one. */
  openTerminal(attempt: string, wish: TerminalWish): Promise<TerminalFacts>
  attachTerminal(id: string, size: TerminalSize): Promise<AttachedTerminal>
  closeTerminal(id: string): Promise<void>

  /** Ends everything of this process: watches, connections, timers. The cluster and its terminals go on. */
  dispose(): Promise<void>
}

export interface TerminalWish {
  readonly size: TerminalSize
  readonly onNode?: boolean
}

export interface LabRef {
  readonly pack: string
  readonly lab: string
}


