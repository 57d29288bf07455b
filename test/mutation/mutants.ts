/** One fault put into the program on purpose. `text` must stand exactly once in `file`; `tests` must then fail. */
export interface Mutant {
  readonly file: string
  readonly text: string
  readonly becomes: string
  readonly tests: readonly string[]
}

const inFile =
  (file: string, ...tests: readonly string[]) =>
  (text: string, becomes: string): Mutant => ({ file, text, becomes, tests })

const checks = 'test/engine/checks'
const match = inFile('engine/checks/match/match.ts', `${checks}/match`)
const matchList = inFile('engine/checks/match/match-list.ts', `${checks}/match`)
const place = inFile('engine/checks/match/place.ts', `${checks}/match`)
const sameValue = inFile('engine/checks/values/same-value.ts', `${checks}/match`)
const quantity = inFile('engine/checks/values/quantity.ts', `${checks}/values`)
const celValues = inFile('engine/checks/cel/values.ts', `${checks}/cel`)
const celEnvironment = inFile('engine/checks/cel/environment.ts', `${checks}/cel`, `${checks}/prepare-check.test.ts`)
const celFunctions = inFile('engine/checks/cel/kubernetes-functions.ts', `${checks}/cel`)
const celVersions = inFile('engine/checks/cel/version-functions.ts', `${checks}/cel`)
const expression = inFile('engine/checks/cel/expression.ts', `${checks}/cel`, `${checks}/prepare-check.test.ts`)
const names = inFile('engine/checks/cel/names.ts', `${checks}/prepare-check.test.ts`, `${checks}/kinds`)
const conditions = inFile('engine/checks/conditions.ts', `${checks}/kinds`, `${checks}/cel`)
const look = inFile('engine/checks/look.ts', `${checks}/kinds`)
const writes = inFile('engine/checks/who-writes.ts', `${checks}/kinds`)
const evidence = inFile('engine/checks/evidence.ts', `${checks}/kinds`)
const judgeObject = inFile('engine/checks/kinds/judge-object.ts', `${checks}/kinds`)
const stale = inFile('engine/checks/match/stale-status.ts', `${checks}/kinds`)
const judgeCount = inFile('engine/checks/kinds/judge-count.ts', `${checks}/kinds`)
const judgeHistory = inFile('engine/checks/kinds/judge-history.ts', `${checks}/kinds/judge-history.test.ts`)
const history = inFile('engine/checks/history/history.ts', `${checks}/kinds/judge-history.test.ts`)
const settled = inFile('engine/checks/history/is-settled.ts', `${checks}/history/is-settled.test.ts`)
const ofMoment = inFile('engine/checks/history/moment-conditions.ts', `${checks}/kinds/judge-history.test.ts`)
const keeper = inFile('engine/marking/history-keeper.ts', 'test/engine/marking/history-keeper.test.ts')
const judgeObjects = inFile('engine/checks/kinds/judge-objects.ts', `${checks}/kinds/judge-objects.test.ts`)
const judgeHttp = inFile('engine/checks/kinds/judge-http.ts', `${checks}/kinds/judge-http.test.ts`)
const judgeLog = inFile('engine/checks/kinds/judge-log.ts', `${checks}/kinds/judge-samples.test.ts`)
const judgeEvent = inFile('engine/checks/kinds/judge-event.ts', `${checks}/kinds/judge-samples.test.ts`)
const judgeFile = inFile('engine/checks/kinds/judge-file.ts', `${checks}/kinds/judge-samples.test.ts`)
const judgeCommand = inFile('engine/checks/kinds/judge-command.ts', `${checks}/kinds/judge-samples.test.ts`)
const tries = inFile('engine/checks/sample/tries-for.ts', `${checks}/sample/tries-for.test.ts`)
const pattern = inFile('engine/checks/sample/pattern.ts', `${checks}/kinds/judge-http.test.ts`)
const sampler = inFile('engine/marking/sampler.ts', 'test/engine/marking/sampler.test.ts')
const readAnswer = inFile('engine/probing/read-answer.ts', 'test/engine/probing/read-answer.test.ts')
const judge = inFile('engine/checks/judge-check.ts', `${checks}/judge-check.test.ts`, `${checks}/kinds`)
const holding = inFile('engine/checks/hold-needed.ts', `${checks}/judge-check.test.ts`)
const prepare = inFile('engine/checks/prepare-check.ts', `${checks}/prepare-check.test.ts`)
const draft = inFile('engine/checks/draft.ts', `${checks}/prepare-check.test.ts`)
const reveal = inFile('engine/checks/reveal.ts', `${checks}/reveal.test.ts`)
const marker = inFile('engine/marking/marker.ts', 'test/engine/marking/marker.test.ts')
const gathering = inFile('engine/marking/marker.ts', 'test/engine/marking/history-keeper.test.ts')
const preparedFor = inFile('engine/checks/prepare-check.ts', 'test/engine/marking/marker.test.ts')
const marked = inFile('engine/marking/marked-check.ts', 'test/engine/marking/marker.test.ts')
const seen = inFile('engine/marking/seen-scopes.ts', 'test/engine/marking/marker.test.ts')
const stories = 'engine/diagnosis/stories'
const tellsStories = 'test/engine/diagnosis/diagnose.test.ts'
const diagnosing = inFile('engine/diagnosis/diagnose.ts', tellsStories)
const podStory = inFile(`${stories}/pod-story.ts`, tellsStories)
const probeStory = inFile(`${stories}/probe-fault.ts`, tellsStories)
const scheduling = inFile(`${stories}/scheduling-fault.ts`, tellsStories)
const controllerStory = inFile(`${stories}/controller-story.ts`, tellsStories)
const serviceStory = inFile(`${stories}/service-story.ts`, tellsStories)
const networkStory = inFile(`${stories}/network-story.ts`, tellsStories)
const claimStory = inFile(`${stories}/claim-story.ts`, tellsStories)
const autoscalerStory = inFile(`${stories}/autoscaler-story.ts`, tellsStories)
const storyPicture = inFile('engine/diagnosis/picture.ts', tellsStories)
const diagnoser = inFile('engine/diagnosis/diagnoser.ts', 'test/engine/diagnosis/diagnoser.test.ts')
const logShelf = inFile('engine/diagnosis/log-shelf.ts', 'test/engine/diagnosis/diagnoser.test.ts')
const watchedStories = inFile('engine/diagnosis/watched-stories.ts', 'test/engine/diagnosis/diagnoser.test.ts')
const asking = inFile('engine/attempts/ask-for-diagnoses.ts', 'test/engine/attempts/ask-for-diagnoses.test.ts')
const picture = inFile('engine/watch/picture.ts', 'test/engine/watch/picture.test.ts')
const versions = inFile('engine/watch/resource-version.ts', 'test/engine/watch/resource-version.test.ts')
const lines = inFile('engine/watch/json-lines.ts', 'test/engine/watch/json-lines.test.ts')
const events = inFile('engine/watch/watch-event.ts', 'test/engine/watch/watch-event.test.ts')
const reflector = inFile('engine/watch/reflector.ts', 'test/engine/watch/reflector.test.ts')
const refusal = inFile('engine/watch/api-refusal.ts', 'test/engine/watch/reflector.test.ts')
const liveness = inFile('engine/watch/liveness.ts', 'test/engine/watch/liveness.test.ts')

