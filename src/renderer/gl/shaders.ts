import type { Side } from '../editor/Side.ts';
import { DECIDED_KINDS, ORIGINS } from '../editor/origins.ts';
import { UNTOUCHED, VOID } from '../../shared/labels/labelCodes.ts';

/** Most tagged classes of one image that the overlay draws; photographs have a handful. */
export const MOST_CLASSES = 32;

/** Canvas pixels per image pixel from which image pixels are drawn as squares, and from which a grid parts them. */
const SHARP_FROM_SCALE = 4;
const GRID_FROM_SCALE = 16;

/**
 * What of the image shader is fixed when it is compiled. A graphics driver that works on the processor goes through both
 * branches of every condition for every pixel, so what is not wanted must not be there.
 */
export interface Variant {
  left: Side['kind'];
  right: Side['kind'];
  /** Whether both sides are seen; else the right one alone. */
  isDivided: boolean;
  contours: boolean;
  hatching: boolean;
  /** Whether image pixels are squares, and whether a grid parts them. */
  isSharp: boolean;
  hasGrid: boolean;
}

/** The two that follow from canvas pixels per image pixel. */
export function sharpness(scale: number): Pick<Variant, 'isSharp' | 'hasGrid'> {
  return { isSharp: scale >= SHARP_FROM_SCALE, hasGrid: scale >= GRID_FROM_SCALE };
}

/** What is shown of a pixel, by what a side shows. */
const SIDES: Record<Side['kind'], (heat: string) => string> = {
  photo: () => 'shown',
  labels: () => 'labelled(shown, canvas, pixel)',
  origins: () => 'byOrigin(shown, canvas, pixel)',
  truth: () => 'trueLabels(shown, pixel)',
  difference: () => 'differing(shown, canvas, pixel)',
  heat: (heat) => `heated(shown, at, ${heat})`,
};

export const vertexShader = `#version 300 es
in vec2 position;
void main() { gl_Position = vec4(position, 0.0, 1.0); }`;

/** What both shaders begin with. Photograph and human layer may be cut into tiles, one to a texture layer. */
const begin = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2DArray;
precision highp usampler2DArray;
precision highp usampler2D;

uniform ivec2 tileSize;
uniform int tilesPerRow;
uniform vec2 imageSize;
uniform vec2 origin;
uniform float scale;
/** Canvas pixels per pixel of the label buffer, along an edge. */
uniform int coarseness;

const uint VOID = ${VOID}u;
const uint UNTOUCHED = ${UNTOUCHED}u;

ivec3 inTiles(ivec2 pixel) {
  ivec2 tile = pixel / tileSize;
  return ivec3(pixel - tile * tileSize, tile.y * tilesPerRow + tile.x);
}

ivec2 pixelUnder(vec2 canvas) {
  return clamp(ivec2(floor(origin + canvas / scale)), ivec2(0), ivec2(imageSize) - 1);
}`;

/**
 * The label under each canvas pixel, into the label buffer, whose rows go down as those of the canvas do. The composition
 * rule is that of composeProposal.ts: scores sampled bilinearly at the centre of the image pixel, the greatest margin
 * wins, ties go to the earlier (lower) label.
 */
export const labelShader = `${begin}
uniform sampler2DArray scores;
uniform usampler2DArray human;
/** What is proposed, where that follows edges or came from elsewhere. */
uniform usampler2DArray refined;
uniform bool followsEdges;
uniform int classes;
uniform int grid;
uniform float thresholds[${MOST_CLASSES}];
uniform uint labels[${MOST_CLASSES}];
uniform float voidHalfWidth;
out uint label;

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

uint labelAt(ivec2 pixel) {
  uint decided = texelFetch(human, inTiles(pixel), 0).r;
  if (decided != UNTOUCHED) return decided;
  if (followsEdges) return texelFetch(refined, inTiles(pixel), 0).r;
  if (classes == 0) return 0u;
  float best = -2.0;
  uint found = 0u;
  for (int c = 0; c < classes; c++) {
    float margin = scoreAt(c, pixel) - thresholds[c];
    if (margin > best) {
      best = margin;
      found = labels[c];
    }
  }
  if (best >= voidHalfWidth) return found;
  return best >= -voidHalfWidth ? VOID : 0u;
}

void main() {
  vec2 canvas = gl_FragCoord.xy * float(coarseness);
  vec2 at = origin + canvas / scale;
  // A pixel beyond the edge is the neighbour of one within.
  vec2 margin = vec2(float(coarseness) / scale);
  bool isFar = any(lessThan(at, -margin)) || any(greaterThanEqual(at, imageSize + margin));
  label = isFar ? 0u : labelAt(pixelUnder(canvas));
}`;

/** The photograph with what is shown over it: its labels from the label buffer, or a stage of the evidence. */
export function imageShader(variant: Variant): string {
  const { left, right, isDivided, contours, hatching, isSharp, hasGrid } = variant;
  return `${begin}
