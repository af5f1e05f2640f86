import type { DocumentNode } from "graphql";
import { type ComponentType, Suspense, useEffect } from "react";
import { matchRoutes, Navigate, Outlet, type RouteObject } from "react-router";
import { SkeletonPage } from "@/components/ui/skeleton";
import { paths } from "@/shared/paths";
import { Boundary } from "./boundary";
import { CrashedPage, CrashedPart, NotFoundPage } from "./error-pages";
import { entrancePages, framedPages } from "./pages";
import { SettingsFrame, settingsPages } from "./settings-pages";
import { Shell } from "./shell";

const routesOf = (pages: Record<string, ComponentType>): RouteObject[] => Object.entries(pages).map(([path, Component]) => ({ path, Component }));

const Entrance = () => (
  <Boundary fallback={<CrashedPage />}>
    <Suspense fallback={null}>
      <Outlet />
    </Suspense>
  </Boundary>
);

/** A page that fails leaves the frame standing, with the ways to the others. */
const Frame = () => (
  <Boundary fallback={<CrashedPage />}>
    <Shell>
      <Boundary fallback={<CrashedPart />}>
        <Suspense fallback={<SkeletonPage blocks={["h-8 w-64", "h-40", "h-64"]} />}>
          <Outlet />
        </Suspense>
      </Boundary>
    </Shell>
  </Boundary>
);

/** The explorer is a page of its own: leave this application for it. */
const LeaveForExplorer = () => {
  useEffect(() => window.location.replace(paths.explorer), []);
  return null;
};

const settingsRoute: RouteObject = {
  path: paths.settings.route,
  Component: SettingsFrame,
  children: [{ index: true, element: <Navigate to={paths.settings.link()} replace /> }, ...routesOf(settingsPages)],
};

/** Every page of the application. */
export const routes: RouteObject[] = [
  { Component: Entrance, children: routesOf(entrancePages) },
  {
    Component: Frame,
    children: [...routesOf(framedPages), settingsRoute, { path: paths.explorer, Component: LeaveForExplorer }, { path: "*", Component: NotFoundPage }],
  },
];

type Loaded = { asks?: readonly DocumentNode[] };

const canPreload = (page: object): page is { preload: () => Promise<Loaded> } => "preload" in page;

/** Fetch the code of the page at an address, and learn what it asks the service first. What cannot be fetched is told when the page is shown. */
export const preloadPage = async (pathname: string): Promise<DocumentNode[]> => {
  const pages = (matchRoutes(routes, pathname) ?? []).flatMap(({ route: { Component } }) => (Component && canPreload(Component) ? [Component.preload()] : []));
  const loaded = await Promise.allSettled(pages);
  return loaded.flatMap((page) => (page.status === "fulfilled" ? (page.value.asks ?? []) : []));
};
