export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

/** The box that an arrow key leads to from another: the nearest that lies that way, sideways distance counting double. */
export function nearestStop<Stop>(from: Box, stops: readonly { readonly stop: Stop; readonly box: Box }[], key: string): Stop | undefined {
  const [across, down] = steps[key] ?? []
  if (across === undefined || down === undefined) return undefined
  const ways = stops.flatMap(({ stop, box }) => {
    const [x, y] = [middle(box).x - middle(from).x, middle(box).y - middle(from).y]
    const [along, aside] = [x * across + y * down, Math.abs(x * down) + Math.abs(y * across)]
    return along > 2 ? [{ stop, length: along + 2 * aside }] : []
  })
  return ways.toSorted((one, other) => one.length - other.length)[0]?.stop
}

const middle = ({ left, top, width, height }: Box): { readonly x: number; readonly y: number } => ({ x: left + width / 2, y: top + height / 2 })
