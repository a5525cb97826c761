import { DECIDED_KINDS, ORIGINS } from '../editor/origins.ts';
import { UNTOUCHED, VOID } from '../../shared/labels/labelCodes.ts';

/** Most tagged classes of one image that the overlay draws; photographs have a handful. */
export const MOST_CLASSES = 32;

/** Canvas pixels per image pixel from which image pixels are drawn as squares, and from which a grid parts them. */
const SHARP_FROM_SCALE = 4;
const GRID_FROM_SCALE = 16;

/** What one side of the divider shows. */
export const SIDE_KINDS = { photo: 0, labels: 1, heat: 2, origins: 3 } as const;

export const vertexShader = `#version 300 es
in vec2 position;
void main() { gl_Position = vec4(position, 0.0, 1.0); }`;

/**
 * The photograph with its label map over it. The composition rule is that of composeProposal.ts: scores sampled
 * bilinearly at the centre of the image pixel, the greatest margin wins, ties go to the earlier (lower) label.
 * Photograph and human layer may be cut into tiles, one to a texture layer.
 */
export const fragmentShader = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2DArray;
precision highp usampler2DArray;

uniform sampler2DArray photo;
uniform sampler2DArray scores;
uniform usampler2DArray human;
/** What of it was painted. */
uniform usampler2DArray hand;
uniform bool anyPainted;
uniform bool hatching;
uniform vec3 originColours[${ORIGINS.length * DECIDED_KINDS.length}];
/** Canvas pixels per pixel of the page. */
uniform float density;
uniform sampler2D leftHeat;
uniform sampler2D rightHeat;
uniform ivec2 tileSize;
uniform int tilesPerRow;
uniform int classes;
uniform int grid;
uniform float thresholds[${MOST_CLASSES}];
uniform uint labels[${MOST_CLASSES}];
uniform vec4 palette[256];
uniform float voidHalfWidth;
uniform float opacity;
uniform bool contours;
uniform vec2 imageSize;
uniform vec2 canvasSize;
uniform vec2 origin;
uniform float scale;
uniform vec3 surround;
uniform int leftKind;
uniform int rightKind;
/** Canvas x from which the right side shows. */
uniform float divider;
out vec4 colour;

const uint VOID = ${VOID}u;
const uint UNTOUCHED = ${UNTOUCHED}u;

float scoreAt(int map, ivec2 pixel) {
  vec2 at = clamp((vec2(pixel) + 0.5) * float(grid) / imageSize - 0.5, 0.0, float(grid - 1));
  ivec2 low = ivec2(floor(at));
  ivec2 high = min(low + 1, ivec2(grid - 1));
  vec2 share = at - vec2(low);
  float upperLeft = texelFetch(scores, ivec3(low.x, low.y, map), 0).r;
  float upperRight = texelFetch(scores, ivec3(high.x, low.y, map), 0).r;
  float lowerLeft = texelFetch(scores, ivec3(low.x, high.y, map), 0).r;
  float lowerRight = texelFetch(scores, ivec3(high.x, high.y, map), 0).r;
  float left = upperLeft + (lowerLeft - upperLeft) * share.y;
  float right = upperRight + (lowerRight - upperRight) * share.y;
  return left + (right - left) * share.x;
}

ivec3 inTiles(ivec2 pixel) {
  ivec2 tile = pixel / tileSize;
  return ivec3(pixel - tile * tileSize, tile.y * tilesPerRow + tile.x);
}

uint labelAt(ivec2 pixel) {
  uint decided = texelFetch(human, inTiles(pixel), 0).r;
  if (decided != UNTOUCHED) return decided;
  if (classes == 0) return 0u;
  float best = -2.0;
  uint label = 0u;
  for (int c = 0; c < classes; c++) {
    float margin = scoreAt(c, pixel) - thresholds[c];
    if (margin > best) {
      best = margin;
      label = labels[c];
    }
  }
  if (best >= voidHalfWidth) return label;
  return best >= -voidHalfWidth ? VOID : 0u;
}

ivec2 pixelUnder(vec2 canvas) {
  return clamp(ivec2(floor(origin + canvas / scale)), ivec2(0), ivec2(imageSize) - 1);
}

vec3 photoAt(vec2 at, ivec2 pixel) {
  ivec3 place = inTiles(pixel);
  // Gradients are those of the whole image: at the edge of a tile the derivative of a fraction would jump.
  if (scale >= ${SHARP_FROM_SCALE}.0) return texelFetch(photo, place, 0).rgb;
  vec2 within = at - vec2(pixel - place.xy);
  vec2 size = vec2(tileSize);
  return textureGrad(photo, vec3(within / size, float(place.z)), vec2(1.0 / scale, 0.0) / size, vec2(0.0, 1.0 / scale) / size).rgb;
}

