// Where a stop is cut into parts: arithmetic of instants, without a screen.

/** Distance of possible cuts, in ms: finer than that nobody can say, or hit with a finger. */
export function stepOf(from, to) {
  const minutes = (to - from) / 60_000;
  return minutes < 10 ? 10_000 : minutes < 240 ? 60_000 : 300_000;
}

/** The parts between cuts, each {from, to}. */
export function partsOf(from, to, cuts) {
  const edges = [from, ...cuts, to];
  return edges.slice(1).map((end, i) => ({ from: edges[i], to: end }));
}

/**
 * Another cut in the middle of the longest part.
 * @return {?{cuts: number[], added: number}} null: there is no room
 */
export function addCut(from, to, cuts) {
  const step = stepOf(from, to);
  const longest = partsOf(from, to, cuts).reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  const added = roundTo((longest.from + longest.to) / 2, step);
  if (added <= longest.from || added >= longest.to) {
    return null;
  }
  const more = [...cuts, added].sort((a, b) => a - b);
  return { cuts: more, added: more.indexOf(added) };
}

/** Moves one cut to an instant, on the grid, but never onto or past its neighbours. */
export function moveCut(from, to, cuts, index, instant) {
  const step = stepOf(from, to);
  const before = index === 0 ? from : cuts[index - 1];
  const after = index === cuts.length - 1 ? to : cuts[index + 1];
  const lowest = Math.floor(before / step) * step + step;
  const highest = Math.ceil(after / step) * step - step;
  if (lowest > highest) {
    return cuts;
  }
  const moved = [...cuts];
  moved[index] = Math.min(highest, Math.max(lowest, roundTo(instant, step)));
  return moved;
}

export function removeCut(cuts, index) {
  return cuts.filter((_, i) => i !== index);
}

const roundTo = (instant, step) => Math.round(instant / step) * step;
