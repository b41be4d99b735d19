// Measuring on the map, and where the pointer is. Lines are geodesics of WGS84, the figures those of geodesy.py.

var MEASURE = { on: false, points: [], layer: null };
var NOTATION = NOTATIONS[0];
var SNAP_PX = 12; // a click so near a place's mark means the place
var LINE_STEPS = 64; // pieces in which a geodesic is drawn

function prepareMeasure(map) {
  map.createPane("measure").style.zIndex = 630;
  MEASURE.layer = L.featureGroup([], { pane: "measure" }).addTo(map);
  map.getContainer().addEventListener("click", measureClick, true); // before anything else opens
  map.getContainer().addEventListener("keydown", measureKey);
  map.on("mousemove", function (event) { sayWhere(event.latlng, false); });
  map.on("mouseout moveend", function () { sayWhere(map.getCenter(), true); });
}

function onControl(node) {
  return node.closest(".over-map, .leaflet-control, .leaflet-popup");
}

function measureClick(event) {
  if (!MEASURE.on || onControl(event.target) || (MAP.dragging && MAP.dragging.moved())) return;
  event.stopPropagation();
  addPoint(MAP.mouseEventToLatLng(event));
}

/** Enter takes the point under the cross in the middle, Backspace takes the last one back. */
function measureKey(event) {
  if (!MEASURE.on || onControl(event.target)) return;
  if (event.key === "Enter") addPoint(MAP.getCenter());
  else if (event.key === "Backspace") takeBack();
  else if (event.key === "Escape") stopMeasure();
  else return;
  event.preventDefault();
}

function startMeasure() {
  MEASURE.on = true;
  MAP.closePopup();
  MAP.doubleClickZoom.disable();
  showMeasure();
  MAP.getContainer().focus({ preventScroll: true });
}

function stopMeasure() {
  MEASURE.on = false;
  MEASURE.points = [];
  MAP.doubleClickZoom.enable();
  showMeasure();
  MAP.getContainer().focus({ preventScroll: true });
}

function addPoint(latlng) {
  MEASURE.points.push(placeUnder(latlng) || { at: latlng.wrap(), row: -1, fine: pixelMetres(latlng) });
  showMeasure();
}

function takeBack() {
  MEASURE.points.pop();
  showMeasure();
}

/** The published place whose mark is meant, so that its very position is measured and no pixel. */
function placeUnder(latlng) {
  var here = MAP.latLngToContainerPoint(latlng);
  var best = null;
  var table = DATA.tables.places;
  eachShape(table, function (shape, row) {
    if (!["published", "pinned"].includes(cell(table, row, "position"))) return;
    var at = latLngs(shape);
    var off = MAP.latLngToContainerPoint(at).distanceTo(here);
    if (off <= SNAP_PX && (!best || off < best.off)) best = { at: at, row: row, fine: 1, off: off };
  });
  return best;
}

/** Metres on the ground in a pixel here: nothing clicked is finer. */
function pixelMetres(latlng) {
  return 156543.03 * Math.cos(latlng.lat * Math.PI / 180) / Math.pow(2, MAP.getZoom());
}

function showMeasure() {
  MAP_NODE.classList.toggle("measuring", MEASURE.on);
  MEASURE.layer.clearLayers();
  MEASURE.points.forEach(function (point, i) {
    if (i) L.polyline(geodesicLine(MEASURE.points[i - 1].at, point.at), { pane: "measure", color: "#111", weight: 3, dashArray: "2 5", interactive: false }).addTo(MEASURE.layer);
    L.circleMarker(point.at, { pane: "measure", radius: 5, color: "#111", weight: 2, fillColor: "#fff", fillOpacity: 1, interactive: false }).addTo(MEASURE.layer);
  });
  var box = document.querySelector(".measure");
  if (box) box.replaceWith(measureBox());
}

function geodesicLine(from, to) {
  var line = geodesic(from, to);
  var points = [];
  for (var i = 0; i <= LINE_STEPS; i += 1) points.push(line.at(i / LINE_STEPS));
  return points;
}

function measureBox() {
  var box = el("div", { "class": "measure", role: "group", "aria-label": say("measure") });
  box.hidden = !MEASURE.on;
  if (!MEASURE.on) return box;
  return add(box, [
    MEASURE.points.length ? null : el("p", { "class": "hint" }, say("measure_hint")),
    el("div", { role: "status" }, measuredLegs()),
    el("p", { "class": "tools-row" }, [
      button(say("measure_add"), function () { addPoint(MAP.getCenter()); refocus("measure-add"); }, { id: "measure-add" }),
      button(say("measure_back"), function () { takeBack(); refocus("measure-back"); }, { id: "measure-back" }),
      button(say("close"), stopMeasure),
    ]),
  ]);
}

function refocus(id) {
  document.getElementById(id).focus();
}

function measuredLegs() {
  var points = MEASURE.points;
  if (points.length < 2) return points.length ? el("p", {}, pointName(points[0])) : null;
  var sum = 0;
  var coarsest = 0;
  var legs = points.slice(1).map(function (point, i) {
    var line = geodesic(points[i].at, point.at);
    var fine = Math.max(points[i].fine, point.fine);
    sum += line.distance_m;
    coarsest = Math.max(coarsest, fine);
    return el("li", {}, [pointName(points[i]), isArabic() ? " \u2190 " : " \u2192 ", pointName(point), ": ", el("strong", {}, bdi(lengthWords(line.distance_m, fine))),
      line.distance_m ? [isArabic() ? "\u060c " : ", ", bdi(line.azimuth_deg.toFixed(1) + "\u00b0")] : null]);
  });
  return [el("ol", { role: "list" }, legs), legs.length > 1 ? el("p", {}, [say("measure_sum"), " ", el("strong", {}, bdi(lengthWords(sum, coarsest)))]) : null];
}

function pointName(point) {
  return point.row < 0 ? bdi(written(point.at, NOTATION, point.fine), { dir: "ltr", "class": "number" }) : bdi(DATA.places[point.row].name[UI.language]);
}

/** A length with no more digits than the points are worth: a metre between sourced points, a pixel else. */
function lengthWords(value, fine) {
  if (value < 1000) return value.toFixed(fine < 1 ? 1 : 0) + " " + say("m");
  var digits = Math.max(0, Math.min(3, Math.floor(3.5 - Math.log10(Math.max(1, fine)))));
  return (value / 1000).toFixed(digits) + " " + say("km");
}

// Where the pointer is; the middle of the map where there is none, as with keys and fingers.

var WHERE = { at: null, middle: true };

function whereButton() {
  return button("", function () {
    NOTATION = NOTATIONS[(NOTATIONS.indexOf(NOTATION) + 1) % NOTATIONS.length];
    sayWhere(WHERE.at, WHERE.middle);
    showMeasure();
  }, { id: "where", title: say("where_change") });
}

function sayWhere(at, middle) {
  WHERE = { at: at, middle: middle };
  var node = document.getElementById("where");
  if (!node) return;
  node.textContent = "";
  add(node, [
    middle ? el("span", {}, say("where_middle") + " ") : null,
    bdi(written(at.wrap(), NOTATION, pixelMetres(at)), { dir: "ltr", "class": "number" }),
    el("span", { "class": "unseen" }, ". " + say("where_change")),
  ]);
}

function northArrow() {
  return svg("svg", { viewBox: "0 0 20 30", width: 20, height: 30, role: "img", "aria-label": say("north"), "class": "north" }, [
    svg("path", { d: "M10 1L16 17L10 13.5L4 17Z" }), svg("text", { x: 10, y: 29, "text-anchor": "middle" }, "N"),
  ]);
}
