import { diffArrays } from "diff";

/** A line of one text beside its counterpart in another; null where the other text has none. Numbers count from 0. */
export type LinePair = { left: number | null; right: number | null; isSame: boolean };

const paired = (lefts: readonly number[], rights: readonly number[], isSame: boolean): LinePair[] =>
  Array.from({ length: Math.max(lefts.length, rights.length) }, (_, place) => ({ left: lefts[place] ?? null, right: rights[place] ?? null, isSame }));

const counting = (from: number, count: number): number[] => Array.from({ length: count }, (_, place) => from + place);

/** Lay two texts side by side by their longest common lines; what was taken away stands beside what came in its place. */
export const alignedLines = (left: readonly string[], right: readonly string[]): LinePair[] => {
  const pairs: LinePair[] = [];
  let removed: number[] = [];
  let [leftAt, rightAt] = [0, 0];
  for (const { count, added, removed: isRemoved } of diffArrays([...left], [...right])) {
    if (isRemoved) {
      removed = counting(leftAt, count);
    } else {
      pairs.push(...(added ? paired(removed, counting(rightAt, count), false) : [...paired(removed, [], false), ...paired(counting(leftAt, count), counting(rightAt, count), true)]));
      removed = [];
    }
    if (!added) leftAt += count;
    if (!isRemoved) rightAt += count;
  }
  return [...pairs, ...paired(removed, [], false)];
};
