import { cn } from "@/shared/cn";

type ChoiceProps<Value extends string> = { label: string; options: readonly (readonly [Value, string])[]; value: Value; onChoose: (value: Value) => void };

/** One of a few, side by side: radio buttons, so that arrow keys move between them. */
export const Choice = <Value extends string>({ label, options, value, onChoose }: ChoiceProps<Value>) => (
  <fieldset className="flex w-fit gap-0.5 rounded-md print:hidden border border-line bg-sunken p-0.5">
    <legend className="sr-only">{label}</legend>
    {options.map(([option, words]) => (
      <label
        key={option}
        className={cn(
          "relative cursor-pointer rounded px-2.5 py-1 text-xs font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
          option === value ? "bg-raised text-ink shadow-card ring-1 ring-line-strong/40" : "text-ink-muted hover:text-ink",
        )}
      >
        <input type="radio" name={label} checked={option === value} onChange={() => onChoose(option)} className="absolute inset-0 cursor-pointer opacity-0" />
        {words}
      </label>
    ))}
  </fieldset>
);
