import { defaultFilter } from 'cmdk'
import { convertHangulToQwerty, convertQwertyToHangul, disassemble, getChoseong } from 'es-hangul'

/** Below this, letters are there in that order and nothing more. */
const leastScore = 0.08

/**
 * How well one of these texts answers what was typed, 0 to 1: each word of it, wherever it stands. Hangul is compared letter by letter,
 * so that a syllable counts while it is being composed; first consonants alone will do (ㅌㅁㄴ); and so will a word typed
 * with the wrong keyboard on (xjalsjf, ㅅㄷ그ㅑㅜ미).
 */
export function answerScore(texts: readonly string[], typed: string): number {
  const words = typed.trim().split(/\s+/)
  const score = Math.min(...words.map((word) => (word === '' ? 1 : Math.max(...texts.map((text) => wordScore(text, word))))))
  return score < leastScore ? 0 : score
}

const wordScore = (text: string, word: string): number => Math.max(...waysToType(word).map((way) => way.worth * letterScore(text, way.text)), consonantScore(text, word))

function waysToType(typed: string): readonly { readonly text: string; readonly worth: number }[] {
  const isHangul = /\p{Script=Hangul}/u.test(typed)
  return [{ text: typed, worth: 1 }, { text: isHangul ? convertHangulToQwerty(typed) : convertQwertyToHangul(typed), worth: 0.5 }]
}

const letterScore = (text: string, typed: string): number => defaultFilter(disassemble(text), disassemble(typed))

function consonantScore(text: string, typed: string): number {
  return /^[ㄱ-ㅎ]+$/.test(typed) ? defaultFilter(getChoseong(text), typed) : 0
}
