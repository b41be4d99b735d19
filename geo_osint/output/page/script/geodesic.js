// The shortest line on the ellipsoid of WGS84 between two points, as geodesy.py measures it: to the micrometre,
// nearly antipodal points included. Method: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013) 43-55,
// equations and names as there: beta reduced latitude, alpha azimuth, sigma arc, omega and lambda longitudes.

var RADIUS_M = 6378137;
var FLAT = 1 / 298.257223563;
var FLAT1 = 1 - FLAT;
var SECOND2 = FLAT * (2 - FLAT) / (FLAT1 * FLAT1); // second eccentricity squared
var THIRD = FLAT / (2 - FLAT); // third flattening
var TINY = Math.sqrt(Number.MIN_VALUE);
var TOL = Number.EPSILON;
var SHORT = 0.1 * Math.sqrt(TOL) / Math.sqrt(FLAT * (1 - FLAT / 2) / 2); // arcs that need no iteration
var NEWTON_STEPS = 20;
var ALL_STEPS = 83;

// Coefficients of the series in epsilon, of sixth order (equations 17, 18, 42, 43), and of those
// of longitude (24, 25) for the flattening of WGS84; highest power first.
var SERIES_1 = [[-1 / 32, 6 / 32, -16 / 32], [-9 / 2048, 64 / 2048, -128 / 2048], [9 / 768, -16 / 768], [3 / 512, -5 / 512], [-7 / 1280], [-7 / 2048]];
var SERIES_2 = [[1 / 32, 2 / 32, 16 / 32], [35 / 2048, 64 / 2048, 384 / 2048], [15 / 768, 80 / 768], [7 / 512, 35 / 512], [63 / 1280], [77 / 2048]];
var SCALE_3 = [-0.0234375, -0.046927475637074494, -0.06281503005876607, -0.2502088451303832, -0.49916038980680816, 1];
var SERIES_3 = [
  [0.0234375, 0.03908873781853724, 0.04695366939653196, 0.12499964752736174, 0.24958019490340408],
  [0.01953125, 0.02345061890926862, 0.046822392185686165, 0.062342661206936094],
  [0.013671875, 0.023393770302437927, 0.025963026642854565], [0.013671875, 0.01362595881755982], [0.008203125],
];

function polynomial(coefficients, x) {
  return coefficients.reduce(function (sum, each) { return sum * x + each; }, 0);
}

/** Coefficients of sin(2k sigma), k from 1, of a series whose polynomials run in powers of `inner`. */
function sineTerms(table, epsilon, inner) {
  return table.map(function (each, k) { return Math.pow(epsilon, k + 1) * polynomial(each, inner); });
}

/** Sum a sine series by Clenshaw's recurrence. */
function sineSum(terms, s, c) {
  var turn = 2 * (c - s) * (c + s);
  var last = 0;
  var sum = 0;
  for (var k = terms.length - 1; k >= 0; k -= 1) {
    var next = turn * sum - last + terms[k];
    last = sum;
    sum = next;
  }
  return 2 * s * c * sum;
}

/** Make a sine and a cosine (or what is in their ratio) a point of the unit circle. */
function unit(s, c) {
  var length = Math.hypot(s, c);
  return { s: s / length, c: c / length };
}

function epsilonOf(calp0) {
  var k2 = calp0 * calp0 * SECOND2;
  return k2 / (2 * (1 + Math.sqrt(1 + k2)) + k2);
}

function stretchOf(beta) {
  return Math.sqrt(1 + SECOND2 * beta.s * beta.s);
}

/** Length of an arc over the minor semi-axis, and its reduced length (equations 7 and 38 to 40). */
function lengths(epsilon, arc, sigma1, sigma2, beta1, beta2) {
  var e2 = epsilon * epsilon;
  var a1 = (polynomial([1, 4, 64, 0], e2) / 256 + epsilon) / (1 - epsilon);
  var a2 = (polynomial([-11, -28, -192, 0], e2) / 256 - epsilon) / (1 + epsilon);
  var one = sineTerms(SERIES_1, epsilon, e2);
  var two = sineTerms(SERIES_2, epsilon, e2);
  var b1 = sineSum(one, sigma2.s, sigma2.c) - sineSum(one, sigma1.s, sigma1.c);
  var b2 = sineSum(two, sigma2.s, sigma2.c) - sineSum(two, sigma1.s, sigma1.c);
  var j = (a1 - a2) * arc + ((1 + a1) * b1 - (1 + a2) * b2);
  return {
    whole: (1 + a1) * (arc + b1),
    reduced: stretchOf(beta2) * sigma1.c * sigma2.s - stretchOf(beta1) * sigma1.s * sigma2.c - sigma1.c * sigma2.c * j,
  };
}

