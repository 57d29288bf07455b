/** The engine's one door: whoever hosts the program comes in here. */
export { createEngine, type EngineOptions } from './create-engine.ts'
export type { Engine, LabRef } from './engine-port.ts'
export { leaveCluster } from './leave-cluster.ts'
export { createRouter } from './router.ts'
export type { AttachedTerminal } from './terminals/terminal-host.ts'
export { openImageShelf, type ImageShelf } from './image-shelf.ts'
export type { ImageEntry, Presence } from './images/list-images.ts'
export { pipeTerminal } from './terminals/pipe-terminal.ts'
