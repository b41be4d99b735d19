// Tables as they come: column by column, and geometry as steps in millionths of a degree.

var UNITS = 1e6;
var KINDS = ["", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"];

/** Give a function from a row to its value: a number, a text, or a word of the column's dictionary. */
function columnOf(packed) {
  if (packed.numbers) return function (row) { return packed.numbers[row]; };
  if (packed.texts) return function (row) { return packed.texts[row]; };
  if (packed.codes) return function (row) { return packed.words[packed.codes[row]]; };
  return function () { return packed.words[0]; };
}

/** Open a table: `rows` holds their numbers, `shapes` their geometry, which is unpacked when first asked for. */
function openTable(packed) {
  var shapes = null;
  var table = {
    columns: packed.columns,
    at: new Map(packed.columns.map(function (name, at) { return [name, columnOf(packed.cells[at])]; })),
    rows: Array.from({ length: packed.count }, function (_, row) { return row; }),
    packed: packed.shapes,
  };
  Object.defineProperty(table, "shapes", { get: function () {
    shapes = shapes || unpackShapes(packed.shapes, packed.count);
    return shapes;
  } });
  return table;
}

/** Give the value of a column in a row of a table, by name. */
function cell(table, row, column) {
  var values = table.at.get(column);
  return values ? values(row) : undefined;
}

/** Tell `visit` of each row with a place on the map: row, kind, and how to read on: `size()` and `point()`. */
function walkShapes(packed, count, visit) {
  var steps = packed.steps;
  var sizeAt = 0;
  var stepAt = 0;
  var x = 0;
  var y = 0;
  function size() {
    sizeAt += 1;
    return packed.sizes[sizeAt - 1];
  }
  function point() {
    x += steps[stepAt];
    y += steps[stepAt + 1];
    stepAt += 2;
    return [x / UNITS, y / UNITS];
  }
  for (var row = 0; row < count; row += 1) {
    var kind = packed.kinds[row] === undefined ? packed.kinds : packed.kinds[row];
    if (kind) visit(row, kind, size, point);
  }
}

function times(count, make) {
  return Array.from({ length: count }, function () { return make(); });
}

/** Read the coordinates of one geometry, nested as GeoJSON nests them. */
function coordinatesOf(kind, size, point) {
  function line() { return times(size(), point); }
  function polygon() { return times(size(), line); }
  return [null, point, line, polygon, line, polygon, function () { return times(size(), polygon); }][kind]();
}

/** Unpack into GeoJSON geometries, null for rows without one. */
function unpackShapes(packed, count) {
  var shapes = new Array(count).fill(null);
  walkShapes(packed, count, function (row, kind, size, point) {
    shapes[row] = { type: KINDS[kind], coordinates: coordinatesOf(kind, size, point) };
  });
  return shapes;
}

Object.keys(DATA.tables).forEach(function (name) { DATA.tables[name] = openTable(DATA.tables[name]); });