const bool contours = ${contours};
const bool hatching = ${hatching};
const bool isSharp = ${isSharp};
const bool hasGrid = ${hasGrid};
uniform usampler2D labelBuffer;
uniform sampler2DArray photo;
/** What of the labels was painted. */
uniform usampler2DArray hand;
uniform bool anyPainted;
/** What is true, 255 where nobody counts. */
uniform usampler2DArray truth;
uniform vec3 differenceColours[3];
uniform vec3 originColours[${ORIGINS.length * DECIDED_KINDS.length}];
/** Canvas pixels per pixel of the page. */
uniform float density;
uniform sampler2D leftHeat;
uniform sampler2D rightHeat;
uniform vec4 palette[256];
uniform float opacity;
uniform vec2 canvasSize;
uniform vec3 surround;
/** Canvas x from which the right side shows. */
uniform float divider;
out vec4 colour;

vec3 photoAt(vec2 at, ivec2 pixel) {
  ivec3 place = inTiles(pixel);
  // The level is that of the whole image: at the edge of a tile the derivative of a fraction would jump.
  if (isSharp) return texelFetch(photo, place, 0).rgb;
  vec2 within = at - vec2(pixel - place.xy);
  vec2 size = vec2(tileSize);
  return textureLod(photo, vec3(within / size, float(place.z)), -log2(scale)).rgb;
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

vec3 heated(vec3 shown, vec2 at, sampler2D heat) {
  vec3 grey = vec3(dot(shown, vec3(0.3, 0.59, 0.11)));
  return mix(grey, ramp(clamp(heatAt(heat, at), 0.0, 1.0)), 0.7);
}

/** Row of the table in editor/origins.ts. */
int originAt(ivec2 pixel) {
  return anyPainted && texelFetch(hand, inTiles(pixel), 0).r != UNTOUCHED ? 1 : 0;
}

uint labelOn(vec2 canvas) {
  return texelFetch(labelBuffer, ivec2(canvas) / coarseness, 0).r;
}

vec3 byOrigin(vec3 shown, vec2 canvas, ivec2 pixel) {
  uint label = labelOn(canvas);
  int kind = label == 0u ? 1 : label == VOID ? 2 : 0;
  vec3 grey = vec3(dot(shown, vec3(0.3, 0.59, 0.11)));
  return mix(grey, originColours[originAt(pixel) * ${DECIDED_KINDS.length} + kind], opacity);
}

vec3 trueLabels(vec3 shown, ivec2 pixel) {
  uint label = texelFetch(truth, inTiles(pixel), 0).r;
  vec4 paint = palette[label];
  return label == 0u ? shown : mix(shown, paint.rgb, opacity * paint.a);
}

/** By the rule of differenceOf in shared/labels/agreement.ts; what agrees is grey. */
vec3 differing(vec3 shown, vec2 canvas, ivec2 pixel) {
  uint is = texelFetch(truth, inTiles(pixel), 0).r;
  uint seems = labelOn(canvas);
  vec3 grey = vec3(dot(shown, vec3(0.3, 0.59, 0.11)));
  if (is == VOID || is == seems) return grey;
  int kind = seems == VOID || seems == 0u ? 0 : is == 0u ? 1 : 2;
  return mix(grey, differenceColours[kind], max(opacity, 0.6));
}

/** Stripes, dark beside light so that they are seen on any colour. */
vec3 hatched(vec3 shown, vec2 canvas) {
  float along = mod((canvas.x + canvas.y) / density, 9.0);
  if (along < 1.5) return mix(shown, vec3(1.0), 0.6);
  return along < 3.0 ? mix(shown, vec3(0.0), 0.5) : shown;
}

vec3 labelled(vec3 shown, vec2 canvas, ivec2 pixel) {
  uint label = labelOn(canvas);
  vec4 paint = palette[label];
  if (label != 0u) shown = mix(shown, paint.rgb, opacity * paint.a);
  if (hatching && opacity * paint.a > 0.0 && originAt(pixel) == 1) shown = hatched(shown, canvas);
  if (contours && opacity > 0.0) {
    bool border = label != labelOn(canvas + vec2(1.0, 0.0)) || label != labelOn(canvas + vec2(0.0, 1.0));
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
  ${isDivided ? `shown = canvas.x >= divider ? ${SIDES[right]('rightHeat')} : ${SIDES[left]('leftHeat')};` : `shown = ${SIDES[right]('rightHeat')};`}
  if (hasGrid) {
    vec2 within = fract(at) * scale;
    if (within.x < 1.0 || within.y < 1.0) shown = mix(shown, vec3(0.5), 0.35);
  }
  colour = vec4(shown, 1.0);
}`;
}
