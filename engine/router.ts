import { implement, ORPCError } from '@orpc/server'
import { api } from '#contract/api.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import { problemFrom } from '#contract/problem.ts'
import { silentProgress, type Progress } from '#contract/progress.ts'
import type { Engine } from './engine-port.ts'
import { TerminalJoins } from './terminal-joins.ts'
import { readText, writeText } from './workspace/file-content.ts'

/** The contract's procedures over an engine, for whatever carries them. A Problem travels as the error's data. */
export function createRouter(engine: Engine) {
  const joins = new TerminalJoins()
  const os = implement(api).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof ORPCError) throw error
      throw new ORPCError('PROBLEM', { data: problemFrom(error), cause: error })
    }
  })
  return os.router({
    status: {
      get: os.status.get.handler(() => engine.status()),
      watch: os.status.watch.handler(({ signal }) =>
        follow(signal, async (push) => {
          const held = [engine.onStatus(push), engine.watchOver()]
          push(engine.status())
          return { dispose: () => held.forEach((one) => one.dispose()) }
        }),
      ),
      refresh: os.status.refresh.handler(() => engine.refreshStatus()),
    },
    cluster: {
      up: os.cluster.up.handler(({ input: { nodes, recreate = false } }) => engine.up({ recreate, ...(nodes === undefined ? {} : { nodes }) })),
      pause: os.cluster.pause.handler(() => engine.pause()),
      stop: os.cluster.stop.handler(() => engine.stop()),
      down: os.cluster.down.handler(() => engine.down()),
      cancel: os.cluster.cancel.handler(() => engine.cancel()),
      exportLogs: os.cluster.exportLogs.handler(async () => ({ folder: await engine.exportLogs() })),
    },
    components: {
      list: os.components.list.handler(() => engine.components()),
      add: os.components.add.handler(({ input }) => engine.addComponent(input.component)),
      remove: os.components.remove.handler(({ input }) => engine.removeComponent(input.component)),
    },
    packs: {
      list: os.packs.list.handler(() => engine.packs.list()),
      inspect: os.packs.inspect.handler(({ input: { source, key }, signal }) => engine.packs.inspect({ source, ...(key === undefined ? {} : { key }) }, quietly(signal))),
      inspectUpdate: os.packs.inspectUpdate.handler(({ input, signal }) => engine.packs.inspectUpdate(input.pack, quietly(signal))),
      install: os.packs.install.handler(({ input }) => engine.packs.install(input.ticket)),
      discard: os.packs.discard.handler(({ input }) => engine.packs.discard(input.ticket)),
      pin: os.packs.pin.handler(({ input }) => engine.packs.pin(input.pack, input.pinned)),
      remove: os.packs.remove.handler(({ input }) => engine.packs.remove(input.pack)),
    },
    doctor: { run: os.doctor.run.handler(() => engine.doctor()) },
    labs: {
      list: os.labs.list.handler(() => engine.labs()),
      lesson: os.labs.lesson.handler(({ input }) => engine.lesson(input, input.locale)),
    },
    attempts: {
      list: os.attempts.list.handler(() => engine.attempts()),
      start: os.attempts.start.handler(({ input }) => engine.startAttempt(input)),
      lesson: os.attempts.lesson.handler(({ input }) => engine.attemptLesson(input.attempt, input.locale)),
      kubeconfig: os.attempts.kubeconfig.handler(({ input }) => engine.kubeconfig(input.attempt)),
      picture: os.attempts.picture.handler(({ input }) => engine.lessonPicture(input.attempt, input.source)),
      watch: os.attempts.watch.handler(({ input, signal }) => follow(signal, (push) => engine.onAttempt(input.attempt, push))),
      reset: os.attempts.reset.handler(({ input }) => engine.reset(input.attempt)),
      rewind: os.attempts.rewind.handler(({ input }) => engine.rewind(input.attempt, input.step)),
      skip: os.attempts.skip.handler(({ input }) => engine.skip(input.attempt, input.step)),
      hint: os.attempts.hint.handler(async ({ input }) => {
        const { text, shown, of } = await engine.hint(input.attempt, input.step, input.locale)
        return { text: text ?? null, shown, of }
      }),
      check: os.attempts.check.handler(({ input }) => engine.checkNow(input.attempt)),
      answer: os.attempts.answer.handler(({ input: { attempt, answer, ...question } }) => engine.answer(attempt, question, answer)),
      end: os.attempts.end.handler(({ input }) => engine.end(input.attempt)),
    },
    files: {
      watch: os.files.watch.handler(({ input, signal }) =>
        follow(signal, async (push) => {
          const workspace = await engine.workspace(input.attempt)
          const watching = await workspace.watch((_change, listing) => push(listing))
          push(await workspace.list())
          return watching
        }),
      ),
      read: os.files.read.handler(async ({ input }) => readText(await engine.workspace(input.attempt), input.path)),
      write: os.files.write.handler(async ({ input: { attempt, path, ...edit } }) => writeText(await engine.workspace(attempt), path, edit)),
      remove: os.files.remove.handler(async ({ input }) => (await engine.workspace(input.attempt)).remove(input.path)),
    },
    editing: {
      schema: os.editing.schema.handler(async ({ input }) => (await engine.editing(input.attempt)).schema(input.kinds)),
      dryRun: os.editing.dryRun.handler(async ({ input }) => (await engine.editing(input.attempt)).dryRun(input.text)),
      apply: os.editing.apply.handler(async ({ input: { attempt, text, force = false } }) => (await engine.editing(attempt)).apply(text, { force })),
      live: os.editing.live.handler(async ({ input }) => (await engine.editing(input.attempt)).live(input.text)),
    },
    views: {
      kinds: os.views.kinds.handler(async () => (await engine.views()).kinds()),
      list: os.views.list.handler(async ({ input, signal = endless }) => (await engine.views()).list(input, signal)),
      map: os.views.map.handler(async ({ input, signal = endless }) => (await engine.views()).map(input, signal)),
      events: os.views.events.handler(async ({ input, signal = endless }) => (await engine.views()).events(input, signal)),
      object: os.views.object.handler(async ({ input: { namespace, ...ref }, signal = endless }) => (await engine.views()).object({ ...ref, ...(namespace === undefined ? {} : { namespace }) }, signal)),
      log: os.views.log.handler(async ({ input, signal = endless }) => (await engine.views()).log(input, signal)),
    },
    terminals: {
      list: os.terminals.list.handler(() => engine.terminals()),
      open: os.terminals.open.handler(({ input: { attempt, size, onNode = false } }) => engine.openTerminal(attempt, { size, onNode })),
      attach: os.terminals.attach.handler(async ({ input, signal }) => joins.join(input.view, await engine.attachTerminal(input.terminal, input.size), signal)),
      shown: os.terminals.shown.handler(({ input }) => joins.shown(input.view, input.bytes)),
      write: os.terminals.write.handler(({ input }) => joins.write(input.view, input.data)),
      resize: os.terminals.resize.handler(({ input }) => joins.resize(input.view, input.size)),
      close: os.terminals.close.handler(({ input }) => engine.closeTerminal(input.terminal)),
    },
  })
}

/** Of a caller that gives none. */
const endless = new AbortController().signal

/** Work that ends with whoever asked for it. */
const quietly = (signal: AbortSignal | undefined): Progress => silentProgress(signal ?? endless)

/** An event source as an async iterator that ends with its reader. A slow reader gets the newest values, not a growing queue of old ones. */
async function* follow<Value>(signal: AbortSignal | undefined, listen: (push: (value: Value) => void) => Promise<Disposable>): AsyncGenerator<Value> {
  let latest: { readonly value: Value } | undefined
  let wake = (): void => {}
  const push = (value: Value): void => {
    latest = { value }
    wake()
  }
  signal?.addEventListener('abort', () => wake())
  const listening = await listen(push)
  try {
    while (signal?.aborted !== true) {
      if (latest === undefined) await new Promise<void>((resolve) => (wake = resolve))
      if (latest === undefined) continue
      const { value } = latest
      latest = undefined
      yield value
    }
  } finally {
    listening.dispose()
  }
}
