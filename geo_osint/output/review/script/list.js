// The readings one below the other: what each says, who answers for it, and its fields when it is chosen.

var FILTER = "all";

function shown() {
  return READINGS.filter(function (each) {
    if (each.id === CHOSEN) return true;
    if (FILTER === "open") return !isDone(each);
    if (FILTER === "questions") return mentionsOf(each).some(function (one) { return one.value.open; });
    return true;
  });
}

/** Say in one line what a reading says; every part set apart. */
function summary(reading) {
  var f = reading.fields;
  if (reading.kind === "name") return [bdi(reading.words), " \u2192 ", meant(f.meaning)];
  if (kindOf(reading) === "movement") {
    return joined([f.count && counts([f.count].concat(f.also)), f.sense && say("sense." + f.sense), f.origin && [say("from"), " ", meant(f.origin)], f.via.map(function (each) { return [say("via"), " ", meant(each)]; }),
      f.destination && [say("to"), " ", meant(f.destination)], f.towards && [say("towards"), " ", meant(f.towards)], f.date && bdi(f.date.words)]);
  }
  return joined([f.subject && meant(f.subject), f.quantity && bdi(f.quantity.words)].concat(related(f)));
}

function counts(parts) {
  return parts.map(function (each, at) { return [at ? " + " : "", bdi(each.words)]; });
}

/** Put the reference where the words of the relation leave room for it. */
function related(fields) {
  var relation = fields.relation ? words(DATA.codes.relation[fields.relation]) || fields.relation : "";
  var at = relation.indexOf("\u2026");
  var places = [fields.reference, fields.second_reference].filter(Boolean).map(function (each, number) { return [number ? ", " : "", meant(each)]; });
  if (at < 0 || !places.length) return [relation && bdi(relation), places.length ? places : null];
  return [[relation.slice(0, at), places, relation.slice(at + 1)]];
}

function joined(parts) {
  var found = parts.flat(1).length ? parts.filter(function (each) { return each && (!Array.isArray(each) || each.length); }) : [];
  return found.map(function (each, at) { return [at ? " \u00b7 " : "", each]; });
}

function meant(mention) {
  if (!mention.places.length) return ["\u201c", bdi(mention.words), "\u201d ?"];
  return mention.places.map(function (id, at) {
    var place = PLACES.get(id);
    return [at ? " / " : "", bdi(place ? place.name[UI.language] : id)];
  });
}

function kindLabel(reading) {
  return reading.kind === "name" ? say("kind.name") : words(KINDS.get(kindOf(reading)).label);
}

function cardId(reading) {
  return "card-" + reading.id.replace(/\W/g, "_");
}

function drawList() {
  var list = document.getElementById("readings");
  list.replaceChildren.apply(list, shown().map(card));
  document.getElementById("none").hidden = list.children.length > 0;
}

function card(reading) {
  var chosen = reading.id === CHOSEN;
  return el("li", { "class": "card status-" + reading.status + (chosen ? " chosen" : ""), id: cardId(reading) }, [
    el("h3", {}, button([
      el("span", { "class": "line" }, [el("span", { "class": "id", dir: "ltr" }, reading.kind === "name" ? "\u2013" : reading.id), " ", el("span", { "class": "kind" }, kindLabel(reading)), " ", badge(reading)]),
      el("span", { "class": "summary" }, summary(reading)),
    ], function () { choose(chosen ? "" : reading.id, { scroll: "text", focus: true }); }, { id: cardId(reading) + "-open", "class": "opener", "aria-expanded": String(chosen) })),
    chosen ? details(reading) : null,
  ]);
}

function badge(reading) {
  var open = mentionsOf(reading).some(function (each) { return each.value.open; });
  return [
    el("span", { "class": "badge" }, say("status." + reading.status)),
    open ? [" ", el("span", { "class": "badge asks" }, say("asks"))] : null,
  ];
}

