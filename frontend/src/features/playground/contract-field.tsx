import { useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { PlaygroundChoicesQuery } from "./playground.generated";
import { texts } from "./texts";

type Contracts = PlaygroundChoicesQuery["contracts"]["edges"];
type ContractFieldProps = { contracts: Contracts; value: string; faults?: readonly string[]; onChange: (contractId: string) => void };

/** So many contracts are found at a glance; beyond, one searches. */
const FEW = 8;

const SOURCES = [
  { label: texts.yours, source: "USER" },
  { label: texts.presets, source: "PRESET" },
] as const;

/** Whether every word of a search occurs in a contract's title or name. */
export const matches = ({ title, name }: { title: string; name: string }, search: string): boolean => {
  const text = `${title} ${name}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
};

const Options = ({ contracts }: { contracts: Contracts }) =>
  SOURCES.map(({ label, source }) => {
    const members = contracts.filter(({ node }) => node.source === source);
    return (
      members.length > 0 && (
        <optgroup key={source} label={label}>
          {members.map(({ node }) => (
            <option key={node.id} value={node.id}>
              {node.title} · {node.version}
            </option>
          ))}
        </optgroup>
      )
    );
  });

/** Which contract; a search narrows the list, and never hides the one that is chosen. */
export const ContractField = ({ contracts, value, faults, onChange }: ContractFieldProps) => {
  const [search, setSearch] = useState("");
  const searchId = useId();
  const shown = contracts.filter(({ node }) => node.id === value || matches(node, search));
  return (
    <Field label={texts.contract} faults={faults} hint={search && texts.found(shown.length, contracts.length)}>
      {(control) => (
        <div className="grid gap-2">
          {contracts.length > FEW && (
            <div className="flex items-center gap-2">
              <label htmlFor={searchId} className="shrink-0 text-xs text-ink-muted">
                {texts.searchContracts}
              </label>
              <Input id={searchId} type="search" placeholder={texts.searchHint} value={search} onChange={(event) => setSearch(event.target.value)} fit="compact" />
            </div>
          )}
          <Select {...control} name="contract" value={value} onChange={(event) => onChange(event.target.value)}>
            <Options contracts={shown} />
          </Select>
        </div>
      )}
    </Field>
  );
};
