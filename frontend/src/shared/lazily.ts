/** Made when first asked for, and kept: all formats together take a slow phone a tenth of a second. */
export const lazily = <Made>(make: () => Made): (() => Made) => {
  let made: Made | undefined;
  return () => (made ??= make());
};
