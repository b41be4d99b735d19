// Names on the map, placed so that none covers another: first come the places, last the countries.

var LABELS = { pane: null };
var GAP = 3;
var BESIDE = 5; // from a mark's edge to its name

function prepareLabels(map) {
  var pane = map.createPane("labels");
  pane.style.zIndex = 640;
  pane.classList.add("leaflet-zoom-hide", "labels");
  pane.setAttribute("aria-hidden", "true"); // the panel lists all of it
  LABELS.pane = pane;
  map.on("moveend zoomend resize", drawLabels);
}

function labelItems() {
  var items = [];
  var view = MAP.getBounds();
  DATA.places.forEach(function (place, row) {
    var shape = DATA.tables.places.shapes[row];
    var at = shape && latLngs(shape);
    if (at && view.contains(at)) items.push({ at: at, node: placeLabel(place), spots: "around", reach: reachOf(place, at) });
  });
  items = items.concat(lineLabels(), assumedLabels(), featureLabels());
  DATA.rivers.forEach(function (river) {
    river.lines.forEach(function (line) {
      var middle = visibleMiddle(toLatLngs(line));
      if (middle) items.push({ at: middle, node: el("div", { "class": "label river" }, bdi(river.name[UI.language])), spots: "middle" });
    });
  });
  DATA.basemap.labels.forEach(function (country) {
    var seen = country.at.slice().reverse().find(function (at) { return MAP.getBounds().contains([at[1], at[0]]); });
    if (seen) items.push({ at: L.latLng(seen[1], seen[0]), node: el("div", { "class": "label country" }, bdi(words(country))), spots: "middle" });
  });
  return items;
}

/** Half the width of what is drawn for a place, in pixels: its mark, or an estimate's disc. */
function reachOf(place, at) {
  if (!place.estimate) return 6;
  var metresToEdge = place.estimate.radius_m / 111320 / Math.cos((at.lat * Math.PI) / 180);
  return MAP.latLngToLayerPoint([at.lat, at.lng + metresToEdge]).x - MAP.latLngToLayerPoint(at).x;
}

function placeLabel(place) {
  var other = isArabic() ? "en" : "ar";
  var mark = place.estimate ? "\u2248 " : "";
  return el("div", { "class": place.estimate ? "label place estimate" : "label place" }, [
    el("div", { dir: isArabic() ? "rtl" : "ltr" }, [mark, bdi(place.name[UI.language])]),
    place.name.en === place.name.ar ? null : el("div", { "class": "second", dir: isArabic() ? "ltr" : "rtl" }, bdi(place.name[other])),
  ]);
}

/** What a statement's line says, at its middle. */
function lineLabels() {
  var items = [];
  if (!SHOWN.get("statements")) return items;
  DATA.findings.forEach(function (finding, row) {
    var shape = DATA.tables.statements.shapes[row];
    if (isSelected("findings", finding.id) && finding.hypotheses.length) {
      finding.hypotheses.forEach(function (each) {
        if (!each.from.at || !each.to.at) return;
        var middle = between([each.from.at[1], each.from.at[0]], [each.to.at[1], each.to.at[0]], 0.5);
        items.push({ at: middle, node: verdictLabel(each.verdict, words(each.possible.words)), spots: "along" });
      });
    } else if (shape && shape.type === "LineString" && !SELECTED.kind) {
      var line = latLngs(shape);
      items.push({ at: line[Math.floor(line.length / 2)], node: verdictLabel(finding.verdict, words(finding.stated)), spots: "along" });
    }
  });
  return items;
}

/** Says on each assumed line, once where several run together, that it is none that anybody took. */
function assumedLabels() {
  var table = DATA.tables.segments;
  var seen = new Set();
  var items = [];
  if (!SHOWN.get("segments")) return items;
  eachShape(table, function (shape, row) {
    var ends = [cell(table, row, "origin"), cell(table, row, "destination")].sort().join(" ");
    if (cell(table, row, "segment_class") !== "assumed" || seen.has(ends)) return;
    seen.add(ends);
    var line = latLngs(shape);
    var middle = between(line[0], line[line.length - 1], 0.5);
    if (MAP.getBounds().contains(middle)) {
      items.push({ at: middle, node: el("div", { "class": "label assumed" }, say("legend.assumed_short")), spots: "beside" });
    }
  });
  return items;
}

function verdictLabel(verdict, text) {
  var style = styleOf("verdict", verdict);
  var node = el("div", { "class": "label verdict", dir: isArabic() ? "rtl" : "ltr" }, [
    el("span", { "class": "mark" }, style.mark), " ", bdi(words(style.label)), text ? " \u00b7 " : "", text ? bdi(text) : "",
  ]);
  node.style.borderColor = style.colour;
  return node;
}

function visibleMiddle(line) {
  var seen = line.filter(function (at) { return MAP.getBounds().contains(at); });
  return seen.length > 1 ? L.latLng(seen[Math.floor(seen.length / 2)]) : null;
}

