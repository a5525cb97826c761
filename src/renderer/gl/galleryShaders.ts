import { UNTOUCHED, VOID } from '../../shared/labels/labelCodes.ts';

/** Score maps of a tile: four to a texture layer. */
export const TILE_CLASSES = 8;

/** Of one tile: where it stands, what of the atlas is its own, and what decides its labels. */
export const galleryVertexShader = `#version 300 es
precision highp float;
in vec2 corner;
in vec4 place;
in vec4 sizes;
in vec4 facts;
in vec4 labelsA;
in vec4 labelsB;
in vec4 thresholdsA;
in vec4 thresholdsB;
uniform vec2 canvasSize;
out vec2 at;
flat out vec2 tileSize;
flat out vec2 photoSize;
flat out vec4 tileFacts;
flat out vec4 tileLabels[2];
flat out vec4 tileThresholds[2];
void main() {
  at = corner;
  tileSize = sizes.xy;
  photoSize = sizes.zw;
  tileFacts = facts;
  tileLabels[0] = labelsA;
  tileLabels[1] = labelsB;
  tileThresholds[0] = thresholdsA;
  tileThresholds[1] = thresholdsB;
  vec2 pixel = place.xy + corner * place.zw;
  gl_Position = vec4(pixel / canvasSize * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
}`;

/**
 * A photograph with its labels over it. While a threshold is dragged they follow from score maps, by the rule of
 * composeProposal.ts with scores in 1/255; else they are those that were sent.
 */
export const galleryShader = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2DArray;
precision highp usampler2DArray;
in vec2 at;
flat in vec2 tileSize;
flat in vec2 photoSize;
/** Layer of the atlas, edge of the patch grid, number of classes, and whether labels follow from scores. */
flat in vec4 tileFacts;
flat in vec4 tileLabels[2];
flat in vec4 tileThresholds[2];
uniform sampler2DArray photos;
uniform usampler2DArray shown;
uniform usampler2DArray decided;
uniform sampler2DArray scores;
uniform sampler2D palette;
uniform float opacity;
uniform float voidHalfWidth;
uniform float edge;
out vec4 colour;

const uint VOID = ${VOID}u;
const uint UNTOUCHED = ${UNTOUCHED}u;

vec4 scoresAt(vec2 share, int layer) {
  float grid = tileFacts.y;
  vec2 position = clamp(share * grid - 0.5, 0.0, grid - 1.0);
  ivec2 low = ivec2(floor(position));
  ivec2 high = min(low + 1, ivec2(int(grid) - 1));
  vec2 part = position - vec2(low);
  vec4 left = mix(texelFetch(scores, ivec3(low, layer), 0), texelFetch(scores, ivec3(low.x, high.y, layer), 0), part.y);
  vec4 right = mix(texelFetch(scores, ivec3(high.x, low.y, layer), 0), texelFetch(scores, ivec3(high, layer), 0), part.y);
  return mix(left, right, part.x);
}

uint shownAt(ivec2 pixel) {
  return texelFetch(shown, ivec3(pixel, int(tileFacts.x)), 0).r;
}

uint triedAt(ivec2 pixel) {
  int layer = int(tileFacts.x);
  uint own = texelFetch(decided, ivec3(pixel, layer), 0).r;
  if (own != UNTOUCHED) return own;
  vec2 share = (vec2(pixel) + 0.5) / tileSize;
  float best = -2.0;
  float found = 0.0;
  int classes = int(tileFacts.z);
  for (int part = 0; part < 2; part++) {
    if (part * 4 >= classes) break;
    vec4 margins = scoresAt(share, layer * 2 + part) - tileThresholds[part];
    for (int c = 0; c < 4; c++) {
      if (part * 4 + c >= classes || margins[c] <= best) continue;
      best = margins[c];
      found = tileLabels[part][c];
    }
  }
  if (best >= voidHalfWidth) return uint(found);
  return best >= -voidHalfWidth ? VOID : 0u;
}

void main() {
  ivec2 last = ivec2(tileSize) - 1;
  ivec2 pixel = min(ivec2(at * tileSize), last);
  vec3 photo = texture(photos, vec3(at * photoSize / edge, tileFacts.x)).rgb;
  bool isTried = tileFacts.w > 0.5;
  uint label = isTried ? triedAt(pixel) : shownAt(pixel);
  vec4 paint = texelFetch(palette, ivec2(int(label), 0), 0);
  float share = label == 0u ? 0.0 : opacity * paint.a;
  if (!isTried) {
    uint right = shownAt(min(pixel + ivec2(1, 0), last));
    uint below = shownAt(min(pixel + ivec2(0, 1), last));
    if (right != label || below != label) {
      if (label == 0u) paint = texelFetch(palette, ivec2(int(right != label ? right : below), 0), 0);
      share = paint.a;
    }
  }
  colour = vec4(mix(photo, paint.rgb, share), 1.0);
}`;
