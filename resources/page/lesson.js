// A lesson: cards with questions, judged by the answers that were recorded. The course of tries, hints and Show me is that of the program.
const lesson = data.lesson, TRIES = 3;
let card = 0, turn = null, way = [], finished = new Set(), over = false;
const words = () => data.words[language];
const said = text => (text && text[language]) || "";
const rich = (name, text, className) => {
  const made = html(name, undefined, className);
  made.innerHTML = text; // written by the program: escaped, with b, code, br and span
  return made;
};
const bare = text => rich("span", text).textContent;
const step = () => lesson.steps[card];

// Numbers as people type them: −0,032, 3/4, 1e-12, 4.4 × 10^-4, 10⁻¹², 5 %, ०.५.
function typed(text) {
  if (text.length > 60) return null;
  const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
  let plain = text.replace(/10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)/g, (_, power) => "10^" + [...power].map(digit => "0123456789-+"[raised.indexOf(digit)]).join(""));
  plain = plain.replace(/[०-९]/g, digit => digit.charCodeAt(0) - 0x966).replace(/[−–—‐‑﹣]/g, "-").replace(/[×·⋅]/g, "*").replace(/[∕⁄]/g, "/");
  plain = plain.toLowerCase().replace(/\s/g, "").replace(/\*\*/g, "^");
  if (plain.split(",").length === 2 && !plain.includes(".")) plain = plain.replace(",", ".");
  const [over, ...under] = plain.split("/"), top = one(over), bottom = under.length ? one(under.join("/")) : 1;
  const value = top === null || !bottom ? NaN : top / bottom;
  return Number.isFinite(value) ? value : null;
}
function one(plain) {
  const power = plain.match(/^([+-]?)10\^\(?([+-]?\d+)\)?$/);
  if (power) return Number(`${power[1]}1e${power[2]}`);
  const found = plain.match(/^([+-]?(?:\d+\.?\d*|\.\d+))(?:e([+-]?\d+))?(?:\*?10\^\(?([+-]?\d+)\)?)?(%)?$/);
  return found && Number(`${found[1]}e${Number(found[2] || 0) + Number(found[3] || 0) - (found[4] ? 2 : 0)}`);
}
const inside = (value, [low, high]) => low <= value && value <= high;
const same = (a, b) => a.length === b.length && a.every((each, i) => each === b[i]);
const follows = (some, all) => { let from = 0; return some.every(each => (from = all.indexOf(each, from) + 1) > 0); };

// How ids of a question are written, and what would have been right.
const names = (question, ids, between = ", ") => ids.map(id => {
  const [, title] = question.options.find(([each]) => each === id) || ["", id];
  return typeof title === "object" ? bare(said(title)) : placeName(id, title);
}).join(between);
const signs = () => ({ "+": words().rises, "-": words().falls, 0: words().stays });
function expected(question) {
  if (question.kind === "fill") return question.blanks.map(blank => blank.expected).join(", ");
  if (question.kind === "sign") return signs()[question.right];
  if (question.kind === "order") return names(question, question.right[0]);
  if (question.kind === "factors") return `${names(question, question.right, " · ")} = ${question.expected}`;
  return question.kind === "number" ? question.expected : names(question, question.right);
}

// The verdict on an answer: whether it is right (null: not understood), how it is written, and the rule that fits a wrong one.
function judge(question, answer) {
  const { kind, rules, right } = question, rule = test => rules.find(each => each.test === "else" || test(each));
  const ordered = each => each.test === "order" && follows(each.given, answer);
  const near = (value, i) => each => ["near", "between"].includes(each.test) ? inside(value, each.fits[i])
    : each.test === "sign" && each.given === (value > 0 ? "+" : value < 0 ? "-" : "0");
  if (kind === "number") {
    const value = typed(answer);
    return value === null ? { right: null } : { right: inside(value, question.fits), given: answer, rule: rule(near(value, 0)) };
  }
  if (kind === "fill") {
    const values = answer.map(typed), wrong = values.map((value, i) => [value, i]).filter(([value, i]) => !inside(value, question.blanks[i].fits));
    if (values.includes(null)) return { right: null };
    return { right: !wrong.length, given: answer.join(", "), rule: rules.find(each => wrong.some(([value, i]) => each.test === "else" || near(value, i)(each))) };
  }
  if (kind === "sign") return { right: answer === right, given: signs()[answer], rule: rule(each => each.given === answer) };
  if (kind === "order") return { right: right.some(order => same(order, answer)), given: names(question, answer), rule: rule(ordered) };
  if (kind === "factors") {
    const product = answer.reduce((all, id) => all * question.worth[id], 1);
    return { right: same(answer, right), given: names(question, answer, " · "), rule: rule(ordered) || rules.find(near(product, 0)) };
  }
  if (kind === "words") return { right: true, given: answer };
  const all = question.many ? same([...answer].sort(), [...right].sort()) : answer.length === 1 && right.includes(answer[0]);
  const wrong = answer.filter(each => !right.includes(each));
  return { right: all, given: names(question, answer), rule: rule(each => wrong.includes(each.given)) };
}
const placeName = (id, title) => id.startsWith("phase ") ? words()[`phase${["forward", "loss", "backward", "update"].indexOf(title)}`] : title;

