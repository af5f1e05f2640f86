import { Building2, Gauge, KeyRound, type LucideIcon, MonitorSmartphone, PlugZap, ScrollText, SunMoon, UserRound, Users, Webhook } from "lucide-react";
import { NavLink, Outlet } from "react-router";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { cn } from "@/shared/cn";
import { paths } from "@/shared/paths";
import type { SettingsPart } from "@/shared/settings-parts";
import { useCurrentInView } from "@/shared/use-current-in-view";
import { SettingsViewerDocument } from "./settings.generated";
import { texts } from "./texts";

const YOURS: readonly [SettingsPart, LucideIcon][] = [
  ["profile", UserRound],
  ["sessions", MonitorSmartphone],
  ["appearance", SunMoon],
];
const ORGANIZATION: readonly [SettingsPart, LucideIcon][] = [
  ["organization", Building2],
  ["members", Users],
  ["usage", Gauge],
  ["api-keys", KeyRound],
  ["provider-keys", PlugZap],
  ["webhooks", Webhook],
  ["audit-log", ScrollText],
];

const linkStyle = ({ isActive }: { isActive: boolean }) =>
  cn(
    "flex h-8 shrink-0 items-center gap-2 rounded-md px-2.5 text-[13px] font-medium whitespace-nowrap transition-colors [&_svg]:size-4 [&_svg]:shrink-0",
    isActive ? "bg-hover text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
  );

const Group = ({ title, parts }: { title: string; parts: readonly [SettingsPart, LucideIcon][] }) => (
  <div className="flex shrink-0 gap-0.5 md:grid">
    <div className="truncate px-2.5 pb-1 text-xs text-ink-muted max-md:sr-only">{title}</div>
    {parts.map(([part, Icon]) => (
      <NavLink key={part} to={paths.settings.link(part)} className={linkStyle}>
        <Icon aria-hidden />
        {texts.parts[part]}
      </NavLink>
    ))}
  </div>
);

/** The frame of the settings: their parts at the side, on small screens above, and the viewer for all of them. */
export const SettingsLayout = () => {
  const { data, error, refetch } = useQuery(SettingsViewerDocument);
  const viewer = data?.viewer;
  const navigation = useCurrentInView<HTMLElement>();
  return (
    <div className="grid grid-cols-1 gap-6">
      <h1 className="text-xl font-semibold tracking-tight">{texts.title}</h1>
      <div className="grid grid-cols-1 items-start gap-6 md:grid-cols-[11rem_minmax(0,1fr)] lg:gap-10">
        <nav ref={navigation} aria-label={texts.navigation} className="flex gap-0.5 overflow-x-auto max-md:relative max-md:-mx-4 max-md:border-b max-md:border-line max-md:px-4 max-md:pb-2 md:sticky md:top-16 md:grid md:gap-5 lg:top-8">
          <Group title={texts.you} parts={YOURS} />
          <Group title={viewer?.organization.name ?? texts.organization} parts={ORGANIZATION} />
        </nav>
        {error && !data && <ErrorState error={error} onRetry={refetch} />}
        {!data && !error && <SkeletonPage blocks={["h-8 w-48", "h-40", "h-40"]} />}
        {viewer && <Outlet context={viewer} />}
      </div>
    </div>
  );
};