export const mutants: readonly Mutant[] = [
  // Comparing an object with a tree.
  match('return found === undefined ? [] : [different(place, null, found)]', 'return []'),
  match('return isZero(expected) ? [] : [missing(place, expected)]', 'return [missing(place, expected)]'),
  match('return isZero(expected) ? [] : [missing(place, expected)]', 'return []'),
  match('const found = actual ?? undefined', 'const found = actual'),
  match('? [] : [different(place, expected, found)]', '? [different(place, expected, found)] : []'),
  matchList('index >= next &&', ''),
  matchList('next = at + 1', 'next = at'),
  matchList('if (holder !== undefined && !settle(holder, tried)) continue', 'if (holder !== undefined) continue'),
  matchList('if (differences.length > 0 || tried.has(at)) continue', 'if (differences.length > 1 || tried.has(at)) continue'),
  matchList('if (holders[index] !== undefined) return []', 'if (holders[index]) return []'),
  matchList('one.length - other.length', 'other.length - one.length'),
  place("typeof port['containerPort'] === 'number' ?", "typeof port['containerPort'] === 'string' ?"),
  sameValue('one !== undefined && one === other', 'one === other'),
  sameValue('/^(default)?mode$/i.test(name)', 'true'),
  quantity('Mi: 1n << 20n', 'Mi: 1n << 10n'),
  quantity('(digits + divisor - 1n) / divisor', 'digits / divisor'),

  // CEL.
  celValues(': zeroValue(type, this.#fields)', ': undefined'),
  celValues("&& this.#entries[key] != null", ''),
  celValues("type !== 'number' && Number.isSafeInteger(value)", 'false'),
  celEnvironment('roundsLeft -= 1', ''),
  celEnvironment('.find() })', '.matches() })'),
  celVersions("/^\\d.*\\S$/.test(text) ? parse(text) : null", 'parse(text)'),
  celVersions("part.replace(/^0+(?=\\d)/, '')", 'part'),
  celVersions("[...parts, '0', '0'].slice(0, 3)", 'parts'),
  celVersions('version.version', 'version.raw'),
  celFunctions('this > other', 'this >= other'),
  celFunctions('Math.round(value * 1e9) / 1e9', 'value'),
  celFunctions('<= item)\n', '< item)\n'),
  celFunctions('has(one, other) && has(other, one)', 'has(one, other)'),
  celFunctions('found.length < Math.min(most, mostFinds) &&', ''),
  names("call.function === 'findAll' ? call.args[0]", "call.function === 'never' ? call.args[0]"),
  expression('if (value !== false) return', 'if (value === undefined) return'),
  expression("if (value === true) return { kind: 'true' }", "if (value !== false) return { kind: 'true' }"),
  names('names !== undefined && !names.includes(field)', 'false'),
  names("reads.push(readOf(reached))", 'reads.push({ ...readOf(reached), fields: [] })'),

  // Verdicts.
  conditions("return isWritten && ofCluster.length > 0 ? 'wrong' : 'not-yet'", "return isWritten ? 'wrong' : 'not-yet'"),
  conditions('const isWritten = ofCluster.every(', 'const isWritten = ofCluster.some('),
  conditions("guard.every((condition) => condition.evaluate(bindings).kind === 'true')", "guard.some((condition) => condition.evaluate(bindings).kind === 'true')"),
  conditions("result.kind === 'true' ? staleFailures(condition, subject, look)", "result.kind !== 'false' ? staleFailures(condition, subject, look)"),
  conditions("result.kind === 'true' ? staleFailures(condition, subject, look)", "result.kind === 'true' ? []"),
  look('if (name !== undefined && metadata.name !== name) return false', ''),
  look('metadata.labels?.[key] === value', 'metadata.labels?.[key] !== undefined'),
  writes("if (first === 'status') return false", ''),
  writes('owner?.controller === true', 'true'),
  evidence('namespace === undefined || namespace === look.firstNamespace', 'namespace === undefined'),
  stale('observed >= generation', 'observed > generation'),
  stale('observed >= generation', 'true'),
  conditions("second === 'status'", 'true'),
  conditions("if (first !== 'status') return []", 'if (first === undefined) return []'),
  judgeObject('found.length < nearest.length', 'found.length > nearest.length'),
  judgeObject("isWrittenByLearner(object, one.fields) ? 'wrong' : 'not-yet'", "isWrittenByLearner(object, one.fields) ? 'not-yet' : 'wrong'"),
  judgeCount('found >= atLeast', 'found > atLeast'),
  judgeCount('found <= atMost', 'found < atMost'),
  judgeCount('!memory.seen && found === 0', 'found === 0'),
  judge('if (memory.spent !== undefined)', 'if (false)'),
  judge('seenUntil - since >= needed', 'seenUntil - since > needed'),
  judge('seenUntil = now }, needed', 'now: seenUntil }, needed'),
  judge("apiVersion === 'v1' && kind === 'Pod'", 'false'),
  holding('Math.min(longestDoubt, Math.max(0, ...doubts))', 'Math.max(0, ...doubts)'),
  holding(' + pastLife(status, wanted)', ''),
  holding('slowness(status) + ', ''),
  holding('- usualDelay', ''),
  holding('exitCode === 0 ? 0 : wanted', 'wanted'),
  holding("type === 'Ready' && status === 'True'", "type === 'Ready'"),
  judge('memory.holdsSince ?? now', 'now'),
  judge("memory: withoutHold(memory) }\n  return conclude", 'memory }\n  return conclude'),
  judge("failures.some(({ verdict }) => verdict === 'wrong')", "failures.every(({ verdict }) => verdict === 'wrong')"),
  judge('?? now }))', '&& now }))'),
  judge('seen || memory.seen', 'seen'),
  judge('if (fallen.length > 0) {', 'if (fallen.length > 1) {'),
  prepare('if (draft.mistakes.length > 0)', 'if (draft.mistakes.length > 1)'),
  prepare('check.unless !== undefined || check.hold', 'check.hold'),
  draft("if (name.startsWith('$') &&", "if (name.startsWith('$$') &&"),
  reveal("reveal === 'none' ? [] :", "reveal === 'where' ? [] :"),
  reveal('({ expected: _expected, actual: _actual, expression: _expression, ...where }', '({ expected: _expected, actual: _actual, ...where }'),
  judgeObjects('if (objects.length === 0)', 'if (false)'),

  // Histories.
  judgeHistory("stretches.length > 1 ? afterGap(last) : last", 'last'),
  judgeHistory('stretches.length > 1 && failures.length > 0', 'false'),
  judgeHistory('if (isGone) continue', ''),
  judgeHistory('objects.filter((object) => !isSettled(object))', 'objects.filter(() => false)'),
  judgeHistory('!isGone && isSettled(object)', 'true'),
  judgeHistory('sinceSettled(stretches.flat(), wanted.since)', 'counting'),
  judgeHistory('if (depth === 0) return index === text.length - 1', 'if (depth === 0) return true'),
  history('at > from && at <= to', 'at > from && at < to'),
  history("entry.kind === 'gap' && entry.reason !== 'frozen'", "entry.kind === 'gap'"),
  history('before !== moment.at && gaps', 'gaps'),
  history("return start === -1 ? [] : stretch.slice(start)", 'return stretch'),
  history('before.generation === after.generation', 'true'),
  ofMoment('&& !(readsStatus && staleStatus(object) !== undefined)', ''),
  settled('|| staleStatus(object) !== undefined', ''),
  settled("status['currentRevision'] === status['updateRevision']", 'true'),
  keeper('if (kept.length === 0) this', 'if (true) this'),
  keeper('last !== undefined && isSameVersion(last, object)', 'false'),
  keeper('if (!handle.objects.has(keyOf(object))) this', 'if (false) this'),
  keeper('isDeleted || !gathering.isMeant(object, world)', 'isDeleted'),
  keeper('this.#entries.length > mostEntries', 'false'),

  // Diagnoses.
  diagnosing('pods.length > 0 && name !== undefined ? undefined :', 'pods.length > 0 ? undefined :'),
  diagnosing('name === undefined || metadata.name === name)', 'true)'),
  podStory('state.terminated.exitCode === 0 ? undefined :', ''),
  podStory('restartCount > 1 && now', 'now'),
  podStory('< mayOvercome', '> mayOvercome'),
  podStory('if (line === undefined) return undefined', ''),
  podStory("line === null ? withoutFacts(diagnosis) : diagnosis", 'diagnosis'),
  podStory('ended.exitCode === 137 ?', 'true ?'),
  diagnoser('round < mostReads &&', 'round < 1 &&'),
  podStory("diagnosis?.code === 'claim-unused' ? undefined : diagnosis", 'diagnosis'),
  podStory("if (statusesOf(pod).some(", 'if (!statusesOf(pod).some('),
  probeStory('return isWaitedFor(pod, picture) ?', 'return true ?'),
  probeStory('waited.length > 0 &&', ''),
  probeStory("isKilled ? lastComplaint", "true ? lastComplaint"),
  scheduling("message.split(/\\s*preemption:/)[0] ?? ''", 'message'),
  scheduling("taint === '' ? withoutFacts(diagnosis) : diagnosis", 'diagnosis'),
  controllerStory("spec?.paused === true && isBehind", 'spec?.paused === true'),
  controllerStory("lacksPods(maker) ? eventsAbout", 'true ? eventsAbout'),
  controllerStory("one.status === 'False' && one.reason === 'ProgressDeadlineExceeded'", "one.status === 'False'"),
  controllerStory('object.metadata.deletionTimestamp === undefined', 'true'),
  controllerStory("(other.metadata.creationTimestamp ?? '').localeCompare(one.metadata.creationTimestamp ?? '')", "(one.metadata.creationTimestamp ?? '').localeCompare(other.metadata.creationTimestamp ?? '')"),
  serviceStory('if (pods.some(isReady)) return undefined', ''),
  serviceStory('cause !== undefined || pods.some((pod) => isYoung(pod, picture))', 'cause !== undefined'),
  serviceStory('spec?.replicas !== 0', 'spec?.replicas !== undefined'),
  serviceStory("(everyoneDeclares || typeof target === 'string')", 'true'),
  serviceStory("(everyoneDeclares || typeof target === 'string')", 'everyoneDeclares'),
  serviceStory('!generated.has(key)', 'true'),
  networkStory('policy !== undefined && !isOpen', 'policy !== undefined'),
  networkStory('if (port === undefined) return true', ''),
  networkStory('target <= endPort', 'target < endPort'),
  networkStory('(spec?.egress ?? []).length === 0', 'true'),
  networkStory('said.includes(metadata.name)', 'true'),
  claimStory("if (claim.status?.phase !== 'Pending') return undefined", ''),
  autoscalerStory('&& isNotServed(message)', ''),
  storyPicture('timeOf(other) - timeOf(one)', 'timeOf(one) - timeOf(other)'),
  storyPicture("value === undefined || !values.includes(value)", 'value !== undefined && !values.includes(value)'),
  storyPicture('.filter(({ metadata }) => metadata.deletionTimestamp === undefined)', ''),
  diagnoser('if (asked.size === 0) return this.#forget()', ''),
  diagnoser('this.#lookAfter(pause + 1)', ''),
  diagnoser('(this.#timer === undefined || this.#pause > 0)', 'true'),
  diagnoser('|| !this.#stories.isSeen) return', ') return'),
  logShelf('if (!this.#lines.has(end)) this.#wanted', 'this.#wanted'),
  logShelf("state?.restartCount ?? 0", '0'),
  logShelf("findLast((line) => line !== '')", "find((line) => line !== '')"),
  watchedStories("&& handles.get('v1/Pod')?.state === 'live'", ''),
  watchedStories("if (!namespaces.has(namespace)) this.#release", "if (namespaces.has(namespace)) this.#release"),
  asking('since ?? marked.since)) + patience', 'since ?? marked.since))'),
  asking("filter(({ reveal }) => reveal !== 'none')", 'filter(() => true)'),
  asking('from <= now', 'from < now'),
  asking("if (marked?.verdict.kind !== 'not-yet') return undefined", "if (marked === undefined || !('evidence' in marked.verdict)) return undefined"),
  reveal("reveal === 'none' ? { ...rest, evidence } :", ''),

  // What is tried out.
  judgeHttp("if (elsewhere?.kind === 'unanswered') return", 'if (false) return'),
  judgeHttp('elsewhere === undefined || answers.length === 0', 'elsewhere === undefined'),
  judgeHttp("answer.why !== 'refused' && answer.why !== 'timeout'", 'false'),
  judgeHttp('status >= 200 && status < 300', 'status >= 200'),
  judgeHttp('if (answers.length < tries)', 'if (false)'),
  judgeHttp('<= share.within + 1e-9', '<= 2 * share.within'),
  judgeHttp("metadata.name === service ||", ''),
  judgeLog('text.split(/\\r?\\n/).some((line) => test(line, look))', 'test(text, look)'),
  judgeLog('memory.seen === true || (sample', '(sample'),
  judgeEvent('involvedObject?.kind !== about.kind', 'false'),
  judgeEvent('memory.seen === true || objects.length > 0', 'objects.length > 0'),
  judgeFile("verdict: 'wrong', evidence: { ...one, ...about }", "verdict: 'not-yet', evidence: { ...one, ...about }"),
  judgeCommand('if (exitCode !== 0)', 'if (false)'),
  judgeCommand('Math.min(millisecondsOf(command.timeout), longestTimeout)', 'millisecondsOf(command.timeout)'),
  tries('** 2 * spread', '* spread'),
  pattern('fillText(pattern, quoted(view))', 'fillText(pattern, view)'),
  sampler('|| this.#isOld ? {}', '? {}'),
  sampler('this.#isOld = this.#isWanted', 'this.#isOld = false'),
  sampler('if (this.#isDisposed || !isSeen()) return\n    this.#show', 'this.#show'),
  sampler('if (this.#isDisposed || !isSeen()) return\n    const request', 'const request'),
  sampler('this.#pause * 2', 'this.#pause'),
  sampler('this.#isIdle = !this.#options.isAttended()', 'this.#isIdle = false'),
  sampler('    this.#isOld = true\n    if (this.#options.isSeen())', '    if (this.#options.isSeen())'),
  readAnswer("status >= 400 ? refusalIn(body)", 'status >= 200 ? refusalIn(body)'),

  // Marking.
  marker('this.#seen.forget(key)\n', '\n'),
  marker("if (change.kind === 'gap') marked.forgetHold()", ''),
  gathering('marked.gatherer?.heed(change)', ''),
  marker('if (!this.#due.has(marked)) this.#due', 'this.#due'),
  marker('if (now - due > longestStandstill) marked.forgetHold()', ''),
  marker('this.#seenUntil = Math.max(this.#seenUntil, now)', 'this.#seenUntil = Infinity'),
  marker('marked.scopes.length === 0 ? now : this.#seenUntil', 'now'),
  marker('if (marked.prepared.remembers) this.#judge(marked, arrivedAt)\n      else this', 'this'),
  marker('if (this.#due.size === 0) queueMicrotask', 'if (this.#due.size === 1) queueMicrotask'),
  marker(', watch.onSight(() => this.#sighted())', ''),
  marker('if (!marked.looksAt(key) || isOfOthers', 'if (marked.looksAt(key) || isOfOthers'),
  marker(' || isOfOthers(change, marked, this.#view)', ''),
  preparedFor('return name === undefined || fillText', 'return fillText'),
  preparedFor('fillText(name, world)', 'name'),
  gathering('gatherer === undefined && ', ''),
  marker('if (this.#checks.get(marked.id) !== marked) return', ''),
  marked("if (sight.kind === 'live' || this.scopes.length === 0) return", 'if (sight) return'),
  marked('this.forgetHold()\n    return', 'return'),
  marked('before?.verdict.kind === verdict.kind ? before.since : judgedAt', 'judgedAt'),
  marked('this.#timer?.dispose()', ''),
  marked('for (const scope of this.scopes) scope.dispose()', ''),
  seen("case 'absent':\n        return []", "case 'absent':"),

  // The watch.
  picture("event.type === 'DELETED' ? this.#remove(event.object) : this.#put(event.object)", 'this.#put(event.object)'),
  picture('isSeen(event.version, this.version)) return []', 'isSeen(event.version, this.version)) return [...this.#put((event as { object: KubeObject }).object)]'),
  picture('this.version = event.version\n', '\n'),
  picture('return [...gone, ...others]', 'return others'),
  picture('before.metadata.uid !== after.metadata.uid', 'false'),
  versions('order <= 0', 'order < 0'),
  versions('a.length - b.length ||', ''),
  lines('this.#rest = []', ''),
  events("if (type === 'ERROR') throw", "if (type === 'NEVER') throw"),
  reflector('if (changes.length > 0) this.#tell(changes)', 'if (changes.length > 1) this.#tell(changes)'),
  reflector('if (gap !== undefined) this.#tellGap', 'if (false) this.#tellGap'),
  refusal('    case 410:\n', ''),
  liveness('late > this.#timing.frozenAfter', 'false'),
  liveness('this.#waited > this.#timing.silentAfter', 'false'),
  reflector("case 'list-anew':\n        this.picture.version = undefined", "case 'list-anew':"),
]