// What is answered with: fields that give the answer, or "" while there is none.
function fields(question, box) {
  const field = label => {
    const made = html("label", undefined, "field"), input = html("input");
    input.type = "text";
    input.autocomplete = "off";
    made.append(rich("span", label || words().answer), input);
    box.append(made);
    return input;
  };
  if (question.kind === "number") { const input = field(said(question.label)); return () => input.value.trim(); }
  if (question.kind === "words") { const input = field(""); return () => input.value.trim(); }
  if (question.kind === "fill") {
    const inputs = question.blanks.map(blank => field(said(blank.label)));
    return () => inputs.every(input => input.value.trim()) ? inputs.map(input => input.value.trim()) : "";
  }
  if (question.kind === "sign") {
    const given = choice(["+", "-", "0"].map(sign => [sign, signs()[sign]]), false, box);
    return () => given()[0] || "";
  }
  if (question.kind === "choose" || question.kind === "pick") return choice(question.options, question.many, box);
  return question.kind === "order" ? ordering(question, box) : multiplying(question.options, box);
}
function choice(options, many, box) {
  const inputs = options.map(([id, title]) => {
    const label = html("label", undefined, "choice"), input = html("input");
    input.type = many ? "checkbox" : "radio";
    input.name = "answer";
    input.value = id;
    label.append(input, typeof title === "object" ? rich("span", said(title)) : html("span", placeName(id, title)));
    box.append(label);
    return input;
  });
  return () => { const chosen = inputs.filter(input => input.checked).map(input => input.value); return chosen.length ? chosen : ""; };
}
function ordering({ options, right }, box) {
  const list = html("ol", undefined, "cards"), shown = [...options].sort((a, b) => a[0] < b[0] ? -1 : 1);
  if (right.some(order => same(order, shown.map(([id]) => id)))) shown.reverse();
  list.dataset.cards = "";
  const draw = focus => list.replaceChildren(...shown.map(([id, title], i) => {
    const line = html("li");
    line.append(rich("span", said(title)));
    for (const [sign, by, name] of [["↑", -1, words().earlier], ["↓", 1, words().later]]) {
      const button = html("button", sign);
      button.type = "button";
      button.setAttribute("aria-label", `${name}: ${bare(said(title))}`);
      button.disabled = !(i + by in shown);
      button.addEventListener("click", () => { [shown[i], shown[i + by]] = [shown[i + by], shown[i]]; draw([id, sign]); });
      line.append(button);
      if (focus && focus[0] === id && focus[1] === sign) setTimeout(() => button.focus());
    }
    return line;
  }));
  draw(null);
  box.append(list);
  return () => shown.map(([id]) => id);
}
function multiplying(options, box) {
  const chosen = [], product = html("p", " ", "product");
  product.setAttribute("role", "status");
  const row = html("div", undefined, "tiles");
  const draw = () => { product.textContent = chosen.map(([, symbol]) => symbol).join(" · ") || " "; };
  for (const option of options) {
    const button = html("button", option[1]);
    button.type = "button";
    button.addEventListener("click", () => { if (!chosen.includes(option)) chosen.push(option); draw(); });
    row.append(button);
  }
  const clear = html("button", words().clear);
  clear.type = "button";
  clear.addEventListener("click", () => { chosen.length = 0; draw(); });
  row.append(clear);
  box.append(row, product);
  return () => chosen.length ? chosen.map(([id]) => id) : "";
}

