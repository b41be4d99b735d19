// The panel: everything that is on the map, in words, in the order of the report.

var SECTIONS = DATA.features ? ["features", "sources"] : ["findings", "movements", "sentences", "places", "sources"];
var OPEN = { section: SECTIONS[0] };
var FILLED = new Set(); // sections that were drawn, which are drawn again
var ON = {}; // what the panel calls when something is chosen; set by main.js

function drawPanel(panel) {
  panel.textContent = "";
  panel.setAttribute("aria-label", say("panel"));
  add(panel, [head(), el("div", { "class": "hits", id: "hits" }), tabs(), el("div", { "class": "body" }, SECTIONS.map(section))]);
  FILLED.forEach(fill);
  openSection(OPEN.section);
}

function head() {
  var query = el("input", {
    type: "search", id: "query", autocomplete: "off", spellcheck: "false", dir: "auto",
    placeholder: say("search_hint"), input: function () { showHits(query.value); },
  });
  return el("header", {}, [
    el("div", { "class": "bar" }, [
      el("h1", {}, bdi(DATA.case.name)),
      button(say("other_language"), function () { ON.language(isArabic() ? "en" : "ar"); },
        { "class": "language", id: "language", lang: isArabic() ? "en" : "ar" }),
      button("", ON.panelSize, { "class": "size", id: "panel-size", "aria-label": say("panel_size") }),
    ]),
    el("p", { "class": "byline" }, DATA.reports.map(function (report) { return el("div", {}, byline(report)); })),
    banner(),
    el("label", { "for": "query" }, say("search")), query,
  ]);
}

/** Whose report it is, and of when. */
function byline(report) {
  return listOf([report.publisher || report.title || report.file, words(report.published)].filter(Boolean).map(function (each) {
    return bdi(each);
  }));
}

/** Nothing looks confirmed that nobody confirmed. */
function banner() {
  var state = reviewState();
  if (!state) return null;
  if (state === "reviewed") return el("p", { "class": "banner done" }, say(state));
  return el("p", { "class": "banner" }, [
    el("strong", {}, say(state)), " ", el("span", {}, state === "unreviewed" ? say("unreviewed_long") : ""),
  ]);
}

function reviewState() {
  if (DATA.features) return ""; // a table of the reader's own was read by no machine
  var entries = DATA.findings.concat(DATA.movements);
  var decided = entries.filter(function (each) { return each.decided; }).length;
  if (!decided) return "unreviewed";
  return decided === entries.length ? "reviewed" : "partly";
}

function tabs() {
  var list = el("div", { role: "tablist", "aria-label": say("sections"), keydown: moveTab });
  SECTIONS.forEach(function (name) {
    var count = DATA[name].length;
    add(list, button([say(name), " ", el("span", { "class": "count" }, "(" + count + ")")], function () { openSection(name); }, {
      role: "tab", id: "tab-" + name, "aria-controls": "section-" + name,
    }));
  });
  return list;
}

function moveTab(event) {
  var step = { ArrowRight: 1, ArrowLeft: -1, Home: -9, End: 9 }[event.key];
  if (!step) return;
  event.preventDefault();
  var at = SECTIONS.indexOf(OPEN.section) + (isArabic() && Math.abs(step) === 1 ? -step : step);
  var last = SECTIONS.length - 1;
  if (Math.abs(step) > 1) at = Math.max(0, Math.min(last, at));
  openSection(SECTIONS[(at + SECTIONS.length) % SECTIONS.length]);
  document.getElementById("tab-" + OPEN.section).focus();
}

