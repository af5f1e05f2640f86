import type { Compared } from "./compared";

type Value = Compared["values"][number];

const VERDICTS = ["CHANGED", "CANNOT_TELL", "SAME"] as const;
const DIRECTIONS = ["WORSE", "DIFFERENT", "BETTER", "NONE"] as const;

const rank = ({ verdict, direction }: Value): number => {
  const place = verdict === null ? VERDICTS.length : VERDICTS.indexOf(verdict);
  return place * DIRECTIONS.length + (verdict === "CHANGED" ? DIRECTIONS.indexOf(direction) : 0);
};

/** What got worse first, then other changes, then what cannot be told, then what is the same; the service's order within each. */
export const sortedValues = (values: readonly Value[]): Value[] => values.toSorted((one, other) => rank(one) - rank(other));
