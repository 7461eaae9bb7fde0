// Filters, search and order: of what is shown in full, and of what is packed.
const form = document.getElementById("filters");
const board = document.getElementById("groups");
const nothing = document.getElementById("nothing");
const STEP = 100, FIRST = 10, MOST_SOURCES = 100;
const number = (value) => value.toLocaleString("en");

const cards = [...document.querySelectorAll("#groups .finding")].map((element) => ({ ...element.dataset, code: element.dataset.rule, element, words: null }));
const saying = (card) => (card.words ??= card.element.textContent.toLowerCase());
const section = (element) => ({ element, cards: [], found: [], shown: 0, list: null, button: null });
const byRule = new Map([...document.querySelectorAll(".group")].map((element) => [element.dataset.code, section(element)]));
for (const card of cards) byRule.get(card.code)?.cards.push(card);
const gravest = [...byRule.keys()];
let sections = byRule;
let keyed = "code";

const wanted = () => {
  const given = new FormData(form);
  const severities = new Set(given.getAll("severity"));
  const exact = [["code", "rule"], ["kind", "kind"], ["source", "source"], ["age", "age"]].map(([key, name]) => [key, given.get(name)]).filter(([, value]) => value);
  const text = given.get("text").trim().toLowerCase();
  return (finding, words) => severities.has(finding.severity) && exact.every(([key, value]) => finding[key] === value) && (!text || words(finding).includes(text));
};

// Rows of a section, from what was found and is not yet listed.
const list = (one, more) => {
  if (!one.list) {
    one.list = document.createElement("ol");
    one.list.className = "rows";
    one.button = document.createElement("button");
    one.button.type = "button";
    one.button.addEventListener("click", () => list(one, STEP));
    const brief = document.createElement("div");
    brief.className = "brief";
    brief.append(one.list, one.button);
    one.element.append(brief);
  }
  one.list.append(...one.found.slice(one.shown, one.shown + more).map(row));
  one.shown = Math.min(one.found.length, one.shown + more);
  one.list.hidden = !one.shown;
  const left = one.found.length - one.shown;
  one.button.hidden = !left;
  one.button.textContent = `Show ${number(Math.min(STEP, left))} more of ${number(left)} in brief`;
};

const filter = () => {
  const fits = wanted();
  let left = 0;
  for (const one of sections.values()) one.found = [];
  for (const finding of rest) {
    if (!fits(finding, (one) => one.words)) continue;
    left += 1;
    sections.get(finding[keyed])?.found.push(finding);
  }
  for (const one of sections.values()) {
    let visible = 0;
    for (const card of one.cards) {
      const shown = fits(card, saying);
      if (card.element.hidden === shown) card.element.hidden = !shown;
      visible += shown;
    }
    left += visible;
    const hidden = !visible && !one.found.length;
    if (one.element.hidden !== hidden) one.element.hidden = hidden;
    one.list?.replaceChildren();
    one.shown = 0;
    if (one.list || one.found.length) list(one, visible < FIRST ? FIRST : 0);
    for (const told of one.element.querySelectorAll(":scope > .left")) told.hidden = rest.length > 0;
  }
  const total = cards.length + rest.length;
  form.querySelector("output").textContent = left === total ? "" : `${number(left)} of ${number(total)}`;
  form.querySelector("button[type=reset]").hidden = left === total;
  nothing.hidden = left > 0;
};

// By source: the cards move under a heading of their source, and back.
const bySource = () => {
  const made = new Map();
  const counts = new Map();
  for (const one of [...cards, ...rest]) counts.set(one.source, (counts.get(one.source) ?? 0) + 1);
  const kept = new Set([...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_SOURCES).map(([source]) => source));
  for (const card of cards) kept.add(card.source);
  for (const [source, count] of [...counts].filter(([name]) => kept.has(name)).sort((a, b) => b[1] - a[1])) {
    const element = document.createElement("section");
    element.className = "group error";
    const heading = document.createElement("h3");
    const name = Object.assign(document.createElement("bdi"), { className: "name", textContent: source });
    heading.append(name, Object.assign(document.createElement("span"), { className: "count", textContent: `${number(count)} finding${count === 1 ? "" : "s"}` }));
    element.append(heading);
    made.set(source, section(element));
  }
  for (const card of cards) {
    made.get(card.source).cards.push(card);
    made.get(card.source).element.append(card.element);
  }
  return made;
};

const arrange = () => {
  const order = form.elements.sort.value;
  for (const one of sections.values()) one.element.querySelector(":scope > .brief")?.remove();
  for (const one of sections.values()) one.list = one.button = null;
  board.classList.toggle("by-source", order === "source");
  if (order === "source") {
    [keyed, sections] = ["source", bySource()];
    board.replaceChildren(...[...sections.values()].map((one) => one.element));
  } else {
    [keyed, sections] = ["code", byRule];
    const total = (code) => Number(byRule.get(code).element.dataset.total);
    const codes = { rule: gravest, code: [...gravest].sort(), count: [...gravest].sort((a, b) => total(b) - total(a)) }[order];
    board.replaceChildren(...codes.map((code) => byRule.get(code).element));
    for (const one of byRule.values()) {
      const end = one.element.querySelector(":scope > .left");
      for (const card of one.cards) one.element.insertBefore(card.element, end);
    }
  }
  filter();
};

let asked = 0;
const later = () => {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(filter);
};
