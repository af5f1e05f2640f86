import { useEffect, useState } from "react";
import type { DocumentFormat, EditorFault } from "./document-editor";

const PAUSE = 400;

/** What the service says of a document: what is right about it, or what is wrong, and where. */
export type Verdict = { isSaved?: boolean; summary?: string; refusal?: string; faults: readonly EditorFault[] };
export type Check = (text: string, format: DocumentFormat) => Promise<Verdict>;

/** Ask for the verdict on a document whenever its writer pauses; undefined until the first one, an older one never replaces a newer. */
export const useValidation = (text: string, format: DocumentFormat, check: Check): Verdict | undefined => {
  const [verdict, setVerdict] = useState<Verdict>();
  useEffect(() => {
    let isWanted = true;
    const ask = async () => {
      const answer = await check(text, format);
      if (isWanted) setVerdict(answer);
    };
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, format, check]);
  return verdict;
};
