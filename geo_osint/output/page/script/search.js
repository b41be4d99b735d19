// Finding by name in either script.

function quoted(quote) {
  return quote.map(function (piece) { return piece[0]; }).join("");
}

var INDEX = null;

/** Everything that can be found: kind, position in its list, and folded texts. */
function index() {
  if (INDEX) return INDEX;
  INDEX = [];
  DATA.places.forEach(function (place, at) {
    INDEX.push({ kind: "places", at: at, keys: place.keys });
  });
  DATA.findings.forEach(function (finding, at) {
    INDEX.push({ kind: "findings", at: at, keys: [key(quoted(finding.quote))] });
  });
  DATA.movements.forEach(function (movement, at) {
    INDEX.push({ kind: "movements", at: at, keys: [key(quoted(movement.quote))] });
  });
  return INDEX;
}

/** List what holds the query in any of its names or words, places first, in the order of the case. */
function search(query) {
  var wanted = key(query);
  if (!wanted) return [];
  if (DATA.features) return featuresNamed(closed(wanted)).map(function (row) { return { kind: "features", at: row }; });
  return index().filter(function (entry) {
    return entry.keys.some(function (each) {
      return each.includes(wanted) || closed(each).includes(closed(wanted));
    });
  });
}
