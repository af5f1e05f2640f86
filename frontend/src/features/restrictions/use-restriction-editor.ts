import { useMutation } from "@apollo/client/react";
import { useCallback } from "react";
import { useNavigate } from "react-router";
import type { Check, Verdict } from "@/components/editor/use-validation";
import { paths } from "@/shared/paths";
import { CreateRestrictionSetDocument, NewRestrictionSetVersionDocument, ValidateRestrictionSetDocument } from "./editor.generated";
import { texts } from "./texts";
import { asVerdict, refusalOf } from "@/components/editor/verdicts";

/** Check a document as a restriction set; who cannot save it is not told that it can be. */
export const useCheck = (canWrite: boolean): Check => {
  const [validate] = useMutation(ValidateRestrictionSetDocument);
  return useCallback<Check>(
    (document, format) =>
      asVerdict(async () => {
        const { data } = await validate({ variables: { input: { document, format } } });
        const outcome = data?.validateRestrictionSet;
        if (!outcome) return { faults: [] };
        if (outcome.__typename !== "RestrictionSetValid") return refusalOf(outcome);
        return { summary: (canWrite ? texts.valid : texts.fits)(outcome.name, outcome.version, outcome.rules, outcome.decidedRules), faults: [] };
      }),
    [validate, canWrite],
  );
};

/** Save a document as a new set, or as a new version of a set, and go there. */
export const useSave = (versionOf: string | undefined): Check => {
  const [create] = useMutation(CreateRestrictionSetDocument);
  const [renew] = useMutation(NewRestrictionSetVersionDocument);
  const navigate = useNavigate();
  return (document, format) =>
    asVerdict(async (): Promise<Verdict> => {
      const outcome = versionOf
        ? (await renew({ variables: { input: { restrictionSetId: versionOf, document, format } } })).data?.newRestrictionSetVersion
        : (await create({ variables: { input: { document, format } } })).data?.createRestrictionSet;
      if (!outcome) return { faults: [] };
      if (outcome.__typename !== "RestrictionSetSaved") return refusalOf(outcome);
      await navigate(paths.restrictionSet.link(outcome.restrictionSet.id));
      return { isSaved: true, faults: [] };
    });
};
