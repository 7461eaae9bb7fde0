"use strict";
// The findings that the page holds without showing each in full: unpacked piece by piece, so that the page stays awake.
const rest = [];
const FEW_LETTERS = 10;
const breathe = () => new Promise((resolve) => setTimeout(resolve));

const inflated = async (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
};

const unpack = async (told) => {
  if (!("DecompressionStream" in window)) return;
  for (const piece of document.querySelectorAll("script.piece")) {
    await breathe();
    const held = await inflated(piece.textContent.trim());
    held.message.forEach((message, n) => {
      const [code, name, severity, kind] = held.rules[held.rule[n]];
      const source = held.sources[held.source[n]];
      const place = held.at[n].startsWith("page") ? `${source} ${held.at[n]}` : [source, held.at[n]].filter(Boolean).join(":");
      rest.push({ code, name, severity, kind, source, place, message, id: held.id[n], age: held.new ? (held.new[n] ? "new" : "known") : "", words: `${place} ${code} ${name} ${message}`.toLowerCase() });
    });
    piece.remove();
    await breathe();
  }
  told();
};

// A finding in brief; what pages said is only ever text.
const row = (finding) => {
  const made = document.createElement("li");
  made.className = "row";
  made.id = `finding-${finding.id}`;
  const place = document.createElement("span");
  place.className = "place";
  const link = document.createElement("a");
  link.href = `#${made.id}`;
  link.setAttribute("aria-label", "Link to this finding");
  link.textContent = "#";
  const where = document.createElement("bdi");
  where.textContent = finding.place;
  place.append(link, " ", where);
  if (finding.age === "new") place.append(" ", Object.assign(document.createElement("span"), { className: "inside new", textContent: "new" }));
  const message = document.createElement("bdi");
  message.className = "message";
  message.textContent = finding.message;
  made.append(place, message);
  return made;
};
