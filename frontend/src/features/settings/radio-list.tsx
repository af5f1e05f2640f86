import { useId } from "react";
import { cn } from "@/shared/cn";

type Props<Value extends string> = {
  label: string;
  name: string;
  options: readonly (readonly [Value, string, string])[];
  value: Value;
  onChoose: (value: Value) => void;
};

/** One of a few, one below the other, each with a word on what it means. */
export const RadioList = <Value extends string>({ label, name, options, value, onChoose }: Props<Value>) => {
  const id = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-[13px] font-medium">{label}</legend>
      <div className="divide-y divide-line overflow-hidden rounded-md border border-line">
        {options.map(([option, title, words]) => (
          <label
            key={option}
            className={cn(
              "flex cursor-pointer items-start gap-3 px-3 py-2.5 text-[13px] font-medium has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent",
              option === value ? "bg-accent-soft" : "hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onChoose(option)}
              aria-describedby={`${id}-${option}`}
              className="mt-0.5 accent-accent outline-none"
            />
            <span>
              {title}
              <span id={`${id}-${option}`} aria-hidden className={cn("block font-normal", option === value ? "text-ink" : "text-ink-muted")}>
                {words}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
