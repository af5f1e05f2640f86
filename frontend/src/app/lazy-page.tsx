import { type ComponentType, lazy, useState } from "react";

type Page = ComponentType & { preload: () => Promise<unknown> };

/** A page whose code comes when it is first shown, or before: what was loaded beforehand is shown without waiting for anything. */
export const lazyPage = (load: () => Promise<ComponentType>): Page => {
  let loaded: ComponentType | undefined;
  const preload = async () => (loaded ??= await load());
  const Later = lazy(async () => ({ default: await preload() }));
  // Which of the two is decided once: changing over while it is shown would begin the page anew.
  const LazyPage = () => {
    const [Shown] = useState<ComponentType>(() => loaded ?? Later);
    return <Shown />;
  };
  return Object.assign(LazyPage, { preload });
};