// The course of a question.
function open(number) {
  card = number;
  over = false;
  turn = { tries: 0, hints: 0, say: () => "", pairs: () => [], misconception: "", go: "", done: false, fresh: true };
  use(step().before);
}
function answer(given) {
  const question = step().question, verdict = judge(question, given), t = turn;
  t.fresh = false;
  if (verdict.right === null) { t.say = () => words().notnumber; return drawCard(); }
  t.tries += 1;
  if (verdict.right) return settle(() => judge(question, given).given);
  if (!(verdict.rule && t.tries === 1)) t.hints = Math.min(t.hints + 1, step().hints.length);
  t.say = () => verdict.rule ? said(verdict.rule.say) : words().notyet;
  t.go = verdict.rule ? verdict.rule.go : "";
  t.misconception = (verdict.rule && verdict.rule.is) || t.misconception;
  drawCard();
}
function settle(given) {
  const here = step(), question = here.question;
  turn.done = true;
  turn.go = "";
  turn.say = () => said(here.why);
  finished.add(here.id);
  turn.pairs = () => {
    if (question.kind === "words") return [words().model.replace("{expected}", () => said(question.model))];
    if (!given) return [words().shown.replace("{expected}", () => expected(question))];
    return [words().right, words().pair.replace("{given}", given).replace("{expected}", () => expected(question))];
  };
  use(step().after === null ? step().before : step().after);
}
const following = () => {
  if (turn.go) return lesson.steps.findIndex(each => each.id === turn.go);
  const branch = step().next.find(([when]) => when === "" || when === turn.misconception);
  return branch ? lesson.steps.findIndex(each => each.id === branch[1]) : card + 1;
};
const mayGoOn = () => turn.done || !["ask", "do"].includes(step().kind) || step().act || finished.has(step().id);

function drawCard() {
  const box = at("lesson"), here = step(), t = turn, fresh = t.fresh;
  const ordering = Boolean(here.question) && here.question.kind === "order" && !t.done;
  for (const name of ["program", "phases"]) at(name).toggleAttribute("hidden", ordering);
  box.hidden = false;
  box.replaceChildren();
  const dots = html("p", lesson.steps.map((each, i) => i === card ? "◉" : finished.has(each.id) ? "●" : "○").join(" "), "dots");
  dots.setAttribute("aria-label", `${card + 1} / ${lesson.steps.length}`);
  box.append(dots, rich("p", said(here.text), "text"));
  if (over) box.append(html("p", words().finished, "pair"));
  const form = html("form");
  form.addEventListener("submit", event => event.preventDefault());
  box.append(form);
  if (here.question && !t.done) {
    const given = fields(here.question, form), check = html("button", words().check, "first");
    form.append(check);
    form.addEventListener("submit", () => { const value = given(); if (value !== "") answer(value); });
  }
  if (here.kind === "do") act(here, form);
  for (const hint of here.hints.slice(0, t.hints)) box.append(rich("p", said(hint), "hint"));
  const status = html("div");
  status.setAttribute("role", "status");
  for (const pair of t.pairs()) status.append(html("p", pair, "pair"));
  if (t.say()) status.append(rich("p", t.say(), t.done ? "why" : "say"));
  box.append(status);
  buttons(box, here);
  if (fresh) { const first = form.querySelector("input"); if (first && first.type === "text") first.focus({ preventScroll: true }); }
}
function act(here, form) {
  if (here.act) return form.append(html("p", words().act, "hint"));
  if (turn.done) return;
  form.append(html("p", words().reach));
  const there = html("button", words().there);
  there.type = "button";
  there.addEventListener("click", () => go(moments.length - 1));
  form.append(there);
}
function buttons(box, here) {
  const row = html("div", undefined, "row");
  const add = (name, verb, off) => {
    const button = html("button", words()[name], name);
    button.type = "button";
    button.disabled = off;
    button.addEventListener("click", verb);
    row.append(button);
  };
  add("previous", () => open(way.pop()), !way.length);
  if (here.question && !turn.done && here.hints.length > turn.hints) add("hint", () => { turn.hints += 1; turn.fresh = false; drawCard(); }, false);
  if (here.question && !turn.done && turn.tries >= TRIES) add("show", () => settle(null), false);
  const to = following();
  add("next", () => { finished.add(here.id); if (to < lesson.steps.length) { way.push(card); open(to); } else { over = true; drawCard(); } }, !mayGoOn() || over);
  box.append(row);
}
document.addEventListener("moved", () => {
  const here = step();
  if (here.kind !== "do" || here.act || turn.done || place < moments.length - 1) return;
  turn.done = true;
  turn.say = () => said(here.why);
  finished.add(here.id);
  drawCard();
});
document.addEventListener("spoke", drawCard);
open(0);
