// Stands in for a layer where there is too much for an object each: takes Leaflet's paths and keeps their ink alone.

function Sheaf(pane) {
  this._parts = new Parts();
  this._looks = [];
  this._keys = new Map();
  this._contents = [];
  this._pane = pane;
}

/** Take a path; the white rims under lines are left out, they only matter to few. */
Sheaf.prototype.addLayer = function (path) {
  if (path.options.interactive === false) return;
  var row = this._contents.push(path.getPopup() ? path.getPopup().getContent() : null) - 1;
  var kind = path.getLatLng ? 1 : path instanceof L.Polygon ? 3 : 2;
  var look = this._look(path.options);
  var parts = this._parts;
  function add(points, of) {
    points.forEach(function (at) { parts.point(at.lat, at.lng); });
    parts.close(row, of, look);
  }
  function rings(polygon) { polygon.forEach(function (ring, at) { add(ring, at ? 4 : 3); }); }
  if (kind === 1) add([path.getLatLng()], 1);
  else if (kind === 3) (L.LineUtil.isFlat(path.getLatLngs()[0]) ? [path.getLatLngs()] : path.getLatLngs()).forEach(rings);
  else (L.LineUtil.isFlat(path.getLatLngs()) ? [path.getLatLngs()] : path.getLatLngs()).forEach(function (line) { add(line, 2); });
};

Sheaf.prototype._look = function (o) {
  var colour = o.fill && o.fillOpacity && o.path ? o.fillColor : o.color;
  var known = this._keys.get(o.path) || new Map();
  var words = [colour, o.opacity, o.weight, o.dashArray, o.fillOpacity].join(" ");
  this._keys.set(o.path, known);
  if (!known.has(words)) {
    known.set(words, this._looks.push({
      colour: colour, opacity: o.opacity, width: o.weight, dash: o.dashArray ? o.dashArray.split(" ").map(Number) : [],
      path: o.path, hollow: !o.fillOpacity,
    }) - 1);
  }
  return known.get(words);
};

/** Give what was taken as one plane. */
Sheaf.prototype.plane = function () {
  var contents = this._contents;
  return new Plane(this._parts, this._looks, function (rows, latlng) {
    var first = rows.find(function (row) { return contents[row]; });
    if (first !== undefined) L.popup(popupOptions()).setLatLng(latlng).setContent(contents[first]).openOn(MAP);
  }, { pane: this._pane, padding: 0.3 });
};
