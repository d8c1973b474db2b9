"use strict";
// Shows the moments of a recording. Every number and sentence below was written by the program that recorded it.
const data = JSON.parse(document.getElementById("recording").textContent);
const at = id => document.getElementById(id);
const svg = (name, attributes, words) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (words !== undefined) made.textContent = words;
  return made;
};
const html = (name, words, className) => {
  const made = document.createElement(name);
  if (words !== undefined) made.textContent = words;
  if (className) made.className = className;
  return made;
};
let language = data.language, kind = data.kinds[0], size = data.size;
let part = null, run = null, moments = [], place = 0; // where one stands: a part of the recording and a moment of it

// A moment holds what differs from the one before.
const changed = (before, change) => {
  if (Array.isArray(change)) return change;
  const list = before.slice();
  for (const [where, number] of Object.entries(change)) list[where] = number;
  return list;
};
const whole = kept => {
  const all = [];
  for (const moment of kept) {
    const before = all[all.length - 1] || {}, made = { ...before, ...moment };
    for (const key of ["canvas.en", "values"])
      if (key in moment) made[key] = changed(before[key], moment[key]);
    all.push(made);
  }
  return all;
};
const told = name => data.pool[moments[place][`${name}.${language}`]];

function showDrawing(moment) {
  let numbers = moment["canvas.en"];
  if (language === "hi") numbers = changed(numbers, moment["canvas.hi"]);
  const [box, ...pieces] = numbers.map(number => data.pool[number]);
  const canvas = at("canvas"), width = Number(box.split(" ")[2]);
  canvas.setAttribute("viewBox", box);
  canvas.setAttribute("aria-label", told("said"));
  canvas.style.setProperty("--least", `${.8 * Math.min(width, 800)}px`);
  canvas.style.maxWidth = `${1.4 * width}px`;
  canvas.innerHTML = pieces.join("");
  const scroll = at("scroll");
  if (moment.focus >= 0 && scroll.scrollWidth > scroll.clientWidth)
    scroll.scrollLeft = moment.focus * scroll.scrollWidth - scroll.clientWidth / 2;
}

function showLines(moment) {
  const [, done, coming] = moment.now;
  for (const line of at("lines").children) {
    const pc = Number(line.dataset.pc);
    if (pc < 0) continue;
    line.lastChild.textContent = data.pool[moment.values[pc]];
    line.classList.toggle("done", pc === done);
    line.classList.toggle("coming", pc === coming);
    line.classList.toggle("lit", (part.lit || []).includes(pc));
    if (pc === done) line.setAttribute("aria-current", "step"); else line.removeAttribute("aria-current");
  }
  const mark = at("lines").querySelector(".done") || at("lines").querySelector(".coming");
  if (mark) at("lines").scrollTop = mark.offsetTop - at("lines").clientHeight / 2;
}

function listLines() {
  at("lines").replaceChildren(...run.lines[language].map(([words, depth, pc]) => {
    const line = html("li", undefined, pc < 0 ? "heading" : "");
    line.dataset.pc = pc;
    line.style.setProperty("--depth", depth);
    line.append(html("span", words), html("b", "", "number"));
    return line;
  }));
}

function showMatrices(moment) {
  at("matrices").replaceChildren(...moment[kind].map(number => {
    const [name, rows, columns, texts, shades] = data.pool[number], table = html("table"), words = texts && texts.split(" ");
    table.append(html("caption", texts === null ? `${name}: ${data.words[language].unknown}` : name));
    for (let row = 0; row < rows; row++) {
      const line = table.insertRow();
      for (let column = 0; column < columns; column++) {
        const cell = line.insertCell(), place = row * columns + column;
        if (words === null || words[place] === "NaN") cell.className = "unknown";
        if (words === null) continue;
        cell.textContent = words[place];
        if (words[place] === "NaN") continue;
        cell.style.background = `var(--s${shades[place]})`;
        cell.style.color = `var(--t${shades[place]})`;
      }
    }
    const figure = html("figure");
    figure.append(table);
    return figure;
  }));
}

