import { Monitor, Moon, Sun } from "lucide-react";
import { cn } from "@/shared/cn";
import { type ThemeChoice, useTheme } from "@/shared/theme";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";

const CHOICES: readonly [ThemeChoice, typeof Sun][] = [
  ["system", Monitor],
  ["light", Sun],
  ["dark", Moon],
];

/** The theme of this browser: light, dark, or as the computer has it. */
export const AppearancePage = () => {
  const { choice, choose } = useTheme();
  return (
    <SettingsPage title={texts.parts.appearance} documentTitle={texts.documentTitle(texts.parts.appearance)} lead={texts.appearance.lead}>
      <fieldset className="grid gap-3 sm:grid-cols-3">
        <legend className="mb-2 text-[13px] font-medium">{texts.appearance.theme}</legend>
        {CHOICES.map(([option, Icon]) => (
          <label
            key={option}
            className={cn(
              "relative flex cursor-pointer items-start gap-3 rounded-lg border p-4 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent sm:grid",
              option === choice ? "border-accent bg-accent-soft" : "border-line bg-surface hover:bg-hover",
            )}
          >
            <input type="radio" name="theme" checked={option === choice} onChange={() => choose(option)} className="absolute top-4 right-4 accent-accent" />
            <Icon aria-hidden className={cn("size-5 shrink-0", option === choice ? "text-accent-strong" : "text-ink-muted")} />
            <span className="grid text-[13px]">
              <span className="font-medium">{texts.appearance.choices[option]}</span>
              <span className={option === choice ? "text-ink" : "text-ink-muted"}>{texts.appearance.words[option]}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </SettingsPage>
  );
};
