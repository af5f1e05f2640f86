import { type ReactNode, useState } from "react";
import { useLocation } from "react-router";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Notice } from "@/components/ui/notice";
import { dropDraft, keepDraft, keptDraft } from "@/shared/kept-drafts";
import type { DocumentFormat } from "./document-editor";
import { LazyEditor } from "./lazy-editor";
import type { JsonSchema } from "./schema-words";
import { texts } from "./texts";
import { type Check, useValidation, type Verdict } from "./use-validation";

/** The path of a document itself, which says nothing beside its line. */
const WHOLE = "$";
const NO_FAULTS: Verdict["faults"] = [];
const FORMATS = Object.entries(texts.formats) as [DocumentFormat, string][];

const VerdictNotice = ({ verdict }: { verdict: Verdict | undefined }) => {
  if (!verdict) return <p className="text-[13px] text-ink-muted">{texts.checking}</p>;
  const { summary, refusal, faults } = verdict;
  if (summary && faults.length === 0) return <Notice tone="info">{summary}</Notice>;
  return (
    <Notice tone="bad">
      <p className="font-medium">{faults.length > 0 ? texts.faults(faults.length) : refusal}</p>
      <ul>
        {faults.map(({ message, path, line }) => (
          <li key={`${path} ${message}`}>
            <span className="font-medium">{line === null ? texts.inDocument : texts.atLine(line)}</span>: {message} {path !== WHOLE && <code className="font-mono text-xs">{path}</code>}
          </li>
        ))}
      </ul>
    </Notice>
  );
};

type WorkbenchProps = {
  label: string;
  draft: string;
  schema: JsonSchema;
  check: Check;
  saveLabel: string;
  /** Saves the document; answers with what is wrong when it was not. */
  save: Check;
  cannotSave?: string;
  renderTrial: (text: string, format: DocumentFormat) => ReactNode;
};

/** Write a document, see what the service says of it at its lines, try it, save it. */
export const Workbench = ({ label, draft, schema, check, saveLabel, save, cannotSave, renderTrial }: WorkbenchProps) => {
  const { pathname, search } = useLocation();
  const address = pathname + search;
  const [kept, setKept] = useState(() => keptDraft(address));
  const [{ initialText, format }, setStart] = useState<{ initialText: string; format: DocumentFormat }>({ initialText: kept?.text ?? draft, format: kept?.format ?? "YAML" });
  const [text, setText] = useState(initialText);
  const [note, setNote] = useState<string>();
  const [refused, setRefused] = useState<Verdict>();
  const [isSaving, setIsSaving] = useState(false);
  const checked = useValidation(text, format, check);
  const verdict = refused ?? checked;

  const handleChange = (next: string, as = format) => {
    if (next === draft) dropDraft(address);
    else keepDraft(address, { text: next, format: as });
    setText(next);
    setRefused(undefined);
    setNote(undefined);
  };
  const handlePlainChange = (next: string) => {
    handleChange(next);
    setStart({ initialText: next, format });
  };
  const handleFormat = async (next: DocumentFormat) => {
    const { converted } = await import("./convert");
    const other = converted(text, next);
    if (other === undefined) {
      setNote(texts.notConverted);
      return;
    }
    handleChange(other, next);
    setStart({ initialText: other, format: next });
  };
  const handleBeginAnew = () => {
    handleChange(draft, "YAML");
    setStart({ initialText: draft, format: "YAML" });
    setKept(undefined);
  };
  const handleSave = async () => {
    setIsSaving(true);
    const answer = await save(text, format);
    setIsSaving(false);
    if (answer.isSaved) dropDraft(address);
    setRefused(answer.faults.length > 0 || answer.refusal ? answer : undefined);
  };
  return (
    <div className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Choice label={texts.format} options={FORMATS} value={format} onChoose={(next) => void handleFormat(next)} />
        {!cannotSave && (
          <Button variant="primary" disabled={isSaving} onClick={() => void handleSave()}>
            {isSaving ? texts.saving : saveLabel}
          </Button>
        )}
      </div>
      {cannotSave && <Notice tone="info">{cannotSave}</Notice>}
      {kept && (
        <Notice tone="info" className="items-center">
          {texts.kept}{" "}
          <button type="button" className="-my-1 py-1 font-medium underline underline-offset-4" onClick={handleBeginAnew}>
            {texts.beginAnew}
          </button>
        </Notice>
      )}
      {note && <Notice tone="info">{note}</Notice>}
      <LazyEditor label={label} initialText={initialText} format={format} faults={verdict?.faults ?? NO_FAULTS} schema={schema} onChange={(next) => handleChange(next)} onPlainChange={handlePlainChange} />
      <VerdictNotice verdict={verdict} />
      {renderTrial(text, format)}
    </div>
  );
};
