import { FileText, FlaskConical, LayoutDashboard, Layers, type LucideIcon, Moon, ShieldCheck, Sun, Waypoints } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { Link, NavLink } from "react-router";
import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";
import { AccountMenu } from "@/features/account/account-menu";
import { cn } from "@/shared/cn";
import { frame } from "@/shared/frame";
import { headings } from "@/shared/headings";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { useTheme } from "@/shared/theme";
import { useTourStep } from "@/shared/tour";
import { useCurrentInView } from "@/shared/use-current-in-view";
import { ConnectionNotice } from "./connection-notice";
import { texts } from "./texts";

const LINKS: readonly { to: string; label: string; icon: LucideIcon }[] = [
  { to: paths.dashboard.link(), label: headings.dashboard.title, icon: LayoutDashboard },
  { to: paths.playground.link(), label: headings.playground.title, icon: FlaskConical },
  { to: paths.jobs.link(), label: headings.jobs.title, icon: Layers },
  { to: paths.contracts.link(), label: headings.contracts.title, icon: FileText },
  { to: paths.restrictions.link(), label: headings.restrictions.title, icon: ShieldCheck },
];

const TourPanel = lazy(async () => ({ default: (await import("@/features/tour/tour-panel")).TourPanel }));

/** Its code is fetched by those who take it. */
const Tour = () =>
  useTourStep() !== null && (
    <Suspense fallback={null}>
      <TourPanel />
    </Suspense>
  );

const navigationStyle = (isActive: boolean) =>
  cn(
    "flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2.5 text-[13px] font-medium transition-colors [&_svg]:size-4",
    isActive ? "bg-hover text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
  );

const ThemeButton = () => {
  const { theme, choose } = useTheme();
  return (
    <Button variant="ghost" size="icon" onClick={() => choose(theme === "dark" ? "light" : "dark")} aria-label={theme === "dark" ? texts.toLight : texts.toDark}>
      {theme === "dark" ? <Sun aria-hidden /> : <Moon aria-hidden />}
    </Button>
  );
};

const Navigation = () => (
  <nav ref={useCurrentInView<HTMLElement>()} aria-label={texts.navigation} className="flex min-w-0 gap-1 overflow-x-auto fading-row lg:flex-col">
    {LINKS.map(({ to, label, icon: Icon }) => (
      <NavLink key={to} to={to} end={to === "/"} className={({ isActive }) => navigationStyle(isActive)}>
        <Icon aria-hidden className="max-sm:hidden" />
        {label}
      </NavLink>
    ))}
    <a href={paths.explorer} className={navigationStyle(false)}>
      <Waypoints aria-hidden className="max-sm:hidden" />
      {texts.explorer}
    </a>
  </nav>
);

/** The frame around every page for someone signed in: a side bar, on small screens a top bar. */
export const Shell = ({ children }: { children: ReactNode }) => (
  <div className={frame.whole}>
    <a href="#content" className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
      {texts.skip}
    </a>
    <div className={frame.side}>
      <header className={frame.bar}>
        <Link to={paths.dashboard.link()} className="flex shrink-0 sm:mr-2 items-center gap-2 rounded-md text-[15px] font-semibold tracking-tight lg:px-2">
          <Mark className="size-6" />
          <span className="max-sm:sr-only">{sharedTexts.product}</span>
        </Link>
        <Navigation />
        <div className="ml-auto flex items-center gap-1 lg:mt-auto lg:ml-0 lg:flex-row-reverse">
          <ThemeButton />
          <AccountMenu />
        </div>
      </header>
    </div>
    <main id="content" tabIndex={-1} className={frame.content}>
      <ConnectionNotice />
      {children}
    </main>
    <Tour />
  </div>
);
