"use strict";
(() => {
  const form = document.getElementById("filters");
  const findings = [...document.querySelectorAll(".finding")];
  const groups = [...document.querySelectorAll(".group")];
  const nothing = document.getElementById("nothing");

  // What a finding says, in lower case, read once: searching must not walk the page at every key.
  const words = new Map();
  const says = (finding) => {
    if (!words.has(finding)) words.set(finding, finding.textContent.toLowerCase());
    return words.get(finding);
  };

  const filter = () => {
    const wanted = new FormData(form);
    const severities = new Set(wanted.getAll("severity"));
    const fields = ["rule", "kind", "source"].filter((name) => wanted.get(name));
    const text = wanted.get("text").trim().toLowerCase();
    let left = 0;
    for (const finding of findings) {
      const fits =
        severities.has(finding.dataset.severity) &&
        fields.every((name) => finding.dataset[name] === wanted.get(name)) &&
        (!text || says(finding).includes(text));
      finding.hidden = !fits;
      left += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector(".finding:not([hidden])");
    const all = left === findings.length;
    form.querySelector("output").textContent = all ? "" : `${left.toLocaleString("en")} of ${findings.length.toLocaleString("en")} shown`;
    form.querySelector("button").hidden = all;
    nothing.hidden = left > 0;
  };

  // A deep link leads somewhere whatever is filtered or folded.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (form && target.closest("[hidden]")) {
      form.reset();
      filter();
    }
    if (target.matches("details")) target.open = true;
    target.scrollIntoView();
  };

  if (form && findings.length > 1) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, select, textarea");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      form.elements.text.focus();
    });
  }
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // On paper nothing can be unfolded: the rules that failed are.
  const folded = () => [...document.querySelectorAll(".rule:not(.quiet, [open])")];
  let unfolded = [];
  addEventListener("beforeprint", () => (unfolded = folded()).forEach((rule) => (rule.open = true)));
  addEventListener("afterprint", () => unfolded.forEach((rule) => (rule.open = false)));
})();
