/** The address of a WebSocket on this page's own origin. */
export const socketAddress = (path: string): string => {
  const address = new URL(path, window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
};
