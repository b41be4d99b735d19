// A point in the notations that people copy: decimal degrees, degrees-minutes-seconds, MGRS; no finer than asked for.

var NOTATIONS = ["decimal", "dms", "mgrs"];
var BANDS = "CDEFGHJKLMNPQRSTUVWX";
var SQUARE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
var MINUTE_ONLY_M = 600; // coarser than this, seconds would promise too much
var UTM_SCALE = 0.9996;

// Krueger's series for the transverse Mercator projection in the third flattening (Karney 2011, equation 35).
var RECTIFYING_M = 6367449.145823415;
var KRUEGER = [8.377318206244698e-4, 7.608527773572307e-7, 1.197645503329453e-9, 2.429170607201359e-12];

/** Write a point as "lat, lon" or one square, told to about `metresFine` metres. */
function written(at, notation, metresFine) {
  if (notation === "mgrs") return mgrs(at.lat, at.lng, metresFine);
  if (notation === "dms") return dms(at.lat, "NS", metresFine) + " " + dms(at.lng, "EW", metresFine);
  var digits = Math.max(0, Math.min(6, Math.round(Math.log10(111320 / metresFine))));
  return at.lat.toFixed(digits) + ", " + at.lng.toFixed(digits);
}

function dms(degrees, letters, metresFine) {
  var digits = Math.max(0, Math.min(2, Math.round(Math.log10(31 / metresFine))));
  var unitsPerSecond = Math.pow(10, digits);
  var whole = Math.round(Math.abs(degrees) * 3600 * unitsPerSecond);
  var seconds = (whole % (60 * unitsPerSecond)) / unitsPerSecond;
  var minutes = Math.floor(whole / (60 * unitsPerSecond));
  if (metresFine > MINUTE_ONLY_M) {
    minutes = Math.round(Math.abs(degrees) * 60);
    return Math.floor(minutes / 60) + "\u00b0" + pad(minutes % 60, 2) + "\u2032" + letters[degrees < 0 ? 1 : 0];
  }
  return Math.floor(minutes / 60) + "\u00b0" + pad(minutes % 60, 2) + "\u2032" + (seconds < 10 ? "0" : "") + seconds.toFixed(digits) + "\u2033" + letters[degrees < 0 ? 1 : 0];
}

function pad(number, width) {
  return String(number).padStart(width, "0");
}

/** The zone of UTM, with its exceptions in Norway and Svalbard. */
function zoneOf(lat, lon) {
  var zone = Math.min(60, Math.floor((lon + 180) / 6) + 1);
  if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32;
  if (lat < 72 || lon < 0 || lon >= 42) return zone;
  return [9, 21, 33, 42].findIndex(function (edge) { return lon < edge; }) * 2 + 31;
}

/** Easting and northing in metres on the transverse Mercator of a zone. */
function utm(lat, lon, zone) {
  var phi = lat * Math.PI / 180;
  var lambda = (lon - (zone * 6 - 183)) * Math.PI / 180;
  var e = Math.sqrt(FLAT * (2 - FLAT));
  var conformal = Math.sinh(Math.asinh(Math.tan(phi)) - e * Math.atanh(e * Math.sin(phi)));
  var xi = Math.atan2(conformal, Math.cos(lambda));
  var eta = Math.asinh(Math.sin(lambda) / Math.hypot(conformal, Math.cos(lambda)));
  var x = eta;
  var y = xi;
  KRUEGER.forEach(function (each, k) {
    x += each * Math.cos(2 * (k + 1) * xi) * Math.sinh(2 * (k + 1) * eta);
    y += each * Math.sin(2 * (k + 1) * xi) * Math.cosh(2 * (k + 1) * eta);
  });
  return { x: 500000 + UTM_SCALE * RECTIFYING_M * x, y: (lat < 0 ? 10000000 : 0) + UTM_SCALE * RECTIFYING_M * y };
}

/** Write a point as MGRS: the square it lies in, cut off and not rounded; none towards the poles. */
function mgrs(lat, lng, metresFine) {
  var lon = ((lng + 180) % 360 + 360) % 360 - 180;
  if (lat < -80 || lat > 84) return "\u2013";
  var zone = zoneOf(lat, lon);
  var grid = utm(lat, lon, zone);
  var band = BANDS[Math.min(19, Math.floor((lat + 80) / 8))];
  var column = SQUARE_LETTERS[((zone - 1) % 3) * 8 + Math.floor(grid.x / 100000) - 1];
  var row = SQUARE_LETTERS[(Math.floor(grid.y / 100000) + (zone % 2 ? 0 : 5)) % 20];
  var digits = Math.max(0, Math.min(5, Math.floor(5 - Math.log10(Math.max(1, metresFine)) + 1e-9)));
  function part(metresIn) { return digits ? " " + pad(Math.floor((metresIn % 100000) / Math.pow(10, 5 - digits)), digits) : ""; }
  return pad(zone, 2) + band + " " + column + row + part(grid.x) + part(grid.y);
}
