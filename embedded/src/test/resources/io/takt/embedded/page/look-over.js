// Looks over what the page shows at this moment, as far as a machine can: contrast (WCAG 2 AA), size of
// targets, names of controls, nothing beyond the screen's edge. Gives a list of complaints.
(() => {
  const LEAST_TARGET = 56;
  const complaints = [];
  const scope = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const inScope = (selector) => [...scope.querySelectorAll(selector)].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(node).visibility === "visible" && node.id !== "spoken";
  });
  const named = (node) => `<${node.tagName.toLowerCase()}${node.id ? " #" + node.id : ""}> '${(node.textContent || "").trim().slice(0, 40)}'`;

  const colour = (text) => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const luminance = ([r, g, b]) => {
    const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor);
      if (found.alpha === 1) {
        return found.rgb;
      }
    }
    return [255, 255, 255];
  };

  let texts = 0;
  for (const node of inScope("*")) {
    const own = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim() !== "");
    if (!own || node.closest("button:disabled, [aria-hidden=true]")) {
      continue;
    }
    texts++;
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [light, dark] = [luminance(colour(style.color).rgb), luminance(ground(node))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < (large ? 3 : 4.5)) {
      complaints.push(`contrast ${contrast.toFixed(2)} of ${named(node)}`);
    }
    if (/^(state|category|reason|entry|said|split|stops?|order|age|login|outbox|parts|role)\.[\w.]+$/.test(node.textContent.trim())) {
      complaints.push(`no words for ${node.textContent}`);
    }
  }
  if (texts < 3) {
    complaints.push(`only ${texts} texts are shown: this is no view`);
  }

  for (const node of inScope("button, input, textarea, select, a[href], [role=slider]")) {
    const target = node.type === "checkbox" ? node.closest("label") : node;
    const box = target.getBoundingClientRect();
    if (Math.min(box.width, box.height) < LEAST_TARGET) {
      complaints.push(`target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${named(node)}`);
    }
    const name = node.getAttribute("aria-label") ?? (node.labels?.length ? node.labels[0].textContent : node.textContent);
    if (!name || !name.trim()) {
      complaints.push(`no name: ${node.outerHTML.slice(0, 80)}`);
    }
    if (node.getAttribute("role") === "slider" && !["valuemin", "valuemax", "valuenow", "valuetext"].every((a) => node.hasAttribute("aria-" + a))) {
      complaints.push(`a slider without value: ${named(node)}`);
    }
    if (box.left < -1 || box.right > innerWidth + 1) {
      complaints.push(`beyond the edge: ${named(node)}`);
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => complaints.push(`two elements are #${id}`));
  if (document.documentElement.scrollWidth > innerWidth) {
    complaints.push(`the page is ${document.documentElement.scrollWidth} px wide, the screen ${innerWidth}`);
  }
  if (!document.documentElement.lang) {
    complaints.push("the page says no language");
  }
  if (scope === document.body && document.querySelectorAll("h1").length !== 1) {
    complaints.push(`${document.querySelectorAll("h1").length} main headings`);
  }
  if (scope !== document.body && !scope.contains(document.activeElement)) {
    complaints.push("the focus is outside the dialog");
  }
  return complaints;
})()
