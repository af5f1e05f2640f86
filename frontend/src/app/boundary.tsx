import { Component, type ReactNode } from "react";
import { useLocation } from "react-router";

type CatcherProps = { place: string; fallback: ReactNode; children: ReactNode };
type CatcherState = { failedAt: string | null };

/** Only a class can catch what is thrown while drawing. */
class Catcher extends Component<CatcherProps, CatcherState> {
  override state: CatcherState = { failedAt: null };

  static getDerivedStateFromError(): Partial<CatcherState> {
    return { failedAt: "" };
  }

  static getDerivedStateFromProps({ place }: CatcherProps, { failedAt }: CatcherState): Partial<CatcherState> | null {
    if (failedAt === "") return { failedAt: place };
    return failedAt === null || failedAt === place ? null : { failedAt: null };
  }

  override render(): ReactNode {
    return this.state.failedAt === null ? this.props.children : this.props.fallback;
  }
}

/** Shows `fallback` instead of children that failed, until another page is visited. */
export const Boundary = ({ fallback, children }: { fallback: ReactNode; children: ReactNode }) => (
  <Catcher place={useLocation().pathname} fallback={fallback}>
    {children}
  </Catcher>
);
