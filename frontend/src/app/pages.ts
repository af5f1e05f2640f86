import { paths } from "@/shared/paths";
import { lazyPage } from "./lazy-page";

/** The pages outside the frame. The build reads this file too, to tell the service which code belongs to which address: one line for each page. */
export const entrancePages = {
  [paths.signIn.route]: lazyPage(async () => (await import("@/features/session/sign-in-page")).SignInPage),
  [paths.register.route]: lazyPage(async () => (await import("@/features/session/register-page")).RegisterPage),
  [paths.invitation.route]: lazyPage(async () => (await import("@/features/session/invitation-page")).InvitationPage),
};

/** The pages inside the frame; each page's code is loaded when it is first visited. */
export const framedPages = {
  [paths.dashboard.route]: lazyPage(async () => (await import("@/features/dashboard/dashboard-page")).DashboardPage),
  [paths.playground.route]: lazyPage(async () => (await import("./playground-route")).PlaygroundRoute),
  [paths.compare.route]: lazyPage(async () => (await import("@/features/compare/compare-page")).ComparePage),
  [paths.jobs.route]: lazyPage(async () => (await import("@/features/jobs/jobs-page")).JobsPage),
  [paths.job.route]: lazyPage(async () => (await import("@/features/job/job-page")).JobPage),
  [paths.contracts.route]: lazyPage(async () => (await import("@/features/contracts/contracts-page")).ContractsPage),
  [paths.newContract.route]: lazyPage(async () => (await import("@/features/contracts/editor-page")).NewContractPage),
  [paths.contract.route]: lazyPage(async () => (await import("@/features/contracts/contract-page")).ContractPage),
  [paths.newContractVersion.route]: lazyPage(async () => (await import("@/features/contracts/editor-page")).NewContractVersionPage),
  [paths.restrictions.route]: lazyPage(async () => (await import("@/features/restrictions/restrictions-page")).RestrictionsPage),
  [paths.restrictionSet.route]: lazyPage(async () => (await import("@/features/restrictions/restriction-set-page")).RestrictionSetPage),
  [paths.newRestrictionSet.route]: lazyPage(async () => (await import("@/features/restrictions/editor-page")).NewRestrictionSetPage),
  [paths.newRestrictionSetVersion.route]: lazyPage(async () => (await import("@/features/restrictions/editor-page")).NewVersionPage),
};
