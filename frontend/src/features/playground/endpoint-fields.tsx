import { Link } from "react-router";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextArea } from "@/components/ui/text-area";
import { paths } from "@/shared/paths";
import type { Draft, FieldFaults } from "./submission";
import { texts } from "./texts";

type EndpointFieldsProps = { draft: Draft; faults: FieldFaults; onChange: (change: Partial<Draft>) => void };

const words = texts.endpoint;

/** Whom to ask, what to send, and where in the answer the output stands: for an endpoint of one's own. */
export const EndpointFields = ({ draft, faults, onChange }: EndpointFieldsProps) => (
  <fieldset className="grid gap-3 rounded-md border border-line p-3">
    <legend className="px-1 text-[13px] font-medium">{words.title}</legend>
    <Field label={words.url} faults={faults.url}>
      {(control) => <Input {...control} name="url" inputMode="url" placeholder="https://" value={draft.url} onChange={({ target }) => onChange({ url: target.value })} />}
    </Field>
    <Field label={words.body} hint={words.bodyHint} faults={faults.body}>
      {(control) => <TextArea {...control} name="body" rows={5} spellCheck={false} value={draft.body} onChange={({ target }) => onChange({ body: target.value })} />}
    </Field>
    <div className="grid grid-cols-2 gap-3">
      <Field label={words.responsePath} hint={words.responsePathHint} faults={faults.responsePath}>
        {(control) => <Input {...control} name="responsePath" value={draft.responsePath} onChange={({ target }) => onChange({ responsePath: target.value })} />}
      </Field>
      <Field label={words.keyHeader} hint={words.keyHeaderHint} faults={faults.keyHeader}>
        {(control) => <Input {...control} name="keyHeader" value={draft.keyHeader} onChange={({ target }) => onChange({ keyHeader: target.value })} />}
      </Field>
    </div>
    <p className="text-xs text-ink-muted">
      {words.noSecrets}{" "}
      <Link to={paths.settings.link("provider-keys")} className="underline underline-offset-2">
        {words.keys}
      </Link>
    </p>
  </fieldset>
);
