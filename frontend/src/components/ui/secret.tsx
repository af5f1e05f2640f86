import { CopyButton } from "./copy-button";
import { Notice } from "./notice";

type SecretProps = { label: string; value: string; warning: string; copy: string };

/** A text that is shown this once: all of it at a glance, with a way to copy it, and a word that it will not come back. */
export const Secret = ({ label, value, warning, copy }: SecretProps) => (
  <div className="grid grid-cols-1 gap-3">
    <Notice tone="warn">{warning}</Notice>
    <div className="grid grid-cols-1 gap-1.5">
      <div className="text-[13px] font-medium">{label}</div>
      <div className="flex items-start gap-2">
        <code
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever cannot copy by button selects it by key
          tabIndex={0}
          role="region"
          aria-label={label}
          className="min-w-0 flex-1 rounded-md border border-line bg-sunken px-3 py-1.5 font-mono text-[12.5px] leading-relaxed break-all select-all"
        >
          {value}
        </code>
        <CopyButton text={value} label={copy} />
      </div>
    </div>
  </div>
);
