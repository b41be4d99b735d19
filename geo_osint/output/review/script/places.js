// What a name means: the places it may be, each with its reasons, or another one found by search.

function placeName(id) {
  var place = PLACES.get(id);
  return place ? named2(place.name) : bdi(id);
}

/** Show a place's name in the reader's language, the other one beside it. */
function named2(name) {
  var other = isArabic() ? "en" : "ar";
  var own = el("bdi", { lang: UI.language }, name[UI.language]);
  return name.en === name.ar ? [own] : [own, " ", el("bdi", { "class": "other-name", lang: other }, name[other])];
}

function mentionEditor(reading, name, at) {
  var mention = partAt(reading, name, at);
  var label = say("field." + name) + (at === undefined || name !== "via" ? "" : " " + (at + 1));
  function put(value) { putPart(reading, name, at, value); changed(reading, true); }
  return group(label, [
    reading.kind === "name" ? null : quoteRow(reading, name, mention, function (picked) { put(mentionOf(picked)); }, function () { put(null); }),
    mention ? meaning(reading, name, at, mention) : null,
  ]);
}

function viaEditor(reading) {
  var list = reading.fields.via;
  return [
    list.map(function (_, at) { return mentionEditor(reading, "via", at); }),
    addButton(reading, "via", mentionOf),
  ];
}

/** List what a name may mean, with the reasons of each; the question first, if there is one. */
function meaning(reading, name, at, mention) {
  var known = NAMES.get(reading.report + "@" + mention.span[0] + "-" + mention.span[1]);
  var offered = new Map((known ? known.candidates : []).map(function (each) { return [each.place, each.reasons]; }));
  bearers(mention.words).forEach(function (each) { if (!offered.has(each.id)) offered.set(each.id, []); });
  mention.places.forEach(function (id) { if (!offered.has(id)) offered.set(id, []); });
  var id = fieldId(reading, name, "place" + (at || 0));
  return [
    mention.open ? el("p", { "class": "question" }, [el("strong", {}, say("question")), " ", known && known.question ? el("bdi", { dir: "ltr", lang: "en" }, known.question) : say("which_place")]) : null,
    el("ul", { role: "list", "class": "candidates" }, [
      Array.from(offered, function (each, number) { return candidate(reading, name, at, mention, each[0], each[1], id, number); }),
      candidate(reading, name, at, mention, "", [], id, "none"),
    ]),
    placeSearch(reading, name, at, id),
  ];
}

function candidate(reading, name, at, mention, place, reasons, id, number) {
  var found = PLACES.get(place);
  var chosen = place ? mention.places.length === 1 && mention.places[0] === place : mention.places.length === 0 && !mention.open;
  var box = el("input", { type: "radio", name: id, id: id + "-" + number, click: function () {
    pickPlace(reading, name, at, place ? [place] : []);
    changed(reading, true);
  } });
  box.checked = chosen;
  return el("li", { "class": chosen ? "is-chosen" : null }, [
    box,
    el("div", {}, [
      el("label", { "for": box.id }, place ? placeName(place) : say("no_place")),
      found ? el("div", { "class": "about" }, placeLine(found)) : null,
      reasons.length ? el("ul", { "class": "reasons", dir: "ltr", lang: "en" }, reasons.map(function (each) { return el("li", {}, bdi(each, { dir: "ltr" })); })) : null,
    ]),
  ]);
}

/** Say what a place is and where, in one line; its id is what the case file holds. */
function placeLine(place) {
  var parts = [words(place.kind)].concat(place.within.map(words), place.at ? [place.at] : [], [place.id]);
  return parts.map(function (each, at) { return [at ? " \u00b7 " : "", bdi(each)]; });
}

var MOST_HITS = 12;

function placeSearch(reading, name, at, id) {
  var hits = el("ul", { role: "list", "class": "hits", id: id + "-hits" });
  var box = el("input", { type: "search", id: id + "-search", dir: "auto", autocomplete: "off", input: function () {
    hits.replaceChildren.apply(hits, found(box.value).map(function (each, number) {
      return el("li", {}, [button([each.place ? [placeName(each.id), el("span", { "class": "about" }, placeLine(each.place))] : [say("use_id"), " ", bdi(each.id)]], function () {
        pickPlace(reading, name, at, [each.id]);
        changed(reading, true);
      }, { id: id + "-hit" + number })]);
    }));
    announce(say("hits") + ": " + hits.children.length);
  } });
  return el("details", { "class": "other-place" }, [el("summary", { id: id + "-other" }, say("other_place")), labelled(box.id, say("search_place"), box), hits]);
}

function found(query) {
  var hits = search(query).slice(0, MOST_HITS).map(function (each) { return { id: each.id, place: each }; });
  var typed = query.trim();
  if (!hits.length && /^[a-z]+:[^\s]+$/.test(typed)) return [{ id: typed, place: PLACES.get(typed) }];
  return hits;
}
