// What the device keeps from visit to visit, so that the page can be opened without network: the last
// board, the reasons, the asset chosen. Nothing secret: the session itself is in a cookie that scripts
// cannot read.

const PREFIX = "takt.";

/** The value kept under a name, or `otherwise`. */
export function recall(name, otherwise = null, storage = localStorage) {
  const text = storage.getItem(PREFIX + name);
  return text === null ? otherwise : JSON.parse(text);
}

/** Keeps a value; null forgets it. */
export function keep(name, value, storage = localStorage) {
  if (value === null) {
    storage.removeItem(PREFIX + name);
  } else {
    storage.setItem(PREFIX + name, JSON.stringify(value));
  }
}
