/**
 * The shaders: every line, path segment and disc is one instanced quad whose edges are smoothed by distance, so that no
 * multisampling is needed. Distances are in device pixels; strokes thinner than one keep that width and fade instead.
 */

/** Dash and gap of dashed strokes, in scene pixels. */
const DASH = '4.0';
const GAP = '3.0';
/** Longest spike at a sharp corner of a path, as a multiple of half its width. */
const MITER_LIMIT = '4.0';

const VERTEX = `#version 300 es
precision highp float;
uniform mat3 uProjectionMatrix;
uniform float uRatio;
in vec2 aCorner;
vec4 place(vec2 devicePixels) {
  return vec4((uProjectionMatrix * vec3(devicePixels / uRatio, 1.0)).xy, 0.0, 1.0);
}
vec4 faded(vec4 color, float width) {
  return vec4(color.rgb, color.a * min(width, 1.0));
}
`;

const FRAGMENT = `#version 300 es
precision highp float;
out vec4 outColor;
float inside(float distance) {
  return clamp(0.5 - distance, 0.0, 1.0);
}
float inDash(float at, float ratio) {
  float period = (${DASH} + ${GAP}) * ratio;
  return inside(abs(mod(at, period) - period * 0.5) - ${DASH} * 0.5 * ratio);
}
`;

/** Straight lines with flat ends or, where `uRoundEnds` is 1, round ones. */
export const LINES = {
  name: 'lines',
  vertex: `${VERTEX}
uniform float uRoundEnds;
in vec4 aEnds;
in float aWidth;
in vec4 aColor;
out vec2 vAt;
out vec2 vSize;
out vec4 vColor;
void main() {
  vec2 from = aEnds.xy * uRatio;
  vec2 way = aEnds.zw * uRatio - from;
  float size = length(way);
  vec2 along = size > 0.0 ? way / size : vec2(1.0, 0.0);
  float width = aWidth * uRatio;
  float reach = max(width, 1.0) * 0.5;
  float margin = uRoundEnds * reach + 1.0;
  vAt = vec2(aCorner.x > 0.0 ? size + margin : -margin, aCorner.y * (reach + 1.0));
  vSize = vec2(size, reach);
  vColor = faded(aColor, width);
  gl_Position = place(from + along * vAt.x + vec2(-along.y, along.x) * vAt.y);
}`,
  fragment: `${FRAGMENT}
uniform float uRoundEnds;
in vec2 vAt;
in vec2 vSize;
in vec4 vColor;
void main() {
  float beyond = max(-vAt.x, vAt.x - vSize.x);
  float cover = uRoundEnds > 0.5
    ? inside(length(vec2(max(beyond, 0.0), vAt.y)) - vSize.y)
    : inside(abs(vAt.y) - vSize.y) * inside(beyond);
  float alpha = vColor.a * cover;
  outColor = vec4(vColor.rgb * alpha, alpha);
}`,
};

/**
 * Segments of polylines with mitred joints and round ends. `aOuter` holds the points before and after the segment (the
 * segment's own ends at the ends of the path), `aStroke` the width and how far along the path it begins, negative when solid.
 */
export const PATHS = {
  name: 'paths',
  vertex: `${VERTEX}
in vec4 aEnds;
in vec4 aOuter;
in vec2 aStroke;
in vec4 aColor;
out vec2 vAt;
out vec2 vSize;
out vec2 vOpen;
out vec2 vDash;
out vec4 vColor;
vec2 across(vec2 from, vec2 to) {
  vec2 way = to - from;
  return way == vec2(0.0) ? way : normalize(vec2(-way.y, way.x));
}
vec2 joint(vec2 own, vec2 other) {
  vec2 sum = own + other;
  if (other == vec2(0.0) || dot(sum, sum) < 0.0001) return own;
  vec2 middle = normalize(sum);
  return middle * min(1.0 / dot(middle, own), ${MITER_LIMIT});
}
void main() {
  vec2 from = aEnds.xy * uRatio;
  vec2 to = aEnds.zw * uRatio;
  vec2 normal = across(from, to);
  vec2 along = vec2(normal.y, -normal.x);
  vec2 before = across(aOuter.xy * uRatio, from);
  vec2 after = across(to, aOuter.zw * uRatio);
  float width = aStroke.x * uRatio;
  float reach = max(width, 1.0) * 0.5;
  float side = aCorner.y * (reach + 1.0);
  vOpen = vec2(before == vec2(0.0), after == vec2(0.0));
  vec2 corner = aCorner.x > 0.0
    ? to + joint(normal, after) * side + along * vOpen.y * (reach + 1.0)
    : from + joint(normal, before) * side - along * vOpen.x * (reach + 1.0);
  vAt = vec2(dot(corner - from, along), dot(corner - from, normal));
  vSize = vec2(length(to - from), reach);
  vDash = aStroke.y < 0.0 ? vec2(0.0) : vec2(aStroke.y * uRatio, uRatio);
  vColor = faded(aColor, width);
  gl_Position = place(corner);
}`,
  fragment: `${FRAGMENT}
in vec2 vAt;
in vec2 vSize;
in vec2 vOpen;
in vec2 vDash;
in vec4 vColor;
void main() {
  float beyond = max(-vAt.x * vOpen.x, (vAt.x - vSize.x) * vOpen.y);
  float cover = inside(length(vec2(max(beyond, 0.0), vAt.y)) - vSize.y);
  if (vDash.y > 0.0) cover *= inDash(vDash.x + vAt.x, vDash.y);
  float alpha = vColor.a * cover;
  outColor = vec4(vColor.rgb * alpha, alpha);
}`,
};

/** Filled circles with a stroke centred on the circle. `aDisc` is x, y, radius, stroke width; a dashed one has a negative width. */
export const DISCS = {
  name: 'discs',
  vertex: `${VERTEX}
in vec4 aDisc;
in vec4 aFill;
in vec4 aStroke;
out vec2 vAt;
out vec2 vSize;
out float vDash;
out vec4 vFill;
out vec4 vStroke;
void main() {
  float radius = aDisc.z * uRatio;
  float width = abs(aDisc.w) * uRatio;
  float reach = max(width, 1.0) * 0.5;
  vec2 side = vec2(aCorner.x * 2.0 - 1.0, aCorner.y);
  vAt = side * (radius + reach + 1.0);
  vSize = vec2(radius, reach);
  vDash = aDisc.w < 0.0 ? uRatio : 0.0;
  vFill = aFill;
  vStroke = faded(aStroke, width);
  gl_Position = place(aDisc.xy * uRatio + vAt);
}`,
  fragment: `${FRAGMENT}
in vec2 vAt;
in vec2 vSize;
in float vDash;
in vec4 vFill;
in vec4 vStroke;
const float TURN = 6.28318530718;
float inRoundDash(float ratio) {
  float period = (${DASH} + ${GAP}) * ratio;
  float dashes = max(floor(TURN * vSize.x / period + 0.5), 1.0);
  float turn = fract(atan(vAt.y, vAt.x) / TURN * dashes);
  float stretched = TURN * vSize.x / dashes;
  return inside((abs(turn - 0.5) - 0.5 * ${DASH} / (${DASH} + ${GAP})) * stretched);
}
void main() {
  float away = length(vAt) - vSize.x;
  float fill = vFill.a * inside(away);
  float stroke = vStroke.a * inside(abs(away) - vSize.y);
  if (vDash > 0.0) stroke *= inRoundDash(vDash);
  outColor = vec4(vFill.rgb * fill, fill) * (1.0 - stroke) + vec4(vStroke.rgb * stroke, stroke);
}`,
};