function details(reading) {
  return el("div", { "class": "details" }, [
    el("blockquote", { lang: REPORTS.get(reading.report).language || null, dir: "auto" }, reading.words),
    reading.reviews.length ? el("p", { "class": "reviews" }, [say("reviewed_by"), " ", reading.reviews.map(function (each, at) {
      return [at ? "; " : "", bdi(each.by), ", ", bdi(words(each.on)), " (", say("status." + each.status), ")"];
    })]) : null,
    el("div", { "class": "actions", role: "group", "aria-label": say("actions") }, [
      button(say("accept"), function () { act("accept"); }, { id: cardId(reading) + "-accept", "class": "accept", "aria-keyshortcuts": "a", "aria-pressed": String(reading.looked && reading.status !== "rejected") }),
      button(say(reading.added ? "delete" : "reject"), function () { act("reject"); }, { id: cardId(reading) + "-reject", "class": "reject", "aria-keyshortcuts": "r", "aria-pressed": String(reading.status === "rejected") }),
      isTouched(reading) && !reading.added ? button(say("undo"), function () { act("undo"); }, { id: cardId(reading) + "-undo", "aria-keyshortcuts": "u" }) : null,
    ]),
    el("div", { "class": "editors" }, editors(reading)),
  ]);
}

/** Redraw one card; the focus stays where it was. */
function drawCard(reading) {
  var old = document.getElementById(cardId(reading));
  if (!old) return drawList();
  var focused = document.activeElement && document.activeElement.id;
  var opened = Array.from(old.querySelectorAll("details[open] > summary"), function (each) { return each.id; });
  old.replaceWith(card(reading));
  opened.forEach(function (id) { if (byId(id)) byId(id).parentElement.open = true; });
  if (focused && byId(focused)) byId(focused).focus({ preventScroll: true });
  return null;
}

function byId(id) {
  return document.getElementById(id);
}

/** After a field was set: what shows it elsewhere follows; the card's own controls only where they change. */
function changed(reading, whole) {
  if (whole) drawCard(reading);
  else refreshHead(reading);
  READINGS.forEach(function (each) { if (each !== reading && each.report === reading.report) refreshHead(each); });
  if (whole) drawText(REPORTS.get(reading.report));
  drawProgress();
}

function refreshHead(reading) {
  var node = byId(cardId(reading));
  if (!node) return;
  var fresh = card(reading);
  node.className = fresh.className;
  node.querySelector(".line").replaceWith(fresh.querySelector(".line"));
  node.querySelector(".summary").replaceWith(fresh.querySelector(".summary"));
  var actions = node.querySelector(".actions");
  if (actions && !actions.contains(document.activeElement)) actions.replaceWith(fresh.querySelector(".actions"));
}

/** Choose a reading: its card opens, its words are shown in the text. */
function choose(id, how) {
  var before = readingOf(CHOSEN);
  CHOSEN = id;
  CURSOR = null;
  if (before) drawCard(before);
  var reading = readingOf(id);
  if (reading && byId(cardId(reading))) drawCard(reading);
  else drawList();
  showChosen();
  if (!reading) {
    if (before && how.focus && byId(cardId(before) + "-open")) byId(cardId(before) + "-open").focus();
    return;
  }
  if (how.focus) byId(cardId(reading) + "-open").focus({ preventScroll: true });
  byId(cardId(reading)).scrollIntoView({ block: "nearest", behavior: REDUCED ? "auto" : "smooth" });
  if (how.scroll === "text") scrollToChosen();
}

/** Go to the next reading or the one before, by keyboard. */
function step(by) {
  var list = shown();
  var at = list.findIndex(function (each) { return each.id === CHOSEN; });
  var next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by))];
  if (next) choose(next.id, { scroll: "text", focus: true });
}

/** Accept, reject or take back the chosen reading; then its state is said aloud. */
function act(what) {
  var reading = readingOf(CHOSEN);
  if (!reading) return;
  var list = shown();
  var at = list.indexOf(reading);
  ({ accept: accept, reject: reject, undo: takeBack })[what](reading);
  if (!readingOf(reading.id)) {
    CHOSEN = "";
    drawList();
    if (list.length > 1) choose(list[at ? at - 1 : 1].id, { focus: true });
  } else {
    drawCard(reading);
  }
  drawText(REPORTS.get(reading.report));
  drawProgress();
  announce(reading.id + ": " + (readingOf(reading.id) ? say("status." + reading.status) : say("taken_back")));
}

/** Add a reading of the words picked in the text. */
function addReading(kind) {
  if (!PICKED) return announce(say("select_first"), true);
  var reading = draft(kind, PICKED);
  choose(reading.id, { focus: true });
  drawList();
  drawText(REPORTS.get(reading.report));
  drawProgress();
  byId(cardId(reading) + "-open").focus();
  return announce(say("added_one") + ": " + kindLabel(reading));
}
