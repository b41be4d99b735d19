// The tables on the map. Redrawn as a whole when the selection changes: what is not meant steps back.

var LAYER_NAMES = ["regions", "corridors", "extents", "statements", "segments", "sightings", "positions", "places"].concat(DATA.features ? "features" : []);
var HIDDEN_AT_FIRST = ["extents"];
var MANY = 4000; // features beyond which SVG gets slow and planes take over
var FEW_REGIONS = 2; // statements whose regions are drawn together before a selection
var FEW_CORRIDORS = 6; // movements whose ground is drawn before a selection
var TOGETHER = "all"; // how ids begin that stand for where several statements meet

var PLACE_ROWS = new Map(DATA.places.map(function (place, row) { return [place.id, row]; }));
var LAYERS = new Map();
var RENDERERS = new Map();
var SHOWN = new Map(LAYER_NAMES.concat("labels").map(function (name) {
  return [name, !HIDDEN_AT_FIRST.includes(name)];
}));
var SELECTED = { kind: "", at: -1 };
var MAP = null;
var CROWDED = LAYER_NAMES.reduce(function (sum, name) { return sum + (name === "features" ? 0 : rowCount(name)); }, 0) > MANY;

function rowCount(name) {
  return DATA.tables[name].rows.length;
}

function prepareLayers(map) {
  MAP = map;
  LAYER_NAMES.forEach(function (name, at) {
    map.createPane(name).style.zIndex = 410 + at * 10;
    RENDERERS.set(name, L.svg({ pane: name, padding: 0.6 }));
    LAYERS.set(name, L.featureGroup());
  });
}

function drawLayers() {
  LAYER_NAMES.forEach(function (name) {
    var layer = LAYERS.get(name);
    layer.clearLayers();
    if (SHOWN.get(name)) {
      fillLayer(name, layer);
      layer.addTo(MAP);
    } else {
      layer.remove();
    }
  });
}

function fillLayer(name, layer) {
  var into = CROWDED && name !== "features" ? new Sheaf(name) : layer;
  DRAW[name](into);
  if (into !== layer) layer.addLayer(into.plane());
}

function drawn(name, options) {
  return Object.assign({ pane: name, renderer: RENDERERS.get(name), smoothFactor: 0.2 }, options);
}

/** Tell whether an entry is chosen, itself or by the sentence that says it. */
function isSelected(kind, id) {
  var chosen = SELECTED.kind && DATA[SELECTED.kind][SELECTED.at];
  if (!chosen) return false;
  return SELECTED.kind === "sentences" ? chosen.ids.has(id) : SELECTED.kind === kind && chosen.id === id;
}

/** How strongly something is drawn: as usual, or faintly while something else is selected. */
function strength(kind, id) {
  return !SELECTED.kind || isSelected(kind, id) ? 1 : 0.3;
}

