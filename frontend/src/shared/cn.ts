import { type ClassValue, clsx } from "clsx";

/** Class names joined. Whoever adds a class adds to a component, and does not contradict it: no two classes may set the same property. */
export const cn = (...classes: ClassValue[]): string => clsx(classes);
