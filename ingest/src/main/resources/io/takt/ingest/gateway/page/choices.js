// Which reasons to offer: arithmetic of lists and trees, without a screen.

/**
 * What several stops have in common is likelier than what one of them suggests.
 * @param {Array<Array<{reason, probability}>>} lists of each stop
 */
export function mergedLikely(lists) {
  const sums = new Map();
  for (const one of lists.flat()) {
    const known = sums.get(one.reason);
    const probability = (one.probability ?? 0) / lists.length;
    sums.set(one.reason, known ? { ...known, probability: known.probability + probability } : { ...one, probability });
  }
  return [...sums.values()].sort((a, b) => b.probability - a.probability);
}

/** The codes below one, or the roots (null), as far as they lead to something that is offered. */
export function branches(reasons, parent) {
  const codes = new Set(reasons.map((row) => row.reason));
  const under = (code) => reasons.filter((row) =>
    code === null ? !row.parent || !codes.has(row.parent) : row.parent === code);
  const leads = (row, above) => !above.includes(row.reason) &&
    (row.offered !== false || under(row.reason).some((child) => leads(child, [...above, row.reason])));
  return under(parent).filter((row) => leads(row, []));
}
