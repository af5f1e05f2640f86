import type { ReactNode } from "react";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const Word = ({ children }: { children: ReactNode }) => <code className="rounded bg-sunken px-1 py-px font-mono text-xs wrap-anywhere">{children}</code>;

const Value = ({ of: value }: { of: Json }) => {
  if (value === null || typeof value !== "object") return <Word>{String(value)}</Word>;
  if (!isList(value)) return <Parameters of={value} />;
  if (value.every((item) => item === null || typeof item !== "object")) {
    return (
      <span className="flex flex-wrap gap-1">
        {value.map((item, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a list may hold a value twice, and never changes
          <Word key={place}>{String(item)}</Word>
        ))}
      </span>
    );
  }
  return (
    <ul className="grid gap-1.5">
      {value.map((item, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <li key={place} className="border-l-2 border-line pl-2">
          <Value of={item} />
        </li>
      ))}
    </ul>
  );
};

/** What a detector is told, a line for each setting; lists and settings within settings as such. */
export const Parameters = ({ of: parameters }: { of: { readonly [name: string]: Json } }) => (
  <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
    {Object.entries(parameters).map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-ink-muted">{name.replaceAll("_", " ")}</dt>
        <dd className="min-w-0">
          <Value of={value} />
        </dd>
      </div>
    ))}
  </dl>
);
