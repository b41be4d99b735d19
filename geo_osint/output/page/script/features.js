// The rows of a table of the reader's own: drawn on one plane, listed as far as they are in sight, found by name.

var LISTED = 200; // rows in sight that the panel lists
var NAMED = 40; // rows in sight that still have room for their names
var MARKS = [circlePath, squarePath, diamondPath, trianglePath, hexagonPath, pentagonPath, crossPath];
var DASHES = [[], [15, 5], [8, 5], [15, 5, 3, 5], [3, 5], [3, 10], [8, 3, 3, 3, 3, 3]]; // of lines, beside the marks of points

/** How the plane draws a class of rows: colour, and a mark of its own for whoever cannot tell colours. */
function planeLook(style) {
  var path = MARKS[style.shape];
  return { colour: style.colour, opacity: 1, width: 2.5, dash: DASHES[style.shape], path: path, hollow: path === crossPath };
}

function featureTable() {
  return DATA.tables.features;
}

/** Make the plane of all rows, once. */
function featurePlane() {
  var parts = new Parts();
  var table = featureTable();
  var placed = 0;
  var codes = DATA.features.codes;
  walkShapes(table.packed, table.rows.length, function (row, kind, size, point) {
    var look = codes ? codes[row] : 0;
    placed += 1;
    if (kind === 1) {
      var at = point();
      parts.point(at[1], at[0]);
      parts.close(row, 1, look);
    } else parts.shape({ type: KINDS[kind], coordinates: coordinatesOf(kind, size, point) }, row, look);
  });
  var node = MAP.getContainer();
  node.dataset.features = String(placed);
  node.dataset.unplaced = String(table.rows.length - placed);
  return new Plane(parts, DATA.features.looks.map(planeLook), openFeatures, { pane: "features", padding: 0.3 });
}

var FEATURES = { plane: null };

DRAW.features = function (layer) {
  FEATURES.plane = FEATURES.plane || featurePlane();
  layer.addLayer(FEATURES.plane);
};

/** What a row is called, in both languages; its number where the table names nothing. */
function featureName(row) {
  var table = featureTable();
  function text(column) { return column ? cellText(table, row, column) : ""; }
  var en = text(DATA.features.names.en);
  var ar = text(DATA.features.names.ar);
  return { en: en || ar || "#" + (row + 1), ar: ar || en || "#" + (row + 1) };
}

