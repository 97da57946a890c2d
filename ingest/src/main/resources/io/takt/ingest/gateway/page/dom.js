// Elements made of data. Strings become text nodes, never markup: what machines, orders and people call
// things is shown as it is.

/**
 * An element.
 * @param {string} tag
 * @param {Object} attributes name → value; `onclick` and the like take a function; null and false leave out
 * @param {...(Node|string|null|false|Array)} children
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === "function") {
      node.addEventListener(name.slice(2), value);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child || child === 0).map((child) =>
    child instanceof Node ? child : String(child)));
  return node;
}

/** A button of the size a glove can hit; `kind` is one of the looks in page.css. */
export function button(label, onclick, { kind = "", id = null, ...attributes } = {}) {
  return el("button", { type: "button", class: kind, id, onclick, ...attributes }, label);
}

const shown = new WeakMap();

/**
 * Fills a place anew, but only when what it shows has changed: a rebuilt button loses the focus, and a
 * screen reader starts over.
 * @param {Element} place
 * @param {*} data everything that `build` looks at, as JSON can hold it
 * @param {function(): (Node|string|Array)} build
 */
export function show(place, data, build) {
  const signature = JSON.stringify(data);
  if (shown.get(place) === signature) {
    return;
  }
  shown.set(place, signature);
  const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
  place.replaceChildren(...[build()].flat(Infinity).filter(Boolean));
  if (focused) {
    document.getElementById(focused)?.focus();
  }
}

/** Makes the next `show` build again whatever it showed, as after a change of language. */
export function forget(place) {
  shown.delete(place);
}
