/** Bundles main, preload and engine where the bundle is not that of the present sources; gives back the file to start Electron with. */
export declare function buildShell(): Promise<string>;