function featureFacts(row) {
  var table = featureTable();
  return table.columns.map(function (column) {
    var value = cell(table, row, column);
    if (value === null || value === "") return [columnName(column), ""];
    if (typeof value === "number") return [columnName(column), bdi(String(value), { dir: "ltr", "class": "number" })];
    return [columnName(column), /^https?:\/\//.test(value) ? address(value) : bdi(value)];
  });
}

/** Open what lies under a click; where several rows do, one after the other. */
function openFeatures(rows, latlng) {
  var at = 0;
  var box = el("div");
  function turn(step) {
    at = (at + step + rows.length) % rows.length;
    box.textContent = "";
    add(box, featureBody(rows[at], rows.length > 1 ? pager(rows.length, at, turn) : null));
  }
  turn(0);
  L.popup(popupOptions()).setLatLng(latlng).setContent(box).openOn(MAP);
}

function featureBody(row, extra) {
  var look = DATA.features.looks[DATA.features.codes ? DATA.features.codes[row] : 0];
  return popupBody(words(look.label) || say("row.features"), featureName(row), [extra, factTable(featureFacts(row))], "features", [row]);
}

function pager(count, at, turn) {
  function step(by, sign, label) {
    return button(sign, function (event) {
      event.stopPropagation(); // the button is gone when the map would ask where it stood
      turn(by);
      MAP.getContainer().querySelectorAll(".pager button")[by < 0 ? 0 : 1].focus();
    }, { "aria-label": say(label), title: say(label) });
  }
  return el("p", { "class": "pager", role: "status" }, [
    step(-1, isArabic() ? "\u203a" : "\u2039", "feature_before"), " ", (at + 1) + " / " + count, " ", step(1, isArabic() ? "\u2039" : "\u203a", "feature_after"),
  ]);
}

/** Bring a row into view and open it. */
function showFeature(row) {
  var shape = featureTable().shapes[row];
  if (!shape) return;
  var bounds = L.geoJSON(shape).getBounds();
  if (shape.type === "Point") MAP.setView(bounds.getCenter(), Math.max(MAP.getZoom(), 10), { animate: false });
  else fit(bounds, false);
  openFeatures([row], bounds.getCenter());
}

/** The panel's list: what is in sight, and how many there are. */
function featureSection() {
  return [el("p", { "class": "hint", role: "status" }, ""), el("ul", { role: "list", id: "features-list" })];
}

function listFeatures() {
  var list = document.getElementById("features-list");
  if (!DATA.features || !list || !FEATURES.plane || !FEATURES.plane._map) return;
  var rows = FEATURES.plane.rowsInView();
  var unplaced = Number(MAP.getContainer().dataset.unplaced);
  var said = [rows.length + " / " + DATA.features.length + " " + say("features_in_view")];
  if (unplaced) said.push(" \u00b7 " + unplaced + " " + say("features_unplaced"));
  list.previousSibling.textContent = said.join("");
  list.textContent = "";
  add(list, rows.slice(0, LISTED).map(function (row) {
    return el("li", { "class": "entry" }, button(featureItem(row), function () { showFeature(row); }, { "class": "opener" }));
  }));
}

function featureItem(row) {
  var look = DATA.features.codes ? DATA.features.codes[row] : 0;
  return [el("span", { "class": "place-name" }, [swatch("look", planeLook(DATA.features.looks[look]))].concat(named(featureName(row))))];
}

/** Names beside the marks, while there are few. */
function featureLabels() {
  if (!DATA.features || !FEATURES.plane || !FEATURES.plane._map) return [];
  var rows = FEATURES.plane.rowsInView();
  if (rows.length > NAMED) return [];
  return rows.filter(function (row) { return featureTable().shapes[row].type === "Point"; }).map(function (row) {
    var name = featureName(row);
    return { at: latLngs(featureTable().shapes[row]), node: el("div", { "class": "label place" }, bdi(words(name))), spots: "around", reach: 6 };
  });
}

function featureMarks() {
  return DATA.features.looks.map(function (style) {
    return ["look", Object.assign({ label: bothOf("row.features") }, style.label ? style : {}, planeLook(style))];
  });
}

// Search over names: one long text, in which a name's place tells its row. Built while nobody waits.

var NAMES = { text: "", starts: [], row: 0 };
var AT_ONCE_MS = 8; // of work between two looks at whether the reader does something
var NAME_END = "\n";

function readNames(untilMs) {
  var pieces = [];
  var length = NAMES.text.length;
  var count = featureTable().rows.length;
  for (; NAMES.row < count && performance.now() < untilMs; NAMES.row += 1) {
    var name = featureName(NAMES.row);
    var text = closed(key(name.en)) + (name.ar === name.en ? "" : " " + closed(key(name.ar))) + NAME_END;
    NAMES.starts.push(length);
    pieces.push(text);
    length += text.length;
  }
  NAMES.text += pieces.join("");
  return NAMES.row >= count;
}

function readNamesIdly() {
  var idle = window.requestIdleCallback || function (call) { setTimeout(call, 20); };
  idle(function () { if (!readNames(performance.now() + AT_ONCE_MS)) readNamesIdly(); });
}

/** Rows whose name in either script holds the words, in the table's order. */
function featuresNamed(wanted) {
  readNames(Infinity);
  var found = [];
  var starts = NAMES.starts;
  for (var at = NAMES.text.indexOf(wanted); at >= 0; at = NAMES.text.indexOf(wanted, starts[found[found.length - 1] + 1] || Infinity)) {
    found.push(rowAt(starts, at));
  }
  return found;
}

/** The last of ascending numbers that is no greater than `value`. */
function rowAt(starts, value) {
  var low = 0;
  var high = starts.length - 1;
  while (low < high) {
    var middle = (low + high + 1) >> 1;
    if (starts[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
