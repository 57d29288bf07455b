import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { problemFrom } from '#contract/problem.ts'
import type { LearnerIdentity, TerminalHost } from '../../../engine/terminals/terminal-host.ts'
import { AtATerminal } from './at-a-terminal.ts'

export interface TerminalPlatform {
  /** A host as a new engine would make it. */
  newHost(): Promise<TerminalHost>
  /** A kubeconfig to put into terminals; with a real cluster, one of a learner's. */
  kubeconfig(namespace: string): string
  /** How many containers or Pods of this attempt there are. */
  count(attempt: string): Promise<number>
  /** Whether the learner's files of this machine are seen inside. */
  readonly sharesWorkspace: boolean
  readonly namespace: string
  dispose(): Promise<void>
}

const size = { columns: 100, rows: 30 }

/** What every terminal host promises, wherever its shells run. */
export function terminalHostContract(name: string, makePlatform: () => Promise<TerminalPlatform>): void {
  describe(`${name}: a terminal`, () => {
    let platform: TerminalPlatform
    let host: TerminalHost
    let folder: string
    let identity: LearnerIdentity
    let attempts = 0
    const hosts: TerminalHost[] = []

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'kindlab-terminals-'))
      platform = await makePlatform()
    })

    const newHost = async (): Promise<TerminalHost> => {
      const made = await platform.newHost()
      hosts.push(made)
      return made
    }
    const begin = async (): Promise<void> => {
      host = await newHost()
      const workspace = join(folder, `work-${++attempts}`)
      await mkdir(workspace)
      const { namespace } = platform
      identity = { attempt: `t${process.pid}x${attempts}`, kubeconfig: platform.kubeconfig(namespace), namespace, workspace }
    }
    const open = async (): Promise<{ id: string; person: AtATerminal }> => {
      const { id } = await host.open({ target: { kind: 'attempt', attempt: identity.attempt }, identity, size })
      return { id, person: await sitDown(host, id) }
    }
    const sitDown = async (at: TerminalHost, id: string): Promise<AtATerminal> => {
      const person = new AtATerminal(await at.attach(id, size))
      await person.until(/[$#❯] $/)
      return person
    }

    afterEach(async () => {
      await host.closeAll(identity.attempt)
      hosts.splice(0).forEach((one) => one.dispose())
    })

    afterAll(async () => {
      await rm(folder, { recursive: true, force: true })
      await platform?.dispose()
    })

    it('runs what is typed, shows Korean as typed, and a backspace takes one letter', async () => {
      await begin()
      const { person } = await open()
      expect(await person.run('echo 안녕$((40+2))하세요', '안녕42하세요')).toMatch(/^\r?안녕42하세요\r$/m)
      expect(await person.run('echo [한글\x7f국]', '[한국]')).toMatch(/^\r?\[한국\]\r$/m)
    })

    it('pastes several lines without running them', async () => {
      await begin()
      const { person } = await open()
      const before = person.shown.length
      person.type('\x1b[200~echo one\necho two\x1b[201~')
      await person.until('echo two', before)
      expect(person.shown.slice(before)).not.toMatch(/^one/m)
      expect(await person.run('', /^two/m)).toMatch(/^one\r\n/m)
    })

    it('knows its size and follows it', async () => {
      await begin()
      const { person } = await open()
      await person.run('stty size', '30 100')
      await person.attached.resize({ columns: 132, rows: 43 })
      // The engine's answer and the terminal's new size may cross on a busy machine: asked again, it is right.
      await expect.poll(() => person.run('stty size', /\d+ \d+\r\n/), { timeout: 15_000 }).toContain('43 132')
    })

    it('stops a runaway program with Ctrl-C, quickly', async () => {
      await begin()
      const { person } = await open()
      person.type('yes\r')
      await person.until(/(y\r\n){1000}/)
      const pressed = performance.now()
      person.type('\x03echo stopped$((1+1))\r')
      await person.until('stopped2\r\n')
      expect(performance.now() - pressed).toBeLessThan(2_000)
    })

    it('goes on while nobody looks, and shows everything once to who comes back', async () => {
      await begin()
      const { id, person } = await open()
      person.type('for i in $(seq 300); do echo line-$i-; sleep 0.002; done; echo all-$((1+1))\r')
      await person.until('line-20-')
      person.leave()
      const back = new AtATerminal(await host.attach(id, size))
      await back.until('all-2')
      expect(linesOf(back.shown)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
    })

    it('is found by the next engine, with its past, each line once, and its prompt', async () => {
      await begin()
      const { id, person } = await open()
      await person.run('for i in $(seq 50); do echo line-$i-; done; cd /usr; export KEPT=kept', 'line-50-')
      person.type('for i in $(seq 51 300); do echo line-$i-; sleep 0.002; done\r')
      await person.until('line-60-')
      host.dispose()
      const next = await newHost()
      expect((await next.list()).filter((one) => one.id === id)).toEqual([expect.objectContaining({ id, target: { kind: 'attempt', attempt: identity.attempt }, state: 'running' })])
      const back = new AtATerminal(await next.attach(id, size))
      await back.until(/line-300-[^]*[$#❯] $/)
      expect(linesOf(back.shown)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
      await back.run('echo $KEPT $PWD', 'kept /usr')
    })

    it('shows a waiting prompt to the next engine', async () => {
      await begin()
      const { id, person } = await open()
      await person.run('echo $((20+22))', '42')
      await person.until(/42\r\n.*[$#❯] $/)
      host.dispose()
      const back = await sitDown(await newHost(), id)
      await back.run('echo $((50+5))', '55')
    })

    it('is shared by two who look at it', async () => {
      await begin()
      const { id, person } = await open()
      const other = await sitDown(host, id)
      person.type('echo both-$((1+1))\r')
      await Promise.all([person.until('both-2'), other.until('both-2')])
    })

    it('ends for its viewers when its shell exits, and tells the code', async () => {
      await begin()
      const { id, person } = await open()
      const { exited } = person.attached
      person.type('exit 7\r')
      expect(await exited).toBe(7)
      // Docker's list follows its own events a moment later.
      await expect.poll(async () => (await host.list()).find((one) => one.id === id)?.state).toBe('exited')
    })

    it('shows the next engine what a shell wrote before it exited', async () => {
      await begin()
      const { id, person } = await open()
      const { exited } = person.attached
      person.type('echo last-$((1+1)); exit\r')
      await exited
      host.dispose()
      const next = await newHost()
      await expect.poll(async () => (await next.list()).find((one) => one.id === id)?.state).toBe('exited')
      const { stream } = await next.attach(id, size)
      expect(await text(stream)).toContain('last-2')
    })

    it('leaves nothing behind when it is closed, twice too', async () => {
      await begin()
      const { id, person } = await open()
      person.type('sleep 1000 &\r')
      await host.close(id)
      await host.close(id)
      expect(await platform.count(identity.attempt)).toBe(0)
      expect(await codeOf(host.attach(id, size))).toBe('terminal-gone')
    })

    it('is ready at once where one waits, and only one gets it', async () => {
      await begin()
      await Promise.all([host.prepare(identity), host.prepare(identity)])
      expect(await platform.count(identity.attempt)).toBe(1)
      expect((await host.list()).filter(({ target }) => target.kind === 'attempt' && target.attempt === identity.attempt)).toEqual([])
      const other = await newHost()
      const request = { target: { kind: 'attempt', attempt: identity.attempt } as const, identity, size }
      const [one, two] = await Promise.all([host.open(request), other.open(request)])
      expect(one.id).not.toBe(two.id)
      expect(await platform.count(identity.attempt)).toBe(2)
      await (await sitDown(host, one.id)).run('stty size', '30 100')
      await (await sitDown(other, two.id)).run('stty size', '30 100')
    })

    it('uses the new kubeconfig from its next command on', async () => {
      await begin()
      await host.prepare(identity)
      const { person } = await open()
      const second = await open()
      await host.refresh({ ...identity, kubeconfig: `${identity.kubeconfig}# fresh\n` })
      await person.run('tail -c 8 $KUBECONFIG', '# fresh')
      await second.person.run('tail -c 8 $KUBECONFIG', '# fresh')
    })

    it('runs a script to its end with the learner’s kubeconfig, and ends it when told to', async () => {
      await begin()
      const { exitCode, output } = await host.runScript(identity, 'test -r "$KUBECONFIG" && echo 출력 && echo 오류 >&2; exit 3')
      expect([exitCode, output.split('\n').toSorted()]).toEqual([3, ['', '오류', '출력']])
      const abort = new AbortController()
      const running = host.runScript(identity, 'sleep 1000', { signal: abort.signal })
      abort.abort(new Error('enough'))
      await expect(running).rejects.toThrow('enough')
    })

    it('begins with the learner’s files, and where it shares them what is made there is theirs', async () => {
      await begin()
      await mkdir(join(identity.workspace, 'manifests'))
      await writeFile(join(identity.workspace, 'manifests', 'web.yaml'), 'kind: Pod # 파드\n')
      const { person } = await open()
      await person.run('cat manifests/web.yaml && echo 메모 > 메모.txt && echo done-$((1+1))', /kind: Pod # 파드[^]*done-2/)
      if (platform.sharesWorkspace) expect(await readFile(join(identity.workspace, '메모.txt'), 'utf8')).toBe('메모\n')
    })

    it('has no rights beside the learner’s: no Docker, no disks, no mounting, nothing to gain', async () => {
      await begin()
      const { person } = await open()
      const said = await person.run('ls /var/run/docker.sock /dev/sda /dev/mem; mount -t tmpfs x /mnt; grep NoNewPrivs /proc/self/status; echo end-$((1+1))', 'end-2')
      expect(said.match(/No such file/g)).toHaveLength(3)
      expect(said).toMatch(/permission denied|must be superuser|not permitted/)
      expect(said).toMatch(/NoNewPrivs:\s+1/)
    })
  })
}

const linesOf = (shown: string): number[] => [...shown.matchAll(/line-(\d+)-/g)].map(([, number]) => Number(number))

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => problemFrom(error).code)
