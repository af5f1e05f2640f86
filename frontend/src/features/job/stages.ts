/** An output on its way: as the model gave it, after sound rewrites, after rewrites that were checked by running both. */
export type Stage = "raw" | "canonical" | "checked";
export type Staged = { rawOutput: string | null; canonicalOutput: string | null; checkedOutput: string | null };

const STAGES = ["raw", "canonical", "checked"] as const;

export const stageOf = (output: Staged, stage: Stage): string | null =>
  ({ raw: output.rawOutput, canonical: output.canonicalOutput, checked: output.checkedOutput })[stage];

/** The stages that two outputs both reached, in order: only like is held against like. */
export const stagesOf = (one: Staged, other: Staged): Stage[] => STAGES.filter((stage) => stageOf(one, stage) !== null && stageOf(other, stage) !== null);