function openSection(name) {
  OPEN.section = name;
  SECTIONS.forEach(function (each) {
    var tab = document.getElementById("tab-" + each);
    tab.setAttribute("aria-selected", String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
    document.getElementById("section-" + each).classList.toggle("open", each === name);
  });
  fill(name);
}

/** A section is drawn when it is first opened, or for paper: a reader seldom opens all. */
function fill(name) {
  var node = document.getElementById("section-" + name);
  if (node.dataset.filled) return;
  node.dataset.filled = "yes";
  FILLED.add(name);
  add(node, SECTION[name]());
  ON.filled();
}

function section(name) {
  return el("section", { role: "tabpanel", id: "section-" + name, "aria-labelledby": "tab-" + name, tabindex: 0 },
    el("h2", { "class": "print-only" }, say(name)));
}

/** Number rows from nought. */
function rowNumbers(count) {
  return Array.from({ length: count }, function (_, row) { return row; });
}

var STEP_ROWS = 200; // entries of a list shown at a time: thousands would stall the page
var ROOM = new Map(SECTIONS.map(function (name) { return [name, STEP_ROWS]; }));
var WANTED = new Map(); // an entry further down that was asked for

/** Show the first of a long list, the entry that was asked for, and a button for more. */
function paged(kind, rows, make) {
  var shown = rows.slice(0, ROOM.get(kind));
  if (shown.length === rows.length) return rows.map(make);
  var wanted = WANTED.get(kind);
  if (!shown.includes(wanted) && rows.includes(wanted)) shown.push(wanted);
  return shown.map(make).concat(el("li", { "class": "hint" }, [button(say("sheet_more"), function () {
    ROOM.set(kind, ROOM.get(kind) + STEP_ROWS);
    ON.redraw();
  }, { "class": "more-rows" }), " ", shown.length + " / " + rows.length]));
}

/** See to it that an entry stands in its list. */
function bringUp(kind, at) {
  fill(kind);
  if (document.getElementById(kind + "-" + at)) return;
  WANTED.set(kind, at);
  ON.redraw();
  fill(kind);
}

var SECTION = {
  findings: function () {
    var rows = rowNumbers(DATA.findings.length);
    var checked = rows.filter(function (row) { return DATA.findings[row].verdict !== "not_checked"; });
    var kept = rows.filter(function (row) { return DATA.findings[row].verdict === "not_checked"; });
    if (!rows.length) return [el("p", { "class": "hint" }, say("empty_findings"))];
    return findingGroup("checked", checked).concat(findingGroup("kept", kept));
  },
  movements: function () {
    var rows = rowNumbers(DATA.movements.length);
    if (!rows.length) return [el("p", { "class": "hint" }, say("empty_movements"))];
    return [el("p", { "class": "hint" }, say("assumed_note")), el("ul", { role: "list" }, paged("movements", rows, function (row) {
      return movementCard(DATA.movements[row], row);
    }))];
  },
  sentences: sentenceSection,
  features: featureSection,
  places: function () {
    var rows = rowNumbers(DATA.places.length);
    if (!rows.length) return [el("p", { "class": "hint" }, say("empty_places"))];
    return [["published", "located"], ["pinned", "pinned"], ["estimate", "estimated", "estimated_note"], ["drawn", "drawn"], ["not located", "not_located", "not_located_note"]].map(function (group) {
      var mine = rows.filter(function (row) { return cell(DATA.tables.places, row, "position") === group[0]; });
      return mine.length ? placeGroup(group[1], mine, group[2]) : [];
    });
  },
  sources: function () {
    return [el("h2", {}, say("source_reports")), el("ul", { role: "list" }, DATA.reports.map(reportCard)),
      el("h2", {}, say("source_positions")), el("ul", { role: "list" }, paged("sources", DATA.sources, sourceCard)),
      el("p", { "class": "hint" }, [say("ground_note"), " ", say("offline_note")]),
      el("p", { "class": "hint" }, [say("made_by"), " ", bdi(DATA.version), " \u00b7 ", say("size"), " ", bdi(sizeWords())])];
  },
};

function findingGroup(title, rows) {
  if (!rows.length) return [];
  return [el("h2", {}, [say(title), " (" + rows.length + ")"]), el("ul", { role: "list" }, paged("findings", rows, function (row) {
    return findingCard(DATA.findings[row], row);
  }))];
}

/** A card whose title opens it and shows it on the map. */
function card(kind, at, title, always, more) {
  var id = kind + "-" + at;
  var chosen = SELECTED.kind === kind && SELECTED.at === at;
  var opener = button(title, function () { ON.select(kind, at); }, {
    "class": "opener", id: id, "aria-expanded": String(chosen), "aria-controls": id + "-more",
  });
  return el("li", { "class": chosen ? "card chosen" : "card" }, [
    el("h3", {}, opener), always, el("div", { "class": "more", id: id + "-more" }, more),
  ]);
}

function findingCard(finding, at) {
  var title = [verdictBadge(finding.verdict), el("span", { "class": "title" }, [
    finding.relation ? related(finding) : [words(finding.kind), ": ", listOfNames(finding.between)],
  ])];
  var node = card("findings", at, title, [
    quoteOf(finding.quote),
    distanceDiagram(finding),
    pairs([
      [withSwatch("as_printed"), words(finding.printed.words)],
      [withSwatch("newsroom"), finding.newsroom.words && bdi(words(finding.newsroom.words))],
      [say("possible"), measured(finding)],
      [say("margin"), finding.margin && ours(words(finding.margin))],
      [say("stand_in"), finding.stand_in && ours(words(finding.stand_in))],
      [say("settles"), finding.settles && ours(words(finding.settles))],
      [say("taken"), finding.taken.map(function (each) { return el("div", {}, ours(words(each))); })],
    ]),
    reviewLine(finding),
  ], findingMore(finding));
  node.style.borderInlineStartColor = styleOf("verdict", finding.verdict).colour;
  return node;
}

/** What is stated of a place, where it is not a distance between two. */
function related(finding) {
  return [finding.subject ? [bdi(words(finding.subject)), ": "] : null, ours(words(finding.relation))];
}

function listOfNames(names) {
  return el("span", {}, names.reduce(function (all, name, at) {
    return all.concat(at ? [" \u2013 ", bdi(words(name))] : [bdi(words(name))]);
  }, []));
}

/** A label with the colour that its set has in the diagram and on the map. */
function withSwatch(set) {
  return [swatch("area", styleOf("region", set)), say(set)];
}

function measured(finding) {
  return finding.possible.words && [bdi(words(finding.possible.words) + (isArabic() ? "\u060c" : ",")), " ", words(finding.reading)];
}

function findingMore(finding) {
  return [
    finding.hypotheses.length ? el("h4", {}, say("by_position")) : null,
    finding.hypotheses.length ? el("ul", { role: "list", "class": "ways" }, finding.hypotheses.map(hypothesis)) : null,
    finding.readings.length ? el("h4", {}, say("other_readings")) : null,
    finding.readings.length ? el("ul", { role: "list", "class": "ways" }, finding.readings.map(readingLine)) : null,
    finding.reasons.length ? el("h4", {}, say("reasons")) : null,
    finding.reasons.length ? el("ul", { "class": "reasons" }, finding.reasons.map(function (each) { return el("li", {}, ours(words(each))); })) : null,
    finding.breakdown ? el("h4", {}, say("breakdown")) : null,
    finding.breakdown ? pairs(["sources", "coordinates", "extent"].map(function (cause) {
      return [say("breakdown." + cause), words(finding.breakdown[cause])];
    })) : null,
    pairs([
      [say("in_short"), ours(words(finding.sentence))],
      [say("limit"), ours(words(finding.limit))],
    ]),
  ];
}

function hypothesis(each) {
  return el("li", {}, [
    verdictBadge(each.verdict), " ", el("strong", {}, bdi(words(each.possible.words))),
    el("div", { "class": "muted" }, [end(each.from), " \u2013 ", end(each.to)]),
  ]);
}

function end(side) {
  return el("span", {}, [bdi(words(side.name)), " (", bdi(side.sources.join("; ")), ")"]);
}

function readingLine(each) {
  return el("li", {}, [
    verdictBadge(each.verdict), " ", words(each.name), ": ", bdi(words(each.possible.words)),
    el("div", { "class": "muted" }, ours(words(each.basis))),
  ]);
}

function reviewLine(entry) {
  return el("p", { "class": entry.decided ? "review decided" : "review" }, [
    ours(words(entry.reviewed)),
    entry.same_as ? [" \u00b7 ", say("same_as"), " ", entry.same_as].join("") : "",
    entry.note ? el("span", {}, [" \u00b7 ", say("note"), ": ", bdi(entry.note)]) : "",
  ]);
}

function movementCard(movement, at) {
  var title = [
    el("span", { "class": "when" }, bdi(words(movement.when))),
    el("span", { "class": "title" }, [movement.count ? bdi(words(movement.count)) : say("no_count")]),
  ];
  return card("movements", at, title, [
    path(movement),
    quoteOf(movement.quote),
    pairs([
      [say("sense"), movement.sense && words(movement.sense)],
      [say("with"), movement["with"] && bdi(movement["with"])],
      [say("actor"), movement.actor && bdi(movement.actor)],
      [say("ordinal"), movement.ordinal && bdi(movement.ordinal)],
    ]),
    reviewLine(movement),
  ], pairs([[say("taken"), movement.taken.map(function (each) { return el("div", {}, ours(words(each))); })]]));
}

/** The places of a movement in the order of travel, with what the text says of each. */
function path(movement) {
  var roles = movement.stops.map(function (stop) { return stop.role; });
  var steps = movement.stops.map(function (stop) {
    return el("li", {}, [
      el("span", { "class": "role" }, say("role." + stop.role)), " ",
      stop.area ? el("span", { "class": "role" }, say("area_of") + " ") : null,
      el("strong", {}, bdi(words(stop.name))),
      stop.located ? null : el("span", { "class": "muted" }, " (" + say("unlocated") + ")"),
    ]);
  });
  if (!roles.includes("origin") && !roles.includes("via")) steps.unshift(el("li", { "class": "muted" }, say("no_origin")));
  if (!roles.includes("destination") && !roles.includes("towards")) steps.push(el("li", { "class": "muted" }, say("no_destination")));
  return el("ol", { role: "list", "class": "path" }, steps);
}

function placeGroup(title, rows, hint) {
  return [
    el("h2", {}, [say(title), " (" + rows.length + ")"]), hint ? el("p", { "class": "hint" }, say(hint)) : null,
    el("ul", { role: "list" }, paged("places", rows, placeItem)),
  ];
}

function placeItem(row) {
  var place = DATA.places[row];
  var style = styleOf("position", cell(DATA.tables.places, row, "position"));
  var sample = { published: "dot", estimate: "disc" }[style.code];
  var content = [
    el("span", { "class": "place-name" }, [sample ? swatch(sample, style) : null].concat(named(place.name))),
    el("span", { "class": "muted" }, [
      words(place.kind), place.at ? " \u00b7 " : "",
      place.at ? bdi((place.estimate ? "\u2248 " : "") + place.at, { dir: "ltr", "class": "number" }) : "",
    ]),
    place.estimate ? el("span", { "class": "muted" }, [say("estimate_within"), " ", bdi(metres(place.estimate.radius_m))]) : null,
    place.apart_m > 1000 ? el("span", { "class": "muted" }, say("points_apart") + " " + metres(place.apart_m)) : null,
  ];
  if (sample) return el("li", { "class": "entry" }, button(content, function () { ON.place(row); }, { "class": "opener", id: "places-" + row }));
  return el("li", { "class": "entry" }, [
    button(content, function () { ON.place(row); }, { "class": "opener", id: "places-" + row, "aria-expanded": "false" }),
    el("div", { "class": "more" }, factTable(placeFacts(row))),
  ]);
}

function reportCard(report) {
  return el("li", { "class": "source" }, [
    el("strong", {}, bdi(report.title || report.file)),
    pairs([
      [say("publisher"), report.publisher && bdi(report.publisher)],
      [say("published"), words(report.published)],
      [say("address"), report.urls.length ? report.urls.map(function (url) { return el("div", {}, address(url)); }) : ""],
      [say("note"), report.note && bdi(report.note)],
      [say("file"), bdi(report.file, { dir: "ltr" })],
      ["SHA-256", report.sha256 && bdi(report.sha256, { dir: "ltr", "class": "hash" })],
    ]),
  ]);
}

function sourceCard(source) {
  return el("li", { "class": "source" }, [
    el("strong", {}, bdi(source.title || source.key)),
    pairs([
      [say("reference"), source.reference && bdi(source.reference)],
      [say("date"), source.date && bdi(source.date)],
      [say("licence"), source.licence && bdi(source.licence)],
      [say("address"), source.url && address(source.url)],
      [say("used_for"), listOf(source.used_for.map(function (each) { return bdi(words(each)); }))],
    ]),
  ]);
}

var HIT_LIMIT = 40;

function showHits(query) {
  var box = document.getElementById("hits");
  box.textContent = "";
  document.getElementById("panel").classList.toggle("searching", Boolean(query.trim()));
  if (!query.trim()) return;
  var found = search(query);
  add(box, [
    el("p", { role: "status", "class": "hint" }, found.length ? found.length + " " + say("hits") : say("no_hits")),
    el("ul", { role: "list" }, found.slice(0, HIT_LIMIT).map(hit)),
  ]);
}

function hit(entry) {
  var content = {
    places: function () { return named(DATA.places[entry.at].name).concat([" ", el("span", { "class": "muted" }, words(DATA.places[entry.at].kind))]); },
    findings: function () { return [el("span", { "class": "muted" }, say("row.statements")), " ", bdi(quoted(DATA.findings[entry.at].quote))]; },
    movements: function () { return [el("span", { "class": "muted" }, words(DATA.movements[entry.at].when)), " ", bdi(quoted(DATA.movements[entry.at].quote))]; },
    features: function () { return featureItem(entry.at); },
  }[entry.kind]();
  return el("li", {}, button(content, function () {
    closeSearch();
    openSection(entry.kind);
    if (entry.kind === "features") showFeature(entry.at);
    else if (entry.kind === "places") ON.place(entry.at);
    else ON.select(entry.kind, entry.at, true);
  }, { "class": "opener hit" }));
}

function closeSearch() {
  document.getElementById("query").value = "";
  showHits("");
}