/** Follow an azimuth from the first latitude to the second: where it leads, and how far it misses the longitude. */
function shoot(beta1, beta2, alpha1, lambda) {
  if (beta1.s === 0 && alpha1.c === 0) alpha1 = { s: alpha1.s, c: -TINY };
  var salp0 = alpha1.s * beta1.c;
  var calp0 = Math.hypot(alpha1.c, alpha1.s * beta1.s);
  var same = beta2.c === beta1.c;
  var alpha2 = { s: same ? alpha1.s : salp0 / beta2.c, c: Math.abs(alpha1.c) };
  if (!same || Math.abs(beta2.s) !== -beta1.s) {
    var more = beta1.c < -beta1.s ? (beta2.c - beta1.c) * (beta1.c + beta2.c) : (beta1.s - beta2.s) * (beta1.s + beta2.s);
    alpha2.c = Math.sqrt(Math.pow(alpha1.c * beta1.c, 2) + more) / beta2.c;
  }
  var sigma1 = unit(beta1.s, alpha1.c * beta1.c);
  var sigma2 = unit(beta2.s, alpha2.c * beta2.c);
  var omega1 = unit(salp0 * beta1.s, alpha1.c * beta1.c);
  var omega2 = unit(salp0 * beta2.s, alpha2.c * beta2.c);
  var arc = Math.atan2(Math.max(0, sigma1.c * sigma2.s - sigma1.s * sigma2.c), sigma1.c * sigma2.c + sigma1.s * sigma2.s);
  var somega = Math.max(0, omega1.c * omega2.s - omega1.s * omega2.c);
  var comega = omega1.c * omega2.c + omega1.s * omega2.s;
  var eta = Math.atan2(somega * lambda.c - comega * lambda.s, comega * lambda.c + somega * lambda.s);
  var epsilon = epsilonOf(calp0);
  var three = sineTerms(SERIES_3, epsilon, epsilon);
  var b3 = sineSum(three, sigma2.s, sigma2.c) - sineSum(three, sigma1.s, sigma1.c);
  var found = lengths(epsilon, arc, sigma1, sigma2, beta1, beta2);
  return {
    alpha1: alpha1, alpha2: alpha2, arc: arc, length: found.whole,
    miss: eta - FLAT * polynomial(SCALE_3, epsilon) * salp0 * (arc + b3),
    slope: alpha2.c === 0 ? -2 * FLAT1 * stretchOf(beta1) / beta1.s : found.reduced * FLAT1 / (alpha2.c * beta2.c),
  };
}

/** The positive root of the astroid's quartic (equation 55), for points that are nearly antipodal. */
function astroid(x, y) {
  var p = x * x;
  var q = y * y;
  var r = (p + q - 1) / 6;
  if (q === 0 && r <= 0) return 0;
  var s = p * q / 4;
  var disc = s * (s + 2 * r * r * r);
  var u = r;
  if (disc >= 0) {
    var t3 = s + r * r * r;
    var t = Math.cbrt(t3 + (t3 < 0 ? -Math.sqrt(disc) : Math.sqrt(disc)));
    u += t + (t === 0 ? 0 : r * r / t);
  } else {
    u += 2 * r * Math.cos(Math.atan2(Math.sqrt(-disc), -(s + r * r * r)) / 3);
  }
  var v = Math.sqrt(u * u + q);
  var uv = u < 0 ? q / (v - u) : u + v;
  var w = (uv - q) / (2 * v);
  return uv / (Math.sqrt(uv + w * w) + w);
}

