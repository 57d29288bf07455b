import type { Pack } from '#contract/lab.ts'
import { nearestName } from '../checks/nearest-name.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'
import type { FieldPath, YamlDocument } from './parse-yaml.ts'

/** Tracks that lead to a lab which is not there, or twice to the same: a learner has one place on one path. */
export function trackProblems({ tracks }: Pick<Pack, 'tracks'>, labs: readonly string[], document: YamlDocument): PackProblem[] {
  const seen = new Map<string, FieldPath>()
  return tracks.flatMap((track, index) =>
    track.labs.flatMap((lab, place): PackProblem[] => {
      const path: FieldPath = ['tracks', index, 'labs', place]
      const earlier = seen.get(lab)
      seen.set(lab, path)
      if (earlier !== undefined) return [faultAt(document.placeOf(path), 'track-lab-twice', { lab, first: document.placeOf(earlier).line ?? 0 })]
      return labs.includes(lab) ? [] : [unknownLab(lab, labs, document, path)]
    }),
  )
}

function unknownLab(lab: string, labs: readonly string[], document: YamlDocument, path: FieldPath): PackProblem {
  const meant = nearestName(lab, labs)
  const place = document.placeOf(path)
  return meant === undefined ? faultAt(place, 'track-lab-unknown', { lab, labs: labs.join(', ') }) : faultAt(place, 'track-lab-meant', { lab, meant })
}
