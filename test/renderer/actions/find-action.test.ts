import { describe, expect, it } from 'vitest'
import { actionNicknames, actionTexts } from '../../../contract/messages/actions.ts'
import { answerScore } from '../../../renderer/actions/find-action.ts'

const ids = Object.keys(actionTexts) as (keyof typeof actionTexts)[] // its own keys
const namesOf = (id: keyof typeof actionTexts): string[] => [actionTexts[id].ko, actionTexts[id].en, actionNicknames[id]?.ko ?? '', actionNicknames[id]?.en ?? '']

/** Actions that answer, best first. */
const found = (typed: string): string[] =>
  ids
    .map((id) => ({ id, score: answerScore(namesOf(id), typed) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ id }) => id)

describe('finding an action', () => {
  it.each([
    ['terminal', 'focus-terminal'],
    ['터미널', 'focus-terminal'],
    ['apply', 'apply'],
    ['적용', 'apply'],
    ['dark', 'theme-dark'],
    ['어둡게', 'theme-dark'],
  ])('finds “%s” in either language', (typed, id) => {
    expect(found(typed)[0]).toBe(id)
  })

  it('finds a syllable while it is being composed', () => {
    expect([found('히')[0], found('힌')[0], found('터민')[0]]).toEqual(['hint', 'hint', 'focus-terminal'])
  })

  it('finds by first consonants alone', () => {
    expect([found('ㅌㅁㄴ')[0], found('ㅎㅌ')[0]]).toEqual(['focus-terminal', 'hint'])
  })

  it('finds what was typed with the wrong keyboard on', () => {
    expect([found('xjalsjf')[0], found('ㅅㄷ그ㅑㅜ미')[0]]).toEqual(['focus-terminal', 'focus-terminal'])
  })

  it('finds words in any order, and a letter left out', () => {
    expect([found('cluster pause')[0], found('클러스터 끄')[0], found('settngs')[0]]).toEqual(['pause-cluster', 'stop-cluster', 'settings'])
  })

  it('knows other names that people use', () => {
    expect([found('dry run')[0], found('zoom in')[0], found('다크 모드')[0], found('reset')[0]]).toEqual(['try', 'text-bigger', 'theme-dark', expect.stringMatching(/start-over|text-usual/)])
  })

  it('does not find what is not there', () => {
    expect(found('가나다라')).toEqual([])
  })

  it('shows everything before anything is typed', () => {
    expect(found(' ')).toHaveLength(ids.length)
  })
})