/** Begin from the sphere, or from the astroid near the antipodes; a short line is done at once. */
function firstAzimuth(beta1, beta2, lambda) {
  var sbeta = beta2.s * beta1.c - beta2.c * beta1.s;
  var sum = beta2.s * beta1.c + beta2.c * beta1.s;
  var near = beta2.c * beta1.c + beta2.s * beta1.s >= 0 && sbeta < 0.5 && beta2.c * lambda.angle < 0.5;
  var omega = lambda;
  if (near) {
    var middle = Math.pow(beta1.s + beta2.s, 2);
    var mean = Math.sqrt(1 + SECOND2 * middle / (middle + Math.pow(beta1.c + beta2.c, 2)));
    var angle = lambda.angle / (FLAT1 * mean);
    omega = { s: Math.sin(angle), c: Math.cos(angle) };
  }
  var s = beta2.c * omega.s;
  var c = omega.c >= 0 ? sbeta + beta2.c * beta1.s * omega.s * omega.s / (1 + omega.c) : sum - beta2.c * beta1.s * omega.s * omega.s / (1 - omega.c);
  var ssigma = Math.hypot(s, c);
  var csigma = beta1.s * beta2.s + beta1.c * beta2.c * omega.c;
  if (near && ssigma < SHORT) {
    var bend = omega.c >= 0 ? omega.s * omega.s / (1 + omega.c) : 1 - omega.c;
    var arc = Math.atan2(ssigma, csigma);
    return { alpha1: unit(s, c), alpha2: unit(beta1.c * omega.s, sbeta - beta1.c * beta2.s * bend), arc: arc, length: arc * mean };
  }
  if (csigma < 0 && ssigma < 6 * THIRD * Math.PI * beta1.c * beta1.c) {
    var scale = FLAT * beta1.c * polynomial(SCALE_3, epsilonOf(Math.abs(beta1.s))) * Math.PI;
    var x = Math.atan2(-lambda.s, -lambda.c) / scale;
    var y = sum / (scale * beta1.c);
    if (y > -200 * TOL && x > -1 - 1000 * Math.sqrt(TOL)) {
      s = Math.min(1, -x);
      c = -Math.sqrt(1 - s * s);
    } else {
      var k = astroid(x, y);
      var turn = -scale * x * k / (1 + k);
      s = beta2.c * Math.sin(turn);
      c = sum - beta2.c * beta1.s * Math.pow(Math.sin(turn), 2) / (1 + Math.cos(turn));
    }
  }
  return { alpha1: s > 0 ? unit(s, c) : { s: 1, c: 0 } };
}

/** Improve the first azimuth by Newton's method, by halving where that leads astray. */
function solve(beta1, beta2, lambda, start) {
  var alpha = start;
  var low = { s: TINY, c: 1 };
  var high = { s: TINY, c: -1 };
  var nearly = false;
  for (var step = 0; step < ALL_STEPS; step += 1) {
    var shot = shoot(beta1, beta2, alpha, lambda);
    if (!(Math.abs(shot.miss) >= (nearly ? 8 : 1) * TOL)) return shot;
    if (shot.miss > 0 && (step > NEWTON_STEPS || alpha.c / alpha.s > high.c / high.s)) high = alpha;
    else if (shot.miss < 0 && (step > NEWTON_STEPS || alpha.c / alpha.s < low.c / low.s)) low = alpha;
    var turn = shot.slope > 0 ? -shot.miss / shot.slope : NaN;
    var s = alpha.s * Math.cos(turn) + alpha.c * Math.sin(turn);
    if (step < NEWTON_STEPS && s > 0 && Math.abs(turn) < Math.PI) {
      alpha = unit(s, alpha.c * Math.cos(turn) - alpha.s * Math.sin(turn));
      nearly = Math.abs(shot.miss) <= 16 * TOL;
    } else {
      alpha = unit((low.s + high.s) / 2, (low.c + high.c) / 2);
      nearly = false;
      if (Math.abs(low.s - alpha.s) + Math.abs(low.c - alpha.c) < TOL * Math.sqrt(TOL)) return shoot(beta1, beta2, alpha, lambda);
    }
  }
  return shot;
}

function reduced(lat) {
  var beta = unit(FLAT1 * Math.sin(lat * Math.PI / 180), Math.abs(lat) === 90 ? 0 : Math.cos(lat * Math.PI / 180));
  return { s: beta.s, c: Math.max(TINY, beta.c) };
}