function drawLabels() {
  LABELS.pane.textContent = "";
  if (!SHOWN.get("labels")) return;
  var items = labelItems();
  items.forEach(function (item) { LABELS.pane.append(item.node); });
  items.forEach(function (item) {
    item.size = { w: item.node.offsetWidth, h: item.node.offsetHeight };
  });
  var taken = obstacles(items);
  var lines = lineObstacles();
  var view = viewBox();
  items.forEach(function (item) {
    var clear = item.spots === "along" ? null : freeBox(item, taken.concat(lines), view); // or on its own line
    var box = clear || freeBox(item, taken, view);
    if (!box) {
      item.node.remove();
      return;
    }
    taken.push(box);
    L.DomUtil.setPosition(item.node, L.point(box.x, box.y));
  });
}

function viewBox() {
  var corner = MAP.containerPointToLayerPoint([0, 0]);
  var size = MAP.getSize();
  return { x: corner.x, y: corner.y, w: size.x, h: size.y };
}

/** Marks of places and the controls over the map. */
function obstacles(items) {
  var found = items.filter(function (item) { return item.spots === "around"; }).map(function (item) {
    var at = MAP.latLngToLayerPoint(item.at);
    return { x: at.x - item.reach, y: at.y - item.reach, w: 2 * item.reach, h: 2 * item.reach };
  });
  if (SHOWN.get("positions")) {
    eachShape(DATA.tables.positions, function (shape) {
      var at = MAP.latLngToLayerPoint(latLngs(shape));
      found.push({ x: at.x - 5, y: at.y - 5, w: 10, h: 10 });
    });
  }
  var origin = MAP.getContainer().getBoundingClientRect();
  document.querySelectorAll(".over-map > *").forEach(function (node) {
    var box = node.getBoundingClientRect();
    var at = MAP.containerPointToLayerPoint([box.left - origin.left, box.top - origin.top]);
    if (box.width) found.push({ x: at.x, y: at.y, w: box.width, h: box.height });
  });
  return found;
}

var MANY_LINES = 200; // beyond which names cannot keep off the lines anyway
var STEP = 12; // pixels between the boxes that stand for a line

/** Lines that a name should not cross if it can stand elsewhere. */
function lineObstacles() {
  var found = [];
  ["segments", "statements"].forEach(function (name) {
    if (!SHOWN.get(name) || rowCount(name) > MANY_LINES) return;
    eachShape(DATA.tables[name], function (shape) {
      if (shape.type === "LineString") found = found.concat(boxesAlong(latLngs(shape)));
    });
  });
  return found;
}

function boxesAlong(line) {
  var found = [];
  for (var i = 1; i < line.length; i += 1) {
    var a = MAP.latLngToLayerPoint(line[i - 1]);
    var b = MAP.latLngToLayerPoint(line[i]);
    var steps = Math.min(400, Math.ceil(a.distanceTo(b) / STEP));
    for (var at = 0; at <= steps; at += 1) {
      found.push({ x: a.x + ((b.x - a.x) * at) / steps - 2, y: a.y + ((b.y - a.y) * at) / steps - 2, w: 4, h: 4 });
    }
  }
  return found;
}

function freeBox(item, taken, view) {
  return spots(item).find(function (box) {
    return inside(box, view) && !taken.some(function (other) { return overlap(box, other); });
  });
}

function spots(item) {
  var at = MAP.latLngToLayerPoint(item.at);
  var w = item.size.w;
  var h = item.size.h;
  function box(x, y) { return { x: Math.round(at.x + x), y: Math.round(at.y + y), w: w, h: h }; }
  if (item.spots === "middle") return [box(-w / 2, -h / 2)];
  if (item.spots === "beside") {
    return [].concat.apply([], [0, -40, 40, -80, 80].map(function (shift) {
      return [14, -h - 14, 26, -h - 26].map(function (off) { return box(shift - w / 2, off); });
    }));
  }
  if (item.spots === "along") {
    return [box(-w / 2, -h / 2), box(12, -h / 2), box(-w - 12, -h / 2), box(-w / 2, -h - 12), box(-w / 2, 12), box(24, -h), box(-w - 24, 0), box(40, 16), box(-w - 40, -h - 16)];
  }
  var off = item.reach + BESIDE;
  var sides = [box(off, -h / 2), box(-w - off, -h / 2), box(-w / 2, -h - off), box(-w / 2, off)];
  if (isArabic()) sides.splice(0, 2, sides[1], sides[0]);
  return sides.concat([box(off, -h), box(off, 0), box(-w - off, -h), box(-w - off, 0)]);
}

function inside(box, view) {
  return box.x >= view.x && box.y >= view.y && box.x + box.w <= view.x + view.w && box.y + box.h <= view.y + view.h;
}

function overlap(a, b) {
  return a.x < b.x + b.w + GAP && b.x < a.x + a.w + GAP && a.y < b.y + b.h + GAP && b.y < a.y + a.h + GAP;
}
