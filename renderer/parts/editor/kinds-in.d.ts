import { type KindRef } from '#contract/kube.ts';
/** The kinds that a manifest names, also while it is being written and is no YAML yet. */
export declare function kindsIn(text: string): readonly KindRef[];