/** Solve for points turned so that the first lies south, farther from the equator, and west of the second. */
function solveTurned(lat1, lat2, lon12) {
  var beta1 = reduced(lat1);
  var beta2 = Math.abs(lat2) === -lat1 ? { s: lat2 < 0 ? beta1.s : -beta1.s, c: beta1.c } : reduced(lat2);
  var rest = 180 - lon12;
  var angle = lon12 * Math.PI / 180;
  var lambda = lon12 > 90 ? { s: Math.sin(rest * Math.PI / 180), c: -Math.cos(rest * Math.PI / 180) } : { s: Math.sin(angle), c: Math.cos(angle) };
  lambda.angle = angle;
  var found;
  if (lat1 === -90 || lambda.s === 0) { // along a meridian, over the pole if need be
    var alpha1 = { s: lambda.s, c: lambda.c };
    var sigma1 = unit(beta1.s, alpha1.c * beta1.c);
    var sigma2 = unit(beta2.s, beta2.c);
    var arc = Math.atan2(Math.max(0, sigma1.c * sigma2.s - sigma1.s * sigma2.c), sigma1.c * sigma2.c + sigma1.s * sigma2.s);
    found = { alpha1: alpha1, alpha2: { s: 0, c: 1 }, arc: arc, length: lengths(epsilonOf(1), arc, sigma1, sigma2, beta1, beta2).whole };
  } else if (lat1 === 0 && rest >= FLAT * 180) { // along the equator
    found = { alpha1: { s: 1, c: 0 }, alpha2: { s: 1, c: 0 }, arc: angle / FLAT1, length: angle / FLAT1 };
  } else {
    found = firstAzimuth(beta1, beta2, lambda);
    if (found.arc === undefined) found = solve(beta1, beta2, lambda, found.alpha1);
  }
  return Object.assign(found, { beta1: beta1 });
}

/** Measure between two points {lat, lng} in degrees: distance in metres, azimuth at the first in degrees from north. */
function geodesic(from, to) {
  var lon12 = ((to.lng - from.lng) % 360 + 540) % 360 - 180;
  var east = lon12 >= 0 ? 1 : -1;
  var swap = Math.abs(from.lat) < Math.abs(to.lat);
  var first = swap ? to : from;
  var last = swap ? from : to;
  var north = first.lat > 0 ? -1 : 1; // turned so that the first lies south
  var found = solveTurned(north * first.lat, north * last.lat, Math.abs(lon12));
  if (swap) east = -east;
  var alpha = swap ? { s: -found.alpha2.s, c: -found.alpha2.c } : found.alpha1;
  return {
    distance_m: RADIUS_M * FLAT1 * found.length,
    azimuth_deg: (Math.atan2(alpha.s * east, alpha.c * north) * 180 / Math.PI + 360) % 360,
    at: function (share) { return pointAlong(found, swap ? 1 - share : share, first, north, east); },
  };
}

/** A point of the line that was found, at a share of its arc. */
function pointAlong(found, share, first, north, east) {
  var alpha = found.alpha1;
  var salp0 = alpha.s * found.beta1.c;
  var calp0 = Math.hypot(alpha.c, alpha.s * found.beta1.s);
  var start = unit(found.beta1.s, alpha.c * found.beta1.c || TINY);
  var sigma = Math.atan2(start.s, start.c) + share * found.arc;
  var s = Math.sin(sigma);
  var c = Math.cos(sigma);
  var epsilon = epsilonOf(calp0);
  var three = sineTerms(SERIES_3, epsilon, epsilon);
  var omega = Math.atan2(salp0 * s, c) - Math.atan2(salp0 * start.s, start.c);
  if (omega < -1e-9) omega += 2 * Math.PI;
  var b3 = sineSum(three, s, c) - sineSum(three, start.s, start.c);
  var lambda = omega - FLAT * polynomial(SCALE_3, epsilon) * salp0 * (share * found.arc + b3);
  var lat = Math.atan2(calp0 * s, FLAT1 * Math.hypot(c, salp0 * s)) * 180 / Math.PI;
  return { lat: north * lat, lng: first.lng + east * lambda * 180 / Math.PI };
}
