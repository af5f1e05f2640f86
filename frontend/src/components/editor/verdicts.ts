import type { EditorFault } from "./document-editor";
import type { Verdict } from "./use-validation";
import { asSentences } from "@/shared/format";
import { describeError } from "@/shared/network-error";

type Problem = { message: string; hint: string | null; faults?: readonly EditorFault[] };

/** A refusal of the service, with its faults where it has some. */
export const refusalOf = ({ message, hint, faults = [] }: Problem): Verdict => ({ refusal: asSentences(message, hint), faults });

/** A refusal of the service, line by line; what is said of the whole and of its only part is said once. */
export const refusalLines = (problem: Problem): string[] => [
  ...new Set([refusalOf(problem).refusal ?? "", ...(problem.faults ?? []).map(({ message }) => message)]),
];

/** Ask the service; a network that fails is told as a refusal. */
export const asVerdict = async (ask: () => Promise<Verdict>): Promise<Verdict> => {
  try {
    return await ask();
  } catch (error) {
    const { title, hint } = describeError(error);
    return { refusal: `${title}. ${hint}`, faults: [] };
  }
};
