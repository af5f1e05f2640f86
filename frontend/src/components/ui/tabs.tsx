import { type ComponentProps, createContext, type KeyboardEvent, use, useId, useMemo, useState } from "react";
import { cn } from "@/shared/cn";

type TabsState = { id: string; value: string; choose: (value: string) => void };
type TabsProps = Omit<ComponentProps<"div">, "defaultValue"> & { defaultValue: string };

const TabsContext = createContext<TabsState>({ id: "", value: "", choose: () => {} });

/** Panels of which one is shown, as the ARIA Authoring Practices describe tabs; a library's takes as much script as this whole folder. */
export const Tabs = ({ defaultValue, ...props }: TabsProps) => {
  const [value, choose] = useState(defaultValue);
  const id = useId();
  const state = useMemo(() => ({ id, value, choose }), [id, value]);
  return (
    <TabsContext value={state}>
      <div {...props} />
    </TabsContext>
  );
};

const placeAfter = (key: string, place: number, count: number): number | undefined =>
  ({ ArrowRight: (place + 1) % count, ArrowLeft: (place + count - 1) % count, Home: 0, End: count - 1 })[key];

const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const next = placeAfter(event.key, tabs.indexOf(event.target as HTMLElement), tabs.length);
  if (next === undefined) return;
  event.preventDefault();
  tabs[next]?.focus();
  tabs[next]?.click();
};

export const TabsList = ({ className, ...props }: ComponentProps<"div">) => (
  // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs within take the focus
  <div role="tablist" onKeyDown={handleKeyDown} className={cn("flex gap-4 overflow-x-auto border-b border-line sm:gap-5", className)} {...props} />
);

export const TabsTrigger = ({ className, value, ...props }: ComponentProps<"button"> & { value: string }) => {
  const tabs = use(TabsContext);
  const isActive = tabs.value === value;
  return (
    <button
      type="button"
      role="tab"
      id={`${tabs.id}-tab-${value}`}
      aria-controls={`${tabs.id}-panel-${value}`}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      onClick={() => tabs.choose(value)}
      className={cn(
        "-mb-px flex items-center gap-1.5 border-b-2 py-2 text-[13px] font-medium whitespace-nowrap transition-colors focus-visible:-outline-offset-2",
        isActive ? "border-accent text-ink" : "border-transparent text-ink-muted hover:text-ink",
        className,
      )}
      {...props}
    />
  );
};

export const TabsContent = ({ className, value, children, ...props }: ComponentProps<"div"> & { value: string }) => {
  const tabs = use(TabsContext);
  const isActive = tabs.value === value;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a panel that begins with text is reached by the tab key, as the practices ask
    <div role="tabpanel" id={`${tabs.id}-panel-${value}`} aria-labelledby={`${tabs.id}-tab-${value}`} tabIndex={isActive ? 0 : -1} hidden={!isActive} className={cn("pt-4 outline-offset-4", className)} {...props}>
      {isActive && children}
    </div>
  );
};
