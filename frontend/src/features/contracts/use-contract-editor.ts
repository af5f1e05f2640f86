import { useMutation } from "@apollo/client/react";
import { useCallback } from "react";
import { useNavigate } from "react-router";
import type { Check, Verdict } from "@/components/editor/use-validation";
import { asVerdict, refusalOf } from "@/components/editor/verdicts";
import { paths } from "@/shared/paths";
import { CreateContractDocument, NewContractVersionDocument, ValidateContractDocument } from "./contracts.generated";
import { texts } from "./texts";

/** Check a document as a contract. */
export const useCheck = (): Check => {
  const [validate] = useMutation(ValidateContractDocument);
  return useCallback<Check>(
    (document, format) =>
      asVerdict(async () => {
        const { data } = await validate({ variables: { input: { document, format } } });
        const outcome = data?.validateContract;
        if (!outcome) return { faults: [] };
        if (outcome.__typename !== "ContractValid") return refusalOf(outcome);
        return { summary: texts.editor.valid(outcome.name, outcome.version, outcome.oracleTests), faults: [] };
      }),
    [validate],
  );
};

/** Save a document as a new contract, or as a new version of one, and go there. */
export const useSave = (versionOf: string | undefined): Check => {
  const [create] = useMutation(CreateContractDocument);
  const [renew] = useMutation(NewContractVersionDocument);
  const navigate = useNavigate();
  return (document, format) =>
    asVerdict(async (): Promise<Verdict> => {
      const outcome = versionOf
        ? (await renew({ variables: { input: { contractId: versionOf, document, format } } })).data?.newContractVersion
        : (await create({ variables: { input: { document, format } } })).data?.createContract;
      if (!outcome) return { faults: [] };
      if (outcome.__typename !== "ContractSaved") return refusalOf(outcome);
      await navigate(paths.contract.link(outcome.contract.id));
      return { isSaved: true, faults: [] };
    });
};
