import { useMutation } from "@apollo/client/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describeError } from "@/shared/network-error";
import { DeprecateRestrictionSetDocument } from "./restrictions.generated";
import { texts } from "./texts";

/** Say why a version is no longer to be used; jobs that ran with it stay as they are. */
export const DeprecateForm = ({ setId, onClose }: { setId: string; onClose: () => void }) => {
  const [reason, setReason] = useState("");
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [deprecate, { loading }] = useMutation(DeprecateRestrictionSetDocument);

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const { data } = await deprecate({ variables: { input: { restrictionSetId: setId, reason } } });
      const outcome = data?.deprecateRestrictionSet;
      if (outcome?.__typename === "RestrictionSetSaved") onClose();
      else if (outcome) setFaults([outcome.message, outcome.hint].filter((line): line is string => !!line));
    } catch (error) {
      const { title, hint } = describeError(error);
      setFaults([title, hint]);
    }
  };
  return (
    <form onSubmit={handleSubmit} className="grid max-w-xl gap-3 rounded-lg border border-line bg-surface p-4">
      <Field label={texts.deprecate.reason} faults={faults}>
        {(control) => <Input {...control} required maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="small" variant="primary" disabled={loading}>
          {texts.deprecate.confirm}
        </Button>
        <Button size="small" onClick={onClose}>
          {texts.deprecate.cancel}
        </Button>
      </div>
    </form>
  );
};