/** A perceptually even ramp from dark violet to yellow (a fit of matplotlib's viridis). */
vec3 ramp(float t) {
  const vec3 c0 = vec3(0.2777, 0.0054, 0.3340);
  const vec3 c1 = vec3(0.1050, 1.4046, 1.3845);
  const vec3 c2 = vec3(-0.3308, 0.2148, 0.0950);
  const vec3 c3 = vec3(-4.6342, -5.7991, -19.3324);
  const vec3 c4 = vec3(6.2282, 14.1799, 56.6905);
  const vec3 c5 = vec3(4.7763, -13.7451, -65.3530);
  const vec3 c6 = vec3(-5.4354, 4.6458, 26.3124);
  return clamp(c0 + t * (c1 + t * (c2 + t * (c3 + t * (c4 + t * (c5 + t * c6))))), 0.0, 1.0);
}

float heatAt(sampler2D heat, vec2 at) {
  ivec2 size = textureSize(heat, 0);
  vec2 place = clamp(at * vec2(size) / imageSize - 0.5, vec2(0.0), vec2(size - 1));
  ivec2 low = ivec2(floor(place));
  ivec2 high = min(low + 1, size - 1);
  vec2 share = place - vec2(low);
  float upper = mix(texelFetch(heat, low, 0).r, texelFetch(heat, ivec2(high.x, low.y), 0).r, share.x);
  float lower = mix(texelFetch(heat, ivec2(low.x, high.y), 0).r, texelFetch(heat, high, 0).r, share.x);
  return mix(upper, lower, share.y);
}

/** Row of the table in editor/origins.ts. */
int originAt(ivec2 pixel) {
  return anyPainted && texelFetch(hand, inTiles(pixel), 0).r != UNTOUCHED ? 1 : 0;
}

vec3 byOrigin(vec3 shown, ivec2 pixel) {
  uint label = labelAt(pixel);
  int kind = label == 0u ? 1 : label == VOID ? 2 : 0;
  vec3 grey = vec3(dot(shown, vec3(0.3, 0.59, 0.11)));
  return mix(grey, originColours[originAt(pixel) * ${DECIDED_KINDS.length} + kind], opacity);
}

/** Stripes, dark beside light so that they are seen on any colour. */
vec3 hatched(vec3 shown, vec2 canvas) {
  float along = mod((canvas.x + canvas.y) / density, 9.0);
  if (along < 1.5) return mix(shown, vec3(1.0), 0.6);
  return along < 3.0 ? mix(shown, vec3(0.0), 0.5) : shown;
}

vec3 labelled(vec3 shown, vec2 canvas, ivec2 pixel) {
  uint label = labelAt(pixel);
  vec4 paint = palette[label];
  if (label != 0u) shown = mix(shown, paint.rgb, opacity * paint.a);
  if (hatching && opacity * paint.a > 0.0 && originAt(pixel) == 1) shown = hatched(shown, canvas);
  if (contours && opacity > 0.0) {
    bool border = label != labelAt(pixelUnder(canvas + vec2(1.0, 0.0))) || label != labelAt(pixelUnder(canvas + vec2(0.0, 1.0)));
    if (border) shown = mix(shown, vec3(1.0), 0.9);
  }
  return shown;
}

void main() {
  vec2 canvas = vec2(gl_FragCoord.x, canvasSize.y - gl_FragCoord.y);
  vec2 at = origin + canvas / scale;
  if (any(lessThan(at, vec2(0.0))) || any(greaterThanEqual(at, imageSize))) {
    colour = vec4(surround, 1.0);
    return;
  }
  ivec2 pixel = pixelUnder(canvas);
  vec3 shown = photoAt(at, pixel);
  bool right = canvas.x >= divider;
  int kind = right ? rightKind : leftKind;
  if (kind == ${SIDE_KINDS.labels}) shown = labelled(shown, canvas, pixel);
  if (kind == ${SIDE_KINDS.origins}) shown = byOrigin(shown, pixel);
  if (kind == ${SIDE_KINDS.heat}) {
    float heat = right ? heatAt(rightHeat, at) : heatAt(leftHeat, at);
    shown = mix(vec3(dot(shown, vec3(0.3, 0.59, 0.11))), ramp(clamp(heat, 0.0, 1.0)), 0.7);
  }
  if (scale >= ${GRID_FROM_SCALE}.0) {
    vec2 within = fract(at) * scale;
    if (within.x < 1.0 || within.y < 1.0) shown = mix(shown, vec3(0.5), 0.35);
  }
  colour = vec4(shown, 1.0);
}`;
