/** Most tagged classes of one image that the overlay draws; photographs have a handful. */
export const MOST_CLASSES = 32;

/** Canvas pixels per image pixel from which image pixels are drawn as squares. */
const SHARP_FROM_SCALE = 4;

export const vertexShader = `#version 300 es
in vec2 position;
void main() { gl_Position = vec4(position, 0.0, 1.0); }`;

/**
 * The photograph with its label map over it. The composition rule is that of composeProposal.ts: scores sampled
 * bilinearly at the centre of the image pixel, the greatest margin wins, ties go to the earlier (lower) label.
 */
export const fragmentShader = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2DArray;
precision highp usampler2D;

uniform sampler2D photo;
uniform sampler2DArray scores;
uniform usampler2D frozen;
uniform bool isFrozen;
uniform int classes;
uniform int grid;
uniform float thresholds[${MOST_CLASSES}];
uniform uint labels[${MOST_CLASSES}];
uniform vec3 palette[256];
uniform float voidHalfWidth;
uniform float opacity;
uniform vec2 imageSize;
uniform vec2 canvasSize;
uniform vec2 origin;
uniform float scale;
uniform vec3 surround;
out vec4 colour;

const uint VOID = 255u;

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
  if (isFrozen) return texelFetch(frozen, pixel, 0).r;
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

void main() {
  vec2 canvas = vec2(gl_FragCoord.x, canvasSize.y - gl_FragCoord.y);
  vec2 at = origin + canvas / scale;
  if (any(lessThan(at, vec2(0.0))) || any(greaterThanEqual(at, imageSize))) {
    colour = vec4(surround, 1.0);
    return;
  }
  ivec2 pixel = pixelUnder(canvas);
  vec3 shown = scale < ${SHARP_FROM_SCALE}.0 ? texture(photo, at / imageSize).rgb : texelFetch(photo, pixel, 0).rgb;
  uint label = labelAt(pixel);
  bool border = label != labelAt(pixelUnder(canvas + vec2(1.0, 0.0))) || label != labelAt(pixelUnder(canvas + vec2(0.0, 1.0)));
  if (label != 0u) shown = mix(shown, palette[label], opacity);
  if (border && opacity > 0.0) shown = mix(shown, vec3(1.0), 0.9);
  colour = vec4(shown, 1.0);
}`;