function showLoss(moment) {
  const curve = at("curve"), end = Math.max(...moments.map(each => each.now[5])), now = moment.now[5];
  const all = run.losses.filter(([step]) => step <= end);
  curve.replaceChildren();
  if (!all.length) return;
  const values = all.map(entry => entry[1]), low = Math.min(...values), high = Math.max(...values);
  const first = all[0][0], last = all[all.length - 1][0], log = low > 0 && high / low > 100;
  const scale = value => log ? Math.log(value) : value, span = scale(high) - scale(low) || 1;
  const x = step => 60 + 290 * (last > first ? (step - first) / (last - first) : .5);
  const y = value => 12 + 116 * (1 - (scale(value) - scale(low)) / span);
  const path = entries => entries.map(([step, value], i) => `${i ? "L" : "M"}${x(step).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const known = all.filter(([step]) => step <= now), here = known[known.length - 1];
  for (const [value, words] of new Map([[high, all[values.indexOf(high)][2]], [low, all[values.indexOf(low)][2]]])) {
    curve.append(svg("line", { x1: 60, x2: 350, y1: y(value), y2: y(value) }));
    curve.append(svg("text", { x: 54, y: y(value) + 4, "text-anchor": "end" }, words));
  }
  curve.append(svg("path", { d: path(all), class: "ahead" }), svg("path", { d: path(known) }));
  for (const step of new Set([first, last])) curve.append(svg("text", { x: x(step), y: 146, "text-anchor": step === first ? "start" : "end" }, step));
  curve.append(svg("text", { x: 205, y: 157, "text-anchor": "middle" }, data.words[language].step));
  if (here) curve.append(svg("circle", { cx: x(here[0]), cy: y(here[1]), r: 4 }));
  curve.setAttribute("aria-label", told("loss"));
}

function show() {
  const moment = moments[place];
  showDrawing(moment);
  showLines(moment);
  showMatrices(moment);
  showLoss(moment);
  at("place").textContent = told("place");
  at("loss").textContent = told("loss");
  at("said").textContent = told("said");
  at("symbols").innerHTML = data.pool[run.formulas[moment.now[0]]];
  at("numbers").innerHTML = told("sum");
  at("moment").value = place;
  at("moment").setAttribute("aria-valuetext", told("place"));
  for (const button of document.querySelectorAll("[data-go]"))
    button.disabled = ["begin", "back"].includes(button.dataset.go) ? place <= 0 : place >= moments.length - 1;
  document.dispatchEvent(new Event("moved"));
}

function showPhases() {
  const names = ["forward", "lossphase", "backward", "update"], count = moments.length, band = at("phases");
  band.setAttribute("viewBox", `0 0 ${count} 1`);
  band.replaceChildren(...moments.map((moment, number) => svg("rect", { x: number, y: 0, width: 1.02, height: 1, class: names[moment.now[4]] })));
}

function speak() {
  const words = data.words[language];
  document.documentElement.lang = language;
  document.title = data.title[language];
  for (const shown of ["main", "nav"]) document.querySelector(shown).hidden = part === null;
  at("title").textContent = data.title[language];
  at("note").textContent = data.note[language];
  at("about").textContent = words.about;
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = words[each.dataset.word];
  for (const button of document.querySelectorAll("[data-go]")) {
    button.title = words[button.dataset.go];
    button.dataset.short = words[button.dataset.go];
    button.setAttribute("aria-label", words[button.dataset.go]);
  }
  at("language").textContent = Object.entries(data.languages).find(([name]) => name !== language)[1];
  at("language").lang = language === "en" ? "hi" : "en";
  at("theme").title = words.theme;
  at("theme").setAttribute("aria-label", words.theme);
  at("moment").setAttribute("aria-label", words.moment);
  document.dispatchEvent(new Event("spoke"));
  if (part === null) return;
  at("size").replaceChildren(...Object.entries(run.sizes[language]).map(([name, title]) => new Option(title, name, false, name === size)));
  at("kinds").replaceChildren(...data.kinds.map(name => {
    const button = html("button", words[`kind-${name}`]);
    button.type = "button";
    button.setAttribute("aria-pressed", name === kind);
    button.addEventListener("click", () => { kind = name; speak(); });
    return button;
  }));
  listLines();
  show();
}

function go(to) {
  if (part === null) return;
  place = Math.max(0, Math.min(moments.length - 1, to));
  show();
}
const verbs = {
  begin: () => 0,
  end: () => moments.length - 1,
  back: () => part.ways[size][1][place],
  "back-into": () => place - 1,
  into: () => place + 1,
  over: () => part.ways[size][0][place],
  out: () => { const names = Object.keys(part.ways); return part.ways[names[Math.min(names.indexOf(size) + 1, names.length - 1)]][0][place]; },
};
// The arrows are those on the buttons; the other keys are those of the program.
const keys = {
  ArrowDown: "into", ArrowRight: "over", ArrowUp: "out", ArrowLeft: "back", Home: "begin", End: "end", PageUp: "back", PageDown: "over",
  F11: "into", F10: "over", "Shift+F11": "out", "Alt+F10": "back", "Alt+F11": "back-into",
};
document.addEventListener("keydown", event => {
  const busy = event.target.matches("select, input:not([type=range]), textarea, [data-cards] *") || event.ctrlKey || event.metaKey;
  const name = `${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${event.key}`;
  if (busy || !(name in keys)) return;
  event.preventDefault();
  go(verbs[keys[name]]());
});
for (const button of document.querySelectorAll("[data-go]")) button.addEventListener("click", () => go(verbs[button.dataset.go]()));
at("moment").addEventListener("input", event => go(Number(event.target.value)));
at("size").addEventListener("change", event => { size = event.target.value; });
at("language").addEventListener("click", () => { language = language === "en" ? "hi" : "en"; speak(); });
at("theme").addEventListener("click", () => {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = (root.dataset.theme || (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
});

// Goes to a part of the recording, where it begins; null is none.
function use(number) {
  part = number === null ? null : data.parts[number];
  if (part !== null) {
    run = data.runs[part.run];
    moments = whole(part.moments);
    place = part.start;
    if (!(size in part.ways)) size = Object.keys(part.ways)[0];
    at("moment").max = moments.length - 1;
    showPhases();
  }
  speak();
}
if (data.lesson === null) use(0);
