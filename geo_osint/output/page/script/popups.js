// What opens when something on the map is chosen: its names and a table of facts.

/** `table` and `rows` tell the panel whose sentence lights up. */
function popupBody(kind, name, content, table, rows) {
  return el("div", {
    "class": "facts", dir: isArabic() ? "rtl" : "ltr", lang: UI.language, "data-table": table, "data-rows": rows.join(" "),
  }, [
    el("p", { "class": "kind" }, kind),
    name ? el("h3", {}, named(name)) : null,
  ].concat(content));
}

function factTable(rows) {
  var body = el("tbody");
  rows.forEach(function (row) {
    if (row[1] === null || row[1] === undefined || row[1] === "") return;
    add(body, el("tr", {}, [el("th", { scope: "row" }, row[0]), el("td", {}, row[1])]));
  });
  return el("table", {}, body);
}

function popup(name, row, title) {
  return function () { return popupBody(say("row." + name), title, factTable(facts(name, row)), name, [row]); };
}

/** Several rows that share a point open together. */
function popupOfRows(name, rows, title) {
  return function () {
    return popupBody(say("row." + name), title, rows.map(function (row) { return factTable(facts(name, row)); }), name, rows);
  };
}

function facts(name, row) {
  return DATA.facts[name].map(function (fact) {
    return [say("column." + fact), factOf(name, row, fact)];
  });
}

/** How a fact is shown, where it is not simply the text of its column. */
var SHOWN_AS = {
  at: function (table, row) { return bdi(DATA.positions_at[row], { dir: "ltr", "class": "number" }); },
  precision_m: function (table, row) { return metres(cell(table, row, "precision_m")); },
  radius_m: function (table, row) { return metres(cell(table, row, "radius_m")); },
  length_m: function (table, row) { return metres(cell(table, row, "length_m")); },
  is_reference: function (table, row) { return say(cell(table, row, "is_reference")); },
  url: function (table, row) { var url = cell(table, row, "url"); return url && address(url); },
  set: function (table, row) { return words(styleOf("region", cell(table, row, "set")).label); },
  role: function (table, row) { return words(styleOf("role", cell(table, row, "role")).label); },
  segment_class: function (table, row) { return words(styleOf("segment", cell(table, row, "segment_class")).label); },
  subject: function (table, row) { return bdi(words(cellPair(table, row, "subject"))); },
  reference_place: function (table, row) { return bdi(words(cellPair(table, row, "reference"))); },
  origin: function (table, row) { return bdi(words(cellPair(table, row, "origin"))); },
  destination: function (table, row) { return bdi(words(cellPair(table, row, "destination"))); },
  basis_words: function (table, row) { return bdi(words(cellPair(table, row, "basis"))); },
  reason: function (table, row) { return bdi(words(cellPair(table, row, "reason"))); },
  gates: function (table, row) { return cell(table, row, "gates_en") && bdi(words(cellPair(table, row, "gates"))); },
  knowledge: function (table, row) { var known = cell(table, row, "knowledge"); return known && say("knowledge." + known); },
  ends: function (table, row) { var ends = cell(table, row, "ends"); return ends && say("ends." + ends); },
  road_range_m: function (table, row) {
    var lo = cell(table, row, "length_lo_m");
    return lo === null ? null : metres(lo) + " " + say("to") + " " + metres(cell(table, row, "length_hi_m"));
  },
  range_m: function (table, row) {
    var lo = metres(cell(table, row, "lo_m"));
    var hi = cell(table, row, "hi_m");
    return hi === null ? say("at_least") + " " + lo : lo + " " + say("to") + " " + metres(hi);
  },
};

function factOf(name, row, fact) {
  var table = DATA.tables[name];
  if (SHOWN_AS[fact] && Object.prototype.hasOwnProperty.call(SHOWN_AS, fact)) return SHOWN_AS[fact](table, row);
  var value = cell(table, row, fact);
  return value ? bdi(value) : "";
}

function placeFacts(row) {
  var place = DATA.places[row];
  var table = DATA.tables.places;
  var estimate = place.estimate;
  return [
    [say("column.within"), listOf(place.within.map(function (each) { return bdi(words(each)); }))],
    [say("column.at"), place.at && bdi((estimate ? "\u2248 " : "") + place.at, { dir: "ltr", "class": "number" })],
    [say("column.position"), words(styleOf("position", cell(table, row, "position")).label)],
    [say("estimate_within"), estimate && metres(estimate.radius_m)],
    [say("column.reason"), estimate && bdi(estimate.reason)],
    [say("column.precision_m"), !estimate && metres(cell(table, row, "precision_m"))],
    [say("points_apart"), place.apart_m && metres(place.apart_m)],
    [say("column.mentioned"), bdi(cell(table, row, "mentioned"))],
    [say("also_called"), listOf(otherNames(place).map(function (each) { return bdi(each); }))],
    [say("column.confused_with"), place.confused.length ? place.confused.map(function (each) {
      return el("div", {}, [bdi(words(each.name)), each.reason ? ": " : "", each.reason ? bdi(each.reason) : ""]);
    }) : ""],
    [say("column.sources"), bdi(cell(table, row, "sources"))],
    [say("note"), !estimate && bdi(cell(table, row, "note"))],
  ].map(function (fact) {
    var empty = fact[1] === false || (fact[1] && fact[1].nodeType && !fact[1].textContent);
    return [fact[0], empty ? "" : fact[1]];
  });
}

function otherNames(place) {
  return place.names.filter(function (name) { return name !== place.name.en && name !== place.name.ar; });
}

function listOf(nodes) {
  if (!nodes.length) return "";
  return el("span", {}, nodes.reduce(function (all, node, at) {
    return all.concat(at ? [isArabic() ? "\u060c " : ", ", node] : [node]);
  }, []));
}

function placePopup(row) {
  return popupBody(words(DATA.places[row].kind), DATA.places[row].name, factTable(placeFacts(row)), "places", [row]);
}

function findingPopup(row) {
  var finding = DATA.findings[row];
  return popupBody(say("row.statements"), null, [
    verdictBadge(finding.verdict),
    quoteOf(finding.quote),
    factTable([
      [say("as_printed"), words(finding.printed.words)],
      [say("possible"), words(finding.possible.words)],
      [say("stand_in"), finding.stand_in && ours(words(finding.stand_in))],
      [say("limit"), ours(words(finding.limit))],
    ]),
    el("p", { "class": "review" }, ours(words(finding.reviewed))),
  ], "statements", [row]);
}

function verdictBadge(verdict) {
  var style = styleOf("verdict", verdict);
  var badge = el("span", { "class": "badge" }, [
    el("span", { "class": "mark", "aria-hidden": "true" }, style.mark), " ", words(style.label),
  ]);
  badge.style.borderColor = style.colour;
  badge.style.color = style.ink;
  return badge;
}

/** A sentence of the report, the words that were read marked in it. */
function quoteOf(quote) {
  return el("blockquote", { dir: "auto" }, marked(quote));
}

function marked(quote) {
  return quote.map(function (piece) {
    return piece[1] ? el("mark", { "class": "said-" + piece[1] }, piece[0]) : piece[0];
  });
}
