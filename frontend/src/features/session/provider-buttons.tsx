import { ShieldCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { paths } from "@/shared/paths";
import { texts } from "./texts";

/** The name in addresses as a reader would write it: `our-company` as Our company. */
const titleOf = (name: string): string => {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** One way in for each provider; the browser leaves the page for the provider's own. */
export const ProviderButtons = ({ providers, returnTo }: { providers: readonly string[]; returnTo: string }) => (
  <div className="grid gap-2">
    {providers.map((name) => (
      <Button key={name} asChild size="large">
        <a href={paths.provider(name, returnTo)}>
          <ShieldCheck aria-hidden />
          {texts.with(titleOf(name))}
        </a>
      </Button>
    ))}
  </div>
);

export const OrLine = () => (
  <div className="flex items-center gap-3 py-4 text-xs text-ink-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">{texts.or}</div>
);
