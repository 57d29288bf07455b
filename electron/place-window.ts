export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const usualSize = { width: 1280, height: 800 }
export const smallest = { width: 720, height: 480 }

/** Enough of the title bar to take hold of. */
const grip = { width: 120, height: 40 }

/**
 * Where the window opens: as it was, if enough of it lies on a display that is still there; else the usual size,
 * as far as the first display has room. Without x and y the system centres it.
 */
export function placeWindow(saved: Bounds | undefined, workAreas: readonly Bounds[]): Partial<Bounds> {
  if (saved !== undefined && workAreas.some((area) => canBeGripped(saved, area))) {
    const { x, y } = saved
    return { x, y, width: Math.max(saved.width, smallest.width), height: Math.max(saved.height, smallest.height) }
  }
  const [first] = workAreas
  return { width: Math.min(usualSize.width, first?.width ?? usualSize.width), height: Math.min(usualSize.height, first?.height ?? usualSize.height) }
}

function canBeGripped(window: Bounds, area: Bounds): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  const isBarInside = window.y >= area.y && window.y + grip.height <= area.y + area.height
  return isBarInside && width >= grip.width
}
