import type { DocumentNode } from "graphql";
import { type ComponentType, lazy, useState } from "react";

/** A page, with what it asks the service first. */
type PageComponent = ComponentType & { asks?: readonly DocumentNode[] };
type Page = ComponentType & { preload: () => Promise<PageComponent> };

/** A page whose code comes when it is first shown, or before: what was loaded beforehand is shown without waiting for anything. */
export const lazyPage = (load: () => Promise<PageComponent>): Page => {
  let loaded: PageComponent | undefined;
  const preload = async () => (loaded ??= await load());
  const Later = lazy(async () => ({ default: await preload() }));
  // Which of the two is decided once: changing over while it is shown would begin the page anew.
  const LazyPage = () => {
    const [Shown] = useState<ComponentType>(() => loaded ?? Later);
    return <Shown />;
  };
  return Object.assign(LazyPage, { preload });
};
