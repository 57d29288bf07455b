import { describe, expect, it } from 'vitest'
import { diagnosisTexts } from '../../contract/messages/diagnosis.ts'
import { problemTexts } from '../../contract/messages/problems.ts'
import { stepTexts } from '../../contract/messages/steps.ts'
import type { ProblemText } from '../../contract/messages/text-kinds.ts'
import type { Text } from '../../contract/locale.ts'

const placesOf = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted()
const hasHangul = (text: string): boolean => /\p{Script=Hangul}/u.test(text)

const problems: readonly (readonly [string, ProblemText])[] = Object.entries(problemTexts)
const texts: readonly (readonly [string, Text])[] = [
  ...problems.flatMap(([code, { says, why, hint }]) => [[`${code}.says`, says] as const, [`${code}.hint`, hint] as const, ...(why ? [[`${code}.why`, why] as const] : [])]),
  ...Object.entries(stepTexts),
  ...Object.entries(diagnosisTexts).flatMap(([code, { where, full }]) => [[`${code}.where`, where] as const, [`${code}.full`, full] as const]),
]

describe('the catalogues', () => {
  it('say everything in both languages', () => {
    const missing = texts.filter(([, text]) => text.en.trim() === '' || !(hasHangul(text.ko) || /^[\w\s{}./:–-]+$/.test(text.ko)))
    expect(missing.map(([name]) => name)).toEqual([])
  })

  it('have the same places to fill in both languages', () => {
    const unlike = texts.filter(([, text]) => placesOf(text.en).join() !== placesOf(text.ko).join())
    expect(unlike.map(([name, text]) => `${name}: ${placesOf(text.en).join(' ')} / ${placesOf(text.ko).join(' ')}`)).toEqual([])
  })

  it('leave no English sentence in Korean', () => {
    const same = texts.filter(([, text]) => text.en === text.ko && /\s\w+\s/.test(text.en))
    expect(same.map(([name]) => name)).toEqual([])
  })
})
