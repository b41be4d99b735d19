// The ground: outlines of countries and rivers, drawn once, never in the way of a click.

var GROUND = {
  land: "#f7f5f0", sea: "#dbe6ec", coast: "#8ea3b0", boundary: "#8a8178", river: "#7fb0cf",
};

/** Turn differences in units of a degree into latitudes and longitudes. */
function unpack(steps, units) {
  var x = 0;
  var y = 0;
  var points = [];
  for (var i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push([y / units, x / units]);
  }
  return points;
}

function unpackAll(lines, units) {
  return lines.map(function (line) { return unpack(line, units); });
}

function polygons(layer) {
  return layer.land.map(function (rings) { return unpackAll(rings, layer.units); });
}

function drawGround(map) {
  map.createPane("ground").style.zIndex = 150;
  map.getPane("ground").style.pointerEvents = "none";
  var base = { pane: "ground", interactive: false, renderer: L.canvas({ pane: "ground", padding: 0.5 }) };
  var far = Object.assign({}, base, {
    stroke: true, color: GROUND.coast, weight: 0.6, fillColor: GROUND.land, fillOpacity: 1,
  });
  L.polygon(polygons(DATA.basemap.far), far).addTo(map);
  if (DATA.basemap.near) drawNear(map, base);
  DATA.rivers.forEach(function (river) {
    L.polyline(river.lines.map(toLatLngs), Object.assign({}, base, { color: GROUND.river, weight: 2.5 })).addTo(map);
  });
}

/** Within its box the finer ground covers the coarse one. */
function drawNear(map, base) {
  var near = DATA.basemap.near;
  var box = DATA.basemap.box;
  var cover = { stroke: false, fillOpacity: 1 };
  var line = { fill: false, smoothFactor: 0.7 };
  L.rectangle([[box[1], box[0]], [box[3], box[2]]],
    Object.assign({}, base, cover, { fillColor: GROUND.sea })).addTo(map);
  L.polygon(polygons(near), Object.assign({}, base, cover, { fillColor: GROUND.land })).addTo(map);
  L.polyline(unpackAll(near.coast, near.units),
    Object.assign({}, base, line, { color: GROUND.coast, weight: 1 })).addTo(map);
  L.polyline(unpackAll(near.boundary, near.units),
    Object.assign({}, base, line, { color: GROUND.boundary, weight: 1.2, dashArray: "7 3 1.5 3" })).addTo(map);
}

function toLatLngs(line) {
  return line.map(function (at) { return [at[1], at[0]]; });
}
