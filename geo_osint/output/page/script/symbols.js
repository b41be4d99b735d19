// Marks that say by their shape what colour also says.

/** A point drawn as any path around its middle. */
var Mark = L.CircleMarker.extend({
  options: { path: function (r) { return circlePath(r); } },
  _updatePath: function () {
    var middle = this._point;
    this._renderer._setPath(this, this._empty() ? "M0 0" : moved(this.options.path(this._radius), middle));
  },
});

/** Move a path, given as lists [letter, x, y, x, y…], and write it for SVG. */
function moved(path, by) {
  return path.map(function (part) {
    var numbers = part.slice(1).map(function (value, at) {
      return (value + (at % 2 ? by.y : by.x)).toFixed(1);
    });
    return part[0] + numbers.join(" ");
  }).join("");
}

/** Sixteen corners look round at these sizes and need no arcs. */
function circlePath(r) {
  var path = [];
  for (var i = 0; i < 16; i += 1) {
    var turn = (i / 16) * 2 * Math.PI;
    path.push([i ? "L" : "M", r * Math.cos(turn), r * Math.sin(turn)]);
  }
  return path.concat([["Z"]]);
}

function squarePath(r) {
  return [["M", -0.9 * r, -0.9 * r], ["L", 0.9 * r, -0.9 * r], ["L", 0.9 * r, 0.9 * r], ["L", -0.9 * r, 0.9 * r], ["Z"]];
}

/** A figure of so many equal sides, one corner up. */
function cornersPath(r, corners) {
  return Array.from({ length: corners }, function (_, at) {
    var turn = (at / corners - 0.25) * 2 * Math.PI;
    return [at ? "L" : "M", r * Math.cos(turn), r * Math.sin(turn)];
  }).concat([["Z"]]);
}

function trianglePath(r) { return cornersPath(1.2 * r, 3); }

function pentagonPath(r) { return cornersPath(1.1 * r, 5); }

function hexagonPath(r) { return cornersPath(1.1 * r, 6); }

function diamondPath(r) {
  return [["M", 0, -r], ["L", r, 0], ["L", 0, r], ["L", -r, 0], ["Z"]];
}

function crossPath(r) {
  return [["M", -r, -r], ["L", r, r], ["M", -r, r], ["L", r, -r]];
}

var TURNS = 64; // ways an arrow may point: a screen shows no more
var ARROWS = new Map();

/** An arrow head that points along `turn`, in radians clockwise from east on the screen. */
function arrowPath(turn) {
  var whole = Math.round((turn / (2 * Math.PI)) * TURNS);
  if (!ARROWS.has(whole)) ARROWS.set(whole, arrowTo((whole / TURNS) * 2 * Math.PI));
  return ARROWS.get(whole);
}

function arrowTo(turn) {
  return function (r) {
    return [[1.3, 0], [-0.9, 0.9], [-0.4, 0], [-0.9, -0.9]].map(function (corner, at) {
      var x = corner[0] * r;
      var y = corner[1] * r;
      return [at ? "L" : "M", x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
    }).concat([["Z"]]);
  };
}

/** Tell which way a line runs on the screen; the projection keeps angles at every zoom. */
function screenTurn(from, to) {
  var a = L.CRS.EPSG3857.project(L.latLng(from));
  var b = L.CRS.EPSG3857.project(L.latLng(to));
  return Math.atan2(a.y - b.y, b.x - a.x);
}

/** Patterns live in one hidden drawing; fills refer to them by name. */
function definePatterns() {
  var estimate = styleOf("position", "estimate").colour;
  var line = svg("path", { d: "M-2 2L2 -2M0 8L8 0M6 10L10 6", stroke: estimate, "stroke-width": 1.6 });
  var pattern = svg("pattern", { id: "hatch", width: 8, height: 8, patternUnits: "userSpaceOnUse" }, line);
  var drawing = svg("svg", { width: 0, height: 0, "aria-hidden": "true", "class": "patterns" }, svg("defs", {}, pattern));
  document.body.append(drawing);
}

function dashes(style, width) {
  return style.dash.length ? style.dash.map(function (part) { return part * width; }).join(" ") : null;
}

/** A small sample of a line or a mark, for the legend and the lists. */
function swatch(kind, style) {
  var colour = style.colour;
  var drawn = {
    line: function () {
      return [svg("path", { d: "M1 8H27", stroke: colour, "stroke-width": 3, fill: "none", "stroke-dasharray": dashes(style, 1.6) || "none" })];
    },
    arrow: function () {
      return drawn.line().concat([svg("path", { d: "M12 3L21 8L12 13L14.5 8Z", fill: colour })]);
    },
    dot: function () {
      return [svg("circle", { cx: 14, cy: 8, r: 5.5, fill: colour, stroke: "#fff", "stroke-width": 1.5 })];
    },
    ring: function () {
      return [svg("circle", { cx: 14, cy: 8, r: 6, fill: "none", stroke: colour, "stroke-width": 2.2, "stroke-dasharray": dashes(style, 1.2) || "none" })];
    },
    look: function () {
      return [svg("path", { d: moved(style.path(5.5), { x: 14, y: 8 }), fill: style.hollow ? "none" : colour, stroke: style.hollow ? colour : "#fff", "stroke-width": style.hollow ? 2 : 1 })];
    },
    cross: function () {
      return [svg("path", { d: "M10 4L18 12M10 12L18 4", stroke: colour, "stroke-width": 2.2 })];
    },
    disc: function () {
      return [svg("circle", { cx: 14, cy: 8, r: 6.5, fill: "url(#hatch)", stroke: colour, "stroke-width": 1.6, "stroke-dasharray": "3 2" })];
    },
    strip: function () {
      return [svg("rect", { x: 2, y: 3, width: 24, height: 10, rx: 4, fill: colour, "fill-opacity": 0.2 })];
    },
    area: function () {
      return [svg("rect", { x: 2, y: 3, width: 24, height: 10, fill: colour, "fill-opacity": 0.22, stroke: colour, "stroke-width": 1.6, "stroke-dasharray": dashes(style, 1.2) || "none" })];
    },
  };
  return svg("svg", { width: 28, height: 16, viewBox: "0 0 28 16", "aria-hidden": "true", "class": "swatch" }, drawn[kind]());
}
