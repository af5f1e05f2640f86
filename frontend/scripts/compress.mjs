// Lays a compressed copy beside every built text, so that the service sends it without compressing anything; `npm run build` runs it.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXTS = /\.(?:css|html|js|json|map|svg|ttf)$/;
/** Below this a copy saves less than its headers cost. */
const SMALLEST = 1024;
/** Best, unless a file is so large that the last percent costs seconds. */
const qualityFor = (size) => (size > 1_000_000 ? 9 : constants.BROTLI_MAX_QUALITY);

const filesIn = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

for (const path of filesIn("dist")) {
  const text = TEXTS.test(path) ? readFileSync(path) : Buffer.alloc(0);
  if (text.length < SMALLEST) continue;
  writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: qualityFor(text.length), [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
}
