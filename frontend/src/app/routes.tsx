import { redirectDocument, type RouteObject } from "react-router";
import { SkeletonPage } from "@/components/ui/skeleton";
import { paths } from "@/shared/paths";
import { CrashedPage, CrashedPart, NotFoundPage } from "./error-pages";
import { settingsRoutes } from "./settings-routes";
import { Shell } from "./shell";

/** Every page of the application; each page's code is loaded when it is first visited. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: CrashedPage,
    HydrateFallback: () => null,
    children: [
      { path: paths.signIn.route, lazy: async () => ({ Component: (await import("@/features/session/sign-in-page")).SignInPage }) },
      { path: paths.register.route, lazy: async () => ({ Component: (await import("@/features/session/register-page")).RegisterPage }) },
      { path: paths.invitation.route, lazy: async () => ({ Component: (await import("@/features/session/invitation-page")).InvitationPage }) },
    ],
  },
  {
    Component: Shell,
    ErrorBoundary: CrashedPage,
    HydrateFallback: () => (
      <div className="mx-auto max-w-5xl p-8">
        <SkeletonPage blocks={["h-8 w-64", "h-40", "h-64"]} />
      </div>
    ),
    children: [
      {
        ErrorBoundary: CrashedPart,
        children: [
          { path: paths.dashboard.route, lazy: async () => ({ Component: (await import("@/features/dashboard/dashboard-page")).DashboardPage }) },
          { path: paths.playground.route, lazy: async () => ({ Component: (await import("./playground-route")).PlaygroundRoute }) },
          { path: paths.compare.route, lazy: async () => ({ Component: (await import("@/features/compare/compare-page")).ComparePage }) },
          { path: paths.jobs.route, lazy: async () => ({ Component: (await import("@/features/jobs/jobs-page")).JobsPage }) },
          { path: paths.job.route, lazy: async () => ({ Component: (await import("@/features/job/job-page")).JobPage }) },
          { path: paths.contracts.route, lazy: async () => ({ Component: (await import("@/features/contracts/contracts-page")).ContractsPage }) },
          { path: paths.newContract.route, lazy: async () => ({ Component: (await import("@/features/contracts/editor-page")).NewContractPage }) },
          { path: paths.contract.route, lazy: async () => ({ Component: (await import("@/features/contracts/contract-page")).ContractPage }) },
          { path: paths.newContractVersion.route, lazy: async () => ({ Component: (await import("@/features/contracts/editor-page")).NewContractVersionPage }) },
          { path: paths.restrictions.route, lazy: async () => ({ Component: (await import("@/features/restrictions/restrictions-page")).RestrictionsPage }) },
          { path: paths.restrictionSet.route, lazy: async () => ({ Component: (await import("@/features/restrictions/restriction-set-page")).RestrictionSetPage }) },
          { path: paths.newRestrictionSet.route, lazy: async () => ({ Component: (await import("@/features/restrictions/editor-page")).NewRestrictionSetPage }) },
          { path: paths.newRestrictionSetVersion.route, lazy: async () => ({ Component: (await import("@/features/restrictions/editor-page")).NewVersionPage }) },
          {
            path: paths.settings.route,
            lazy: async () => ({ Component: (await import("@/features/settings/settings-layout")).SettingsLayout }),
            children: settingsRoutes,
          },
          // The explorer is a page of its own: leave this application for it.
          { path: paths.explorer, loader: () => redirectDocument(paths.explorer) },
          { path: "*", Component: NotFoundPage },
        ],
      },
    ],
  },
];
