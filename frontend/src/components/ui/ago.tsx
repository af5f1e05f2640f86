import { useSyncExternalStore } from "react";
import { formatAgo, formatMoment } from "@/shared/format";

const MINUTE = 60_000;

const subscribeToMinutes = (listener: () => void) => {
  const timer = setInterval(listener, MINUTE);
  return () => clearInterval(timer);
};

const currentMinute = () => Math.ceil(Date.now() / MINUTE) * MINUTE;

/** How long ago something happened, kept up to date; the exact moment on hover. */
export const Ago = ({ iso }: { iso: string }) => {
  const now = useSyncExternalStore(subscribeToMinutes, currentMinute);
  return (
    <time dateTime={iso} title={formatMoment(iso)}>
      {formatAgo(iso, now)}
    </time>
  );
};