function latLngs(shape) {
  var depth = { Point: -1, LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[shape.type];
  if (depth < 0) return L.latLng(shape.coordinates[1], shape.coordinates[0]);
  return L.GeoJSON.coordsToLatLngs(shape.coordinates, depth);
}

function estimateAt(id) {
  var place = DATA.places[placeAt(id)];
  return place && place.estimate ? place.estimate.radius_m : 0;
}

/** The same where a line begins or ends at the estimate, and not at a stretch further on. */
function estimateThere(id, at) {
  var place = placeAt(id);
  var shape = place >= 0 && DATA.tables.places.shapes[place];
  return shape && MAP.distance(latLngs(shape), at) < 10 ? estimateAt(id) : 0;
}

var DRAW = {
  regions: function (layer) {
    var table = DATA.tables.regions;
    eachShape(table, function (shape, row) {
      var statement = cell(table, row, "statement");
      if (!showsRegion(statement)) return;
      var set = cell(table, row, "set");
      var style = styleOf("region", set);
      var strong = set === "as_printed";
      L.polygon(latLngs(shape), drawn("regions", {
        color: style.colour, weight: strong ? 1.6 : 1, opacity: strong ? 0.9 : 0.7,
        dashArray: dashes(style, 1.2), fillColor: style.colour, fillOpacity: strong ? 0.24 : 0.07,
      })).bindPopup(popup("regions", row, cellPair(table, row, "subject")), popupOptions()).addTo(layer);
    });
  },
  corridors: function (layer) {
    var table = DATA.tables.corridors;
    eachShape(table, function (shape, row) {
      if (!showsCorridor(cell(table, row, "movement"))) return;
      var colour = styleOf("segment", cell(table, row, "segment_class")).colour;
      L.polygon(latLngs(shape), drawn("corridors", { // no edge: nobody knows where it ends to a pixel
        color: colour, weight: 9, opacity: 0.1, lineJoin: "round", fillColor: colour, fillOpacity: 0.12,
      })).bindPopup(popup("corridors", row, null), popupOptions()).addTo(layer);
    });
  },
  extents: function (layer) {
    var table = DATA.tables.extents;
    eachShape(table, function (shape, row) {
      if (isEstimate(table, row)) return; // drawn with the places: it is all there is of them
      var style = styleOf("extent", cell(table, row, "basis"));
      var line = shape.type.endsWith("LineString");
      (line ? L.polyline : L.polygon)(latLngs(shape), drawn("extents", {
        color: line ? GROUND.river : style.colour, weight: line ? 3 : 1.2, dashArray: dashes(style, 1.6),
        fill: !line, fillColor: style.colour, fillOpacity: 0.05,
      })).bindPopup(popup("extents", row, cellPair(table, row, "name")), popupOptions()).addTo(layer);
    });
  },
  statements: function (layer) {
    DATA.findings.forEach(function (finding, row) {
      var detailed = isSelected("findings", finding.id) && finding.hypotheses.length;
      if (detailed) drawHypotheses(finding, row, layer);
      else drawStatement(finding, row, layer);
    });
  },
  segments: function (layer) {
    var table = DATA.tables.segments;
    eachShape(table, function (shape, row) {
      var movement = cell(table, row, "movement");
      var style = styleOf("segment", cell(table, row, "segment_class"));
      var line = latLngs(shape);
      line = trimmed(line, estimateThere(cell(table, row, "origin"), line[0]), estimateThere(cell(table, row, "destination"), line[line.length - 1]));
      var faint = strength("movements", movement);
      var content = popup("segments", row, null);
      L.polyline(line, drawn("segments", { color: "#fff", weight: 6, opacity: 0.7 * faint, interactive: false })).addTo(layer);
      L.polyline(line, drawn("segments", {
        color: style.colour, weight: isSelected("movements", movement) ? 4 : 3, opacity: faint,
        dashArray: dashes(style, 3), lineCap: "butt",
      })).bindPopup(content, popupOptions()).addTo(layer);
      arrow(line, style.colour, faint, cell(table, row, "ends") === "direction").bindPopup(content, popupOptions()).addTo(layer);
    });
  },
  sightings: function (layer) {
    sightingsByPoint().forEach(function (rows) {
      var table = DATA.tables.sightings;
      var role = styleOf("role", cell(table, rows[0], "role"));
      var strong = Math.max.apply(null, rows.map(function (row) { return strength("movements", cell(table, row, "movement")); }));
      new Mark(latLngs(table.shapes[rows[0]]), drawn("sightings", {
        radius: 11, color: role.ink, weight: 2, opacity: strong, dashArray: dashes(role, 1.6), fill: true, fillOpacity: 0,
      })).bindPopup(popupOfRows("sightings", rows, cellPair(table, rows[0], "name")), popupOptions()).addTo(layer);
    });
  },
  positions: function (layer) {
    var table = DATA.tables.positions;
    eachShape(table, function (shape, row) {
      if (cell(table, row, "is_reference") === "yes") return; // the place's own mark stands there
      new Mark(latLngs(shape), drawn("positions", {
        radius: 4, path: crossPath, color: styleOf("reference", "no").ink, weight: 2, fill: true, fillOpacity: 0,
      })).bindPopup(popup("positions", row, cellPair(table, row, "name")), popupOptions()).addTo(layer);
    });
  },
  places: function (layer) {
    var extents = DATA.tables.extents;
    eachShape(extents, function (shape, row) {
      if (!isEstimate(extents, row)) return;
      var style = styleOf("position", "estimate");
      L.polygon(latLngs(shape), drawn("places", {
        color: style.ink, weight: 1.8, dashArray: "5 4",
        fillColor: "url(#hatch)", fillOpacity: 0.75,
      })).bindPopup(function () { return placePopup(placeAt(cell(extents, row, "place"))); }, popupOptions()).addTo(layer);
    });
    var table = DATA.tables.places;
    eachShape(table, function (shape, row) {
      var basis = cell(table, row, "position");
      if (basis !== "published" && basis !== "pinned") return;
      new Mark(latLngs(shape), drawn("places", {
        radius: 6, color: "#fff", weight: 2, fillColor: styleOf("position", basis).colour, fillOpacity: 1,
      })).bindPopup(function () { return placePopup(row); }, popupOptions()).addTo(layer);
    });
  },
};

function eachShape(table, draw) {
  table.shapes.forEach(function (shape, row) {
    if (shape && inTime(table, row)) draw(shape, row);
  });
}

function isEstimate(extents, row) {
  return styleOf("extent", cell(extents, row, "basis")).code === "estimate";
}

function placeAt(id) {
  return PLACE_ROWS.has(id) ? PLACE_ROWS.get(id) : -1;
}

var REGION_STATEMENTS = new Set(DATA.tables.regions.rows.map(function (_, row) {
  return cell(DATA.tables.regions, row, "statement");
}));

function showsRegion(statement) {
  if (SELECTED.kind === "findings" || SELECTED.kind === "sentences") return isSelected("findings", statement);
  return !SELECTED.kind && (REGION_STATEMENTS.size <= FEW_REGIONS || statement.startsWith(TOGETHER));
}

var CORRIDOR_MOVEMENTS = new Set(DATA.tables.corridors.rows.map(function (row) {
  return cell(DATA.tables.corridors, row, "movement");
}));

/** The ground of few movements is shown with them, that of many once one is chosen. */
function showsCorridor(movement) {
  if (SELECTED.kind === "movements" || SELECTED.kind === "sentences") return isSelected("movements", movement);
  return !SELECTED.kind && CORRIDOR_MOVEMENTS.size <= FEW_CORRIDORS;
}

function drawStatement(finding, row, layer) {
  var shape = DATA.tables.statements.shapes[row];
  if (!shape) return;
  if (shape.type === "Point") verdictRing(latLngs(shape), finding.verdict, strength("findings", finding.id), row, layer);
  else verdictLine(latLngs(shape), finding.verdict, strength("findings", finding.id), row, layer);
}

/** A gate that was passed: a ring around it, wider than that of who was seen there; of an estimate, all of its disc. */
function verdictRing(at, verdict, faint, row, layer) {
  var style = styleOf("verdict", verdict);
  var look = drawn("statements", {
    radius: 15, color: style.colour, weight: 4, opacity: faint, dashArray: dashes(style, 3.2), fill: true, fillOpacity: 0,
  });
  var disc = discAround(endsOf(row).find(function (id) { return estimateThere(id, at); }));
  (disc ? L.polygon(latLngs(disc), look) : new Mark(at, look))
    .bindPopup(function () { return findingPopup(row); }, popupOptions()).addTo(layer);
}

/** The disc in which an estimated place may lie; none of other places. */
function discAround(id) {
  var extents = DATA.tables.extents;
  var row = id ? extents.rows.find(function (each) { return cell(extents, each, "place") === id && isEstimate(extents, each); }) : undefined;
  return row === undefined ? null : extents.shapes[row];
}

/** One line for each way the world may be, so that a reader sees which positions fit. */
function drawHypotheses(finding, row, layer) {
  finding.hypotheses.forEach(function (each) {
    if (!each.from.at || !each.to.at) return;
    verdictLine(toLatLngs([each.from.at, each.to.at]), each.verdict, 1, row, layer);
  });
}

function verdictLine(line, verdict, faint, row, layer) {
  var style = styleOf("verdict", verdict);
  L.polyline(line, drawn("statements", { color: "#fff", weight: 8, opacity: 0.8 * faint, interactive: false })).addTo(layer);
  L.polyline(line, drawn("statements", {
    color: style.colour, weight: 4, opacity: faint, dashArray: dashes(style, 3.2), lineCap: "butt",
  })).bindPopup(function () { return findingPopup(row); }, popupOptions()).addTo(layer);
}

/** Cut a line off where it enters the disc of an estimate: it must not point to the disc's middle. */
function trimmed(line, startM, endM) {
  return cutStart(cutStart(line, startM).reverse(), endM).reverse();
}

function cutStart(line, radiusM) {
  if (!radiusM || line.length < 2) return line.slice();
  var middle = L.latLng(line[0]);
  for (var i = 1; i < line.length; i += 1) {
    var before = MAP.distance(middle, line[i - 1]);
    var after = MAP.distance(middle, line[i]);
    if (after > radiusM) return [between(line[i - 1], line[i], (radiusM - before) / (after - before))].concat(line.slice(i));
  }
  return line.slice();
}

function between(from, to, share) {
  var a = L.latLng(from);
  var b = L.latLng(to);
  return L.latLng(a.lat + (b.lat - a.lat) * share, a.lng + (b.lng - a.lng) * share);
}

/** An arrow in the middle of a line; at its end where nobody said that somebody arrived. */
function arrow(line, colour, faint, atEnd) {
  var at = atEnd ? line.length - 1 : Math.max(1, Math.floor(line.length * 0.55));
  var middle = between(line[at - 1], line[at], atEnd ? 1 : 0.6);
  return new Mark(middle, drawn("segments", {
    radius: 9, path: arrowPath(screenTurn(line[at - 1], line[at])), color: "#fff", weight: 1.5, opacity: faint,
    fillColor: colour, fillOpacity: faint,
  }));
}

/** Rows of sightings that stand on one point, first point first. */
function sightingsByPoint() {
  var points = new Map();
  eachShape(DATA.tables.sightings, function (shape, row) {
    var here = shape.coordinates.join(" ");
    if (estimateAt(cell(DATA.tables.sightings, row, "place"))) return; // its disc says so already
    points.set(here, (points.get(here) || []).concat(row));
  });
  return points;
}

/** Enclose what belongs to a finding, a movement, a place, or all that a sentence says. */
function boundsOf(kind, at) {
  var bounds = L.latLngBounds([]);
  function extend(shape) {
    if (shape) bounds.extend(L.geoJSON(shape).getBounds());
  }
  if (kind === "sentences") {
    DATA.sentences[at].entries.forEach(function (each) { bounds.extend(boundsOf(each.kind, each.at)); });
  } else if (kind === "findings") {
    extend(DATA.tables.statements.shapes[at]);
    if (!DATA.tables.statements.shapes[at]) extendRegions(DATA.findings[at].id, extend);
    DATA.findings[at].hypotheses.forEach(function (each) {
      [each.from.at, each.to.at].forEach(function (end) { if (end) bounds.extend([end[1], end[0]]); });
    });
    endsOf(at).forEach(function (id) { extendPlace(id, extend); });
  } else if (kind === "movements") {
    ["segments", "sightings"].forEach(function (name) {
      var table = DATA.tables[name];
      eachShape(table, function (shape, row) {
        if (cell(table, row, "movement") === DATA.movements[at].id) extend(shape);
      });
    });
  } else {
    extendPlace(DATA.places[at].id, extend);
  }
  return bounds;
}

/** What a statement without a line is about: the region it speaks of. */
function extendRegions(statement, extend) {
  var table = DATA.tables.regions;
  eachShape(table, function (shape, row) {
    if (cell(table, row, "statement") === statement) extend(shape);
  });
}

function endsOf(at) {
  var table = DATA.tables.statements;
  return (cell(table, at, "subject") + ";" + cell(table, at, "reference")).split(";");
}

function extendPlace(id, extend) {
  var place = placeAt(id);
  if (place < 0) return;
  extend(DATA.tables.places.shapes[place]);
  ["positions", "extents"].forEach(function (name) {
    var table = DATA.tables[name];
    eachShape(table, function (shape, row) {
      if (cell(table, row, "place") === id && shape.type.indexOf("Line") < 0) extend(shape);
    });
  });
}
