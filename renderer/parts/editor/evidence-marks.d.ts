import type { Attempt } from '#contract/attempt.ts';
import { type TextRange } from '#contract/manifest.ts';
import type { Evidence } from '#contract/verdict.ts';
/** A place in an open file that keeps a check from passing. `unapplied`: what is written there is right, the cluster does not have it yet. */
export interface EvidenceMark {
    readonly kind: 'differs' | 'unapplied';
    readonly at: TextRange;
    readonly evidence: Evidence;
}
/** Everything that open checks reveal about fields of objects. */
export declare function evidenceOf({ steps }: Attempt): readonly Evidence[];
/** Where a manifest writes what the evidence speaks of, one mark a line; objects that name no namespace lie in the given one. */
export declare function evidenceMarks(text: string, evidence: readonly Evidence[], namespace: string | undefined): readonly EvidenceMark[];
