/** An operation as text; made by scripts/operations.ts. */
declare module "virtual:operations/*" {
  const text: string;
  export default text;
}
