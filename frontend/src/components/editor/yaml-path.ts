const KEY = /^( *)((?:- +)*)([\w$-]+):/;

/** Where in a document a place stands: names of keys, and `*` for an item of a list. */
export type DocumentPath = string[];

type Position = { column: number; isItem: boolean };

/**
 * The path of a place in a YAML document from the lines above it, the nearest last. Works by indentation, so that it also
 * does while the document is being written. `column` is where the key begins, or the dash of an item.
 */
export const yamlPath = (above: readonly string[], { column, isItem }: Position): DocumentPath => {
  const path: DocumentPath = isItem ? ["*"] : [];
  let limit = column;
  let seeksList = isItem;
  const enterItem = (dashColumn: number) => {
    path.unshift("*");
    limit = dashColumn;
    seeksList = true;
  };
  for (const line of above.toReversed()) {
    const [, indent = "", dashes = "", key] = KEY.exec(line) ?? [];
    if (key === undefined) continue;
    const keyColumn = indent.length + dashes.length;
    const isParent = seeksList ? keyColumn <= limit : keyColumn < limit;
    if (isParent) {
      path.unshift(key);
      limit = keyColumn;
      seeksList = false;
      if (dashes) enterItem(indent.length);
    } else if (!seeksList && keyColumn === limit && dashes) {
      enterItem(indent.length);
    }
  }
  return path;
};
