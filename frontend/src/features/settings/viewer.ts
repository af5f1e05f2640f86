import { useOutletContext } from "react-router";
import type { SettingsViewerQuery } from "./settings.generated";

/** Who reads the settings, in which organization and role. */
export type Viewer = NonNullable<SettingsViewerQuery["viewer"]>;

/** The viewer that the frame of the settings has loaded. */
export const useViewer = (): Viewer => useOutletContext<Viewer>();
