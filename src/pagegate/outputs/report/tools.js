// Deep links, copying, keys, printing.
const cleared = async () => {
  form.reset();
  await breathe(); // what a reset brings about is queued before this
};
const wantedId = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // a link that was cut in the middle of a letter
  }
};
const reveal = async () => {
  const id = wantedId();
  if (!id) return;
  let target = document.getElementById(id);
  const packed = !target && id.startsWith("finding-") && rest.find((finding) => id.startsWith(`finding-${finding.id}`));
  if (packed) {
    await cleared();
    const one = sections.get(packed[keyed]);
    list(one, one.found.indexOf(packed) + 1 - one.shown);
    target = document.getElementById(`finding-${packed.id}`);
    for (const other of document.querySelectorAll(".row.found")) other.classList.remove("found");
    target.classList.add("found");
  }
  if (!target) return;
  if (form && target.closest("[hidden]")) {
    await cleared();
  }
  if (target.matches("details")) target.open = true;
  target.scrollIntoView({ behavior: "instant" });
};

// Markdown that shows what pages said as it is.
const plain = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>|#~]/g, "\\$&").replace(/&/g, "&amp;").replace(/@/g, "&#64;");
const told = (element, selector) => element.querySelector(selector)?.textContent.trim() ?? "";
const markdown = (element) => {
  const { severity, rule } = element.dataset;
  const lines = [...element.querySelectorAll(".excerpt .line")].map((line) => `${told(line, ".no").padStart(6)} | ${line.querySelector("code").textContent}`);
  const fence = "`".repeat(Math.max(3, ...lines.map((line) => Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length)) + 1)));
  const fields = [...element.querySelectorAll(".fields tr")].filter((one) => one.querySelector("th")).map((one) => `| ${plain(told(one, "th"))} | ${plain(told(one, "td"))} |`);
  const parts = [
    `**${severity} ${rule}** ${plain(told(element, ".place bdi"))}`,
    plain(told(element, ".message")),
    lines.length ? [fence, ...lines, fence].join("\n") : "",
    told(element, ".expected bdi") && `Expected: ${plain(told(element, ".expected bdi"))}`,
    fields.length ? ["| field | value |", "|---|---|", ...fields].join("\n") : "",
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
};

const MOST_COPIED = 50;
const listed = () => {
  const fits = wanted();
  const found = [
    ...cards.filter((card) => fits(card, saying)).map((card) => [card.severity, card.code, told(card.element, ".place bdi"), told(card.element, ".message")]),
    ...rest.filter((one) => fits(one, (finding) => finding.words)).map((one) => [one.severity, one.code, one.place, one.message]),
  ];
  const lines = found.slice(0, MOST_COPIED).map((cells) => `| ${cells.map(plain).join(" | ")} |`);
  const head = [`**${plain(told(document, "h1"))}**`, "", plain(told(document, ".told")), "", "| severity | rule | place | finding |", "|---|---|---|---|"];
  return [...head, ...lines, ...(found.length > MOST_COPIED ? ["", `and ${number(found.length - MOST_COPIED)} more`] : []), ""].join("\n");
};

const copied = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where a page from a file may not reach the clipboard, the old way still works.
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  if (!button) return;
  const label = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = label), 1500);
};

const focusable = (elements) => [...elements].filter((element) => !element.closest("[hidden]"));
const step = (elements, by) => {
  const all = focusable(elements);
  const current = document.activeElement.closest(".finding, .row, .group > h3");
  const at = all.indexOf(current);
  const next = at >= 0 ? all[at + by] : by > 0 ? all.find((element) => element.getBoundingClientRect().top > 0) : all.findLast((element) => element.getBoundingClientRect().top < 0);
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start", behavior: "instant" });
};

const keys = document.getElementById("keys");
const help = document.querySelector("button.help");
const KEYS = {
  "/": () => form?.elements.text.focus(),
  "?": () => keys.showModal(),
  j: () => step(document.querySelectorAll("#groups .finding, #groups .row"), 1),
  k: () => step(document.querySelectorAll("#groups .finding, #groups .row"), -1),
  n: () => step(document.querySelectorAll("#groups .group > h3"), 1),
  p: () => step(document.querySelectorAll("#groups .group > h3"), -1),
  c: () => {
    const card = document.activeElement.closest(".finding") ?? document.querySelector(".finding:target");
    if (card) copied(markdown(card), card.querySelector("button.copy"));
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && form && !form.hidden) {
    form.reset();
    event.target.blur();
  }
  if (typing || !document.getElementById("keys-on").checked || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});
help.hidden = false;
help.addEventListener("click", () => keys.showModal());

if (form) {
  for (const card of cards) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
    button.setAttribute("aria-label", "Copy this finding as Markdown");
    const of = Object.assign(document.createElement("span"), { className: "of-rule inside", textContent: ` ${card.code}` });
    card.element.querySelector(".place").append(of, button);
  }
  board.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) copied(markdown(button.closest(".finding")), button);
  });
  form.querySelector(".copy-list").addEventListener("click", (event) => copied(listed(), event.currentTarget));
}
if (form && (cards.length > 1 || document.querySelector("script.piece"))) {
  form.hidden = false;
  form.addEventListener("input", (event) => (event.target.name === "sort" ? arrange() : later()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(arrange));
  filter();
  for (const told of document.querySelectorAll(".scripted")) told.hidden = false;
}
addEventListener("hashchange", reveal);
if (location.hash) reveal();
if (document.querySelector("script.piece")) {
  unpack(() => {
    filter();
    if (!document.getElementById(wantedId())) reveal();
    document.documentElement.dataset.ready = "all";
  });
} else document.documentElement.dataset.ready = "all";

// On paper nothing can be unfolded: the rules that failed are.
let unfolded = [];
addEventListener("beforeprint", () => (unfolded = [...document.querySelectorAll(".rule:not(.quiet, [open])")]).forEach((rule) => (rule.open = true)));
addEventListener("afterprint", () => unfolded.forEach((rule) => (rule.open = false)));
